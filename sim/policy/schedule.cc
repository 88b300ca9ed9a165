#include "sim/policy/schedule.hh"

#include <algorithm>

namespace cordon {
namespace {

bool names_clock(const Expression& expression) {
    if (expression.kind == Expression::Kind::comparison) {
        return info_of(expression.comparison.field).level == FieldLevel::clock;
    }
    return std::any_of(expression.parts.begin(), expression.parts.end(), names_clock);
}

bool cares_for_hours(const Rule& rule) {
    const bool draws = std::any_of(rule.per.begin(), rule.per.end(), [](PerKey key) {
        return key == PerKey::hour || key == PerKey::day;
    });
    return draws || (rule.when && names_clock(*rule.when));
}

/// Adds without running over the end of time.
Time later_by(Time at, Duration by) {
    return at > Time::max() - by ? Time::max() : at + by;
}

std::int64_t floor_divide(Duration a, Duration b) {
    const std::int64_t quotient = a / b;
    return a % b < Duration::zero() ? quotient - 1 : quotient;
}

}  // namespace

Schedule::Schedule(const Policy& policy, std::uint64_t seed)
    : policy_(&policy), seed_(seed), on_(policy.rules.size(), false) {
    hourly_ = std::any_of(policy.rules.begin(), policy.rules.end(), cares_for_hours);
}

void Schedule::change(Time now) {
    ++epoch_;
    next_change_ = Time::max();
    for (std::size_t i = 0; i < policy_->rules.size(); ++i) {
        const Span span = span_of(policy_->rules[i], now);
        on_[i] = span.on;
        next_change_ = std::min(next_change_, span.until);
    }
    if (hourly_) {
        const std::int64_t hour = hours_since_1970(now, policy_->zone) + 1;
        const Time next_hour{std::chrono::hours(hour) - Duration(policy_->zone.east)};
        next_change_ = std::min(next_change_, next_hour);
    }
}

Schedule::Span Schedule::span_of(const Rule& rule, Time now) const {
    if (rule.in.empty()) return rule.active ? span_of_cycle(rule, Time{}, now) : Span{};
    Span span{.on = false, .until = Time::max()};
    for (const std::size_t i : rule.in) {
        const Phase& phase = policy_->phases[i];
        if (now < phase.from) {
            span.until = std::min(span.until, phase.from);
        } else if (now < phase.to) {
            const Span cycle = rule.active ? span_of_cycle(rule, phase.from, now) : Span{};
            span.on = span.on || cycle.on;
            span.until = std::min({span.until, phase.to, cycle.until});
        }
    }
    return span;
}

/// Cycle n begins at base + n x every, shifted by a draw of its own of up to the jitter.
Schedule::Span Schedule::span_of_cycle(const Rule& rule, Time base, Time now) const {
    const Active& active = *rule.active;
    const std::int64_t reach = 1 + active.jitter / active.every + active.lasts / active.every;
    const std::int64_t present = floor_divide(now - base, active.every);
    Span span{.on = false, .until = Time::max()};
    for (std::int64_t n = std::max<std::int64_t>(0, present - reach); n <= present + reach; ++n) {
        Duration shift{};
        if (active.jitter > Duration::zero()) {
            KeyedRandom draw(seed_, rule.name);
            draw.mix(0x6379636c65).mix(static_cast<std::uint64_t>(to_ns(base)));
            draw.mix(static_cast<std::uint64_t>(n));
            const auto range = static_cast<std::uint64_t>(2 * active.jitter.count() + 1);
            shift = Duration(static_cast<std::int64_t>(draw.below(range))) - active.jitter;
        }
        const Time start = base + n * active.every + shift;
        const Time end = later_by(start, active.lasts);
        if (now < start) span.until = std::min(span.until, start);
        if (now < end) span.until = std::min(span.until, end);
        span.on = span.on || (start <= now && now < end);
    }
    return span;
}

bool is_ever_on(const Rule& rule, const Policy& policy, Time from, Time to) {
    if (rule.chance.millionths == 0) return false;
    if (rule.in.empty()) return true;
    return std::any_of(rule.in.begin(), rule.in.end(), [&](std::size_t i) {
        return policy.phases[i].from <= to && from < policy.phases[i].to;
    });
}

}  // namespace cordon
