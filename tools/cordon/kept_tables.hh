#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>

#include "sim/core/result.hh"
#include "sim/scenario/tables/make_tables.hh"

namespace cordon {

/// Dose-response tables in a folder, one file a key. A table never stands half-written; one that
/// cannot be kept is simulated again next time, and that is all.
class KeptTables final : public TableStore {
public:
    /// Without a folder nothing is kept. Once `spoilt` is set nothing more is.
    KeptTables(std::optional<std::string> folder, const std::atomic<bool>& spoilt);

    [[nodiscard]] std::optional<std::string> load(const std::string& key) override;
    void keep(const std::string& key, const std::string& text) override;

    /// How many tables were there, and how many were not.
    [[nodiscard]] std::size_t found() const { return found_; }
    [[nodiscard]] std::size_t missing() const { return missing_; }
    /// The first that went wrong when a table was to be kept.
    [[nodiscard]] const Result<void>& status() const { return status_; }

private:
    std::optional<std::string> folder_;
    const std::atomic<bool>* spoilt_;
    std::size_t found_ = 0, missing_ = 0;
    Result<void> status_;
};

/// The folder that `--cache` means: that one; none for "none"; `cordon` in `$XDG_CACHE_HOME` or
/// `~/.cache` where it is not given, and none where neither is known.
[[nodiscard]] std::optional<std::string> cache_folder(const std::optional<std::string>& option);

}  // namespace cordon
