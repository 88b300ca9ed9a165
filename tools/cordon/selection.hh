#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/core/arrival.hh"

namespace cordon {

/// Which packets of the input reach the wall, and when. `at` shifts all times so that the first
/// packet of the input lies there; `from` (inclusive) and `to` (exclusive) choose by the shifted
/// time; `limit` counts what was chosen. Frame numbers stay those of the input.
class Selection {
public:
    struct Options {
        std::optional<Time> at{}, from{}, to{};
        std::optional<std::uint64_t> limit{};
    };
    explicit Selection(const Options& options) : options_(options) {}

    /// The chosen packets of a batch; a view of it, or of this object, valid until the next call.
    [[nodiscard]] std::span<const Arrival> choose(std::span<const Arrival> batch);

    /// How many packets of the last batch lie behind the one that reached the limit.
    [[nodiscard]] std::size_t unread() const { return unread_; }

    /// The limit was reached: nothing more will be chosen.
    [[nodiscard]] bool finished() const {
        return options_.limit && chosen_count_ >= *options_.limit;
    }

    /// Earliest and latest of the chosen packets; none when none was.
    [[nodiscard]] std::optional<Time> first() const { return first_; }
    [[nodiscard]] std::optional<Time> last() const { return last_; }
    [[nodiscard]] std::uint64_t chosen() const { return chosen_count_; }

private:
    [[nodiscard]] bool takes(Time at) const;
    /// How many of `most` may yet be chosen.
    [[nodiscard]] std::size_t room(std::size_t most) const;
    [[nodiscard]] std::span<const Arrival> choose_by_time(std::span<const Arrival> batch,
                                                          Time moved_to);
    void note(std::span<const Arrival> chosen);

    Options options_;
    std::optional<Time> origin_;  // the first packet of the input
    std::optional<Time> first_, last_;
    std::uint64_t chosen_count_ = 0;
    std::size_t unread_ = 0;
    std::vector<Arrival> chosen_;
};

}  // namespace cordon
