#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/core/keyed_random.hh"
#include "sim/core/time.hh"
#include "sim/policy/policy.hh"

namespace cordon {

/// Which rules are on by the calendar (phases and cycles), at one time for all flows. Time only
/// moves forward. `epoch` grows whenever a rule goes on or off or an hour turns that a rule cares
/// for, so that a flow whose decision was made in this epoch need not ask again.
class Schedule {
public:
    Schedule(const Policy& policy, std::uint64_t seed);

    /// Brings the state up to `now`; costs one comparison until the next change.
    void advance(Time now) {
        if (now >= next_change_) change(now);
    }

    [[nodiscard]] bool is_on(RuleId rule) const { return on_[static_cast<std::size_t>(rule)]; }
    [[nodiscard]] std::uint32_t epoch() const { return epoch_; }

private:
    /// Whether a rule is on at `now`, and until when that is sure.
    struct Span {
        bool on = true;
        Time until = Time::max();
    };
    void change(Time now);
    [[nodiscard]] Span span_of(const Rule& rule, Time now) const;
    [[nodiscard]] Span span_of_cycle(const Rule& rule, Time base, Time now) const;

    const Policy* policy_;
    std::uint64_t seed_;
    std::vector<bool> on_;
    bool hourly_ = false;  // some rule names the hour, the weekday, or draws by hour or day
    Time next_change_ = Time::min();  // the end of time stands for never, too
    std::optional<Time> changed_at_;
    std::uint32_t epoch_ = 0;
};

/// Whether a rule is on at any time between `from` and `to`, both included: for the warning that a
/// replay would do nothing.
[[nodiscard]] bool is_ever_on(const Rule& rule, const Policy& policy, Time from, Time to);

}  // namespace cordon
