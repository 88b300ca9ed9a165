#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/policy/file/diagnostic.hh"
#include "sim/policy/file/source.hh"

namespace cordon {

/// Gathers what is found while a policy is read, so that all of it is told at once. Bounded: after
/// `most` findings the rest is only counted.
class Findings {
public:
    static constexpr std::size_t most = 1000;

    void error(SourcePlace at, std::string what) { add(Severity::error, at, std::move(what)); }
    void warn(SourcePlace at, std::string what) { add(Severity::warning, at, std::move(what)); }
    void note(SourcePlace at, std::string what) { add(Severity::note, at, std::move(what)); }

    void add_all(const Findings& others);

    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] std::size_t errors() const { return errors_; }

    /// The errors alone, or the warnings and notes alone, in the order of the files and of the
    /// places in them.
    [[nodiscard]] std::vector<Diagnostic> all_errors() const;
    [[nodiscard]] std::vector<Diagnostic> all_warnings() const;

private:
    struct Finding {
        Severity severity = Severity::error;
        SourcePlace at;
        std::string what;
    };
    enum class Which : std::uint8_t { errors, others };

    void add(Severity severity, SourcePlace at, std::string what);
    [[nodiscard]] std::vector<Diagnostic> sorted(Which which) const;

    std::vector<Finding> findings_;
    std::size_t errors_ = 0;
    std::size_t left_out_ = 0;
};

}  // namespace cordon
