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

/// Nanoseconds since 1970, wide enough for cycles that lie beyond the ends of time.
__extension__ using Wide = __int128;

Wide floor_divide(Wide a, Wide b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// The first of two moments, of which the second may lie beyond the end of time.
Time first_of(Time a, Wide b) {
    return b < to_ns(a) ? time_from_ns(static_cast<std::int64_t>(b)) : a;
}

/// What the beginning of cycle n is shifted by.
Wide shift_of(const Rule& rule, Time base, Wide n, std::uint64_t seed) {
    const auto jitter = static_cast<std::uint64_t>(rule.active->jitter.count());
    if (jitter == 0) return 0;
    KeyedRandom draw(seed, rule.name);
    draw.mix(0x6379636c65).mix(static_cast<std::uint64_t>(to_ns(base)));
    draw.mix(static_cast<std::uint64_t>(n));
    return Wide{draw.below(2 * jitter + 1)} - jitter;
}

}  // namespace

Schedule::Schedule(const Policy& policy, std::uint64_t seed)
    : policy_(&policy), seed_(seed), on_(policy.rules.size(), false) {
    hourly_ = std::any_of(policy.rules.begin(), policy.rules.end(), cares_for_hours);
}

void Schedule::change(Time now) {
    if (now == changed_at_) return;
    changed_at_ = now;
    ++epoch_;
    next_change_ = Time::max();
    for (std::size_t i = 0; i < policy_->rules.size(); ++i) {
        const Span span = span_of(policy_->rules[i], now);
        on_[i] = span.on;
        next_change_ = std::min(next_change_, span.until);
    }
    if (hourly_) next_change_ = std::min(next_change_, next_hour(now, policy_->zone));
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
    const Wide every = rule.active->every.count();
    const Wide lasts = rule.active->lasts.count();
    const Wide reach = 1 + rule.active->jitter.count() / every + lasts / every;
    const Wide present = floor_divide(Wide{to_ns(now)} - to_ns(base), every);
    Span span{.on = false, .until = Time::max()};
    for (Wide n = std::max<Wide>(0, present - reach); n <= present + reach; ++n) {
        const Wide start = to_ns(base) + n * every + shift_of(rule, base, n, seed_);
        const Wide end = start + lasts;
        if (to_ns(now) < start) span.until = first_of(span.until, start);
        if (to_ns(now) < end) span.until = first_of(span.until, end);
        span.on = span.on || (start <= to_ns(now) && to_ns(now) < end);
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
