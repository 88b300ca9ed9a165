#include "sim/policy/draws.hh"

#include <algorithm>

#include "sim/policy/condition.hh"
#include "sim/policy/law.hh"

namespace cordon {
namespace {

void mix_address(KeyedRandom& random, const IpAddress& address) {
    random.mix(address.high()).mix(address.low());
}

void mix_flow(KeyedRandom& random, const Situation& situation) {
    const FlowKey& key = situation.flow->key;
    mix_address(random, key.low);
    mix_address(random, key.high);
    random.mix((std::uint64_t{key.low_port} << 32U) | (std::uint64_t{key.high_port} << 16U) |
               key.protocol);
    random.mix(situation.flow_ordinal);
}

/// The first name that the flow has shown, of whatever protocol.
std::string_view name_of(const Facts& facts) {
    if (!facts.tls.sni.empty()) return facts.tls.sni.first();
    if (!facts.http.hosts.empty()) return facts.http.hosts.first();
    if (!facts.dns.names.empty()) return facts.dns.names.first();
    return {};
}

void mix_key(KeyedRandom& random, PerKey key, const Situation& s, const Policy& policy) {
    random.mix(static_cast<std::uint64_t>(key) + 1);
    switch (key) {
        case PerKey::packet:
            mix_flow(random, s);
            random.mix(static_cast<std::uint64_t>(s.packet->direction));
            random.mix(s.flow->packets[index(s.packet->direction)]);
            break;
        case PerKey::flow:
            mix_flow(random, s);
            break;
        case PerKey::client:
            mix_address(random, s.flow->client());
            break;
        case PerKey::server:
            mix_address(random, s.flow->server());
            break;
        case PerKey::name:
            random.mix(as_bytes(name_of(*s.facts)));
            break;
        case PerKey::place:
            random.mix(as_bytes(place_of(policy, *s.flow)));
            break;
        case PerKey::hour:
            random.mix(static_cast<std::uint64_t>(hours_since_1970(s.packet->now, policy.zone)));
            break;
        case PerKey::day:
            random.mix(static_cast<std::uint64_t>(days_since_1970(s.packet->now, policy.zone)));
            break;
    }
}

/// Whether packets are drawn for: among them those of the k-th flow of a key.
bool draws_for_packets(std::span<const Verdict> verdicts) {
    return std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
        const auto* delay = std::get_if<Delay>(&verdict);
        return std::holds_alternative<Lose>(verdict) ||
               (delay != nullptr && delay->jitter > Duration::zero());
    });
}

}  // namespace

Draws::Draws(const Policy& policy, std::uint64_t seed) : policy_(&policy) {
    for (const Rule& rule : policy.rules) {
        roots_.emplace_back(seed, rule.name);
        const auto names = [&](PerKey key) {
            return std::find(rule.per.begin(), rule.per.end(), key) != rule.per.end();
        };
        const bool draws = rule.chance.millionths < 1'000'000 && rule.chance.millionths > 0;
        by_packet_.push_back(draws && names(PerKey::packet));
        needs_names_ = needs_names_ || (draws && names(PerKey::name));
        needs_ordinals_ = needs_ordinals_ || rule.after || draws_for_packets(rule.then) ||
                          draws_for_packets(residual_verdicts(rule)) ||
                          (draws && (names(PerKey::packet) || names(PerKey::flow)));
    }
}

KeyedRandom Draws::keyed(RuleId rule, const Situation& situation) const {
    KeyedRandom random = roots_[static_cast<std::size_t>(rule)];
    for (const PerKey key : policy_->rule(rule).per) mix_key(random, key, situation, *policy_);
    return random;
}

bool Draws::says_yes(RuleId rule, const Situation& situation) const {
    const Share chance = policy_->rule(rule).chance;
    if (chance.millionths >= 1'000'000) return true;
    return keyed(rule, situation).says_yes(chance.millionths);
}

Duration Draws::lateness(RuleId rule, const Situation& situation) const {
    const auto& after = policy_->rule(rule).after;
    if (!after) return {};
    KeyedRandom random = roots_[static_cast<std::size_t>(rule)];
    random.mix(0x6166746572);
    mix_flow(random, situation);
    return draw(*after, random);
}

}  // namespace cordon
