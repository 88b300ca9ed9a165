#include "sim/policy/residual_table.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

constexpr std::array all_kinds{Residual::Key::five, Residual::Key::four, Residual::Key::three,
                               Residual::Key::two};

std::uint8_t bit_of(Residual::Key kind) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

/// The last moment of a time that begins now; what follows it may lie beyond the end of time.
Time last_moment(Time now, Duration last) {
    return later_by(now, last - Duration{1});
}

}  // namespace

ResidualTable::Key ResidualTable::key_of(Residual::Key kind, const FlowState& flow) {
    Key key{.client = flow.client(), .server = flow.server(), .kind = kind};
    if (kind == Residual::Key::two) {
        // Whoever opened it: the pair has no direction.
        if (key.server < key.client) std::swap(key.client, key.server);
        return key;
    }
    key.server_port = flow.server_port();
    if (kind == Residual::Key::three) return key;
    key.client_port = flow.client_port();
    if (kind == Residual::Key::five) key.protocol = flow.key.protocol;
    return key;
}

std::size_t ResidualTable::Hash::operator()(const Key& key) const {
    KeyedRandom mixed = keyed;
    mixed.mix(static_cast<std::uint64_t>(key.kind));
    mixed.mix(key.client.high()).mix(key.client.low()).mix(key.server.high()).mix(key.server.low());
    mixed.mix((std::uint64_t{key.client_port} << 32U) | (std::uint64_t{key.server_port} << 16U) |
              key.protocol);
    return mixed.bits();
}

void ResidualTable::remember(RuleId rule, const Residual& residual, const FlowState& flow,
                             Time now) {
    forget_expired(now);
    const Key key = key_of(residual.key, flow);
    if (entries_.size() >= most_keys_ && !entries_.contains(key)) {
        ++refused_;
        return;
    }
    const auto [keyed, is_new] = entries_.try_emplace(key);
    std::vector<Entry>& here = keyed->second;
    const auto at = std::lower_bound(here.begin(), here.end(), rule,
                                     [](const Entry& e, RuleId id) { return e.rule < id; });
    const Entry entry{.rule = rule,
                      .through = last_moment(now, residual.last),
                      .renewal = residual.renew ? residual.last : Duration::zero()};
    if (at != here.end() && at->rule == rule) {
        *at = entry;
    } else {
        here.insert(at, entry);
    }
    if (is_new) deadlines_.push({.through = entry.through, .keyed = &*keyed});
    kinds_ = static_cast<std::uint8_t>(kinds_ | bit_of(residual.key));
    ++version_;
}

void ResidualTable::catch_flow(const FlowState& flow, Time now, std::vector<RuleId>& caught) {
    if (entries_.empty()) return;
    for (const Residual::Key kind : all_kinds) {
        if ((kinds_ & bit_of(kind)) == 0) continue;
        const auto found = entries_.find(key_of(kind, flow));
        if (found == entries_.end()) continue;
        std::erase_if(found->second, [&](const Entry& entry) { return now > entry.through; });
        for (Entry& entry : found->second) {
            if (entry.renewal > Duration::zero()) entry.through = last_moment(now, entry.renewal);
            caught.push_back(entry.rule);
        }
    }
    std::sort(caught.begin(), caught.end());
}

/// A key is looked at when it may have expired, not before. One renewed since gets a new deadline.
void ResidualTable::forget_expired(Time now) {
    while (!deadlines_.empty() && now > deadlines_.top().through) {
        Keyed* const keyed = deadlines_.top().keyed;
        deadlines_.pop();
        Time last = Time::min();
        for (const Entry& entry : keyed->second) last = std::max(last, entry.through);
        if (now <= last) {
            deadlines_.push({.through = last, .keyed = keyed});
        } else {
            entries_.erase(entries_.find(keyed->first));
        }
    }
}

}  // namespace cordon
