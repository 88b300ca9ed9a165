#include "sim/action/actor.hh"

#include <algorithm>
#include <cassert>

#include "sim/action/forge_dns.hh"
#include "sim/action/inject_resets.hh"
#include "sim/action/treatment.hh"
#include "sim/craft/link_header.hh"

namespace cordon {
namespace {

bool any_reset(std::span<const Verdict> verdicts) {
    return std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
        return std::holds_alternative<Reset>(verdict);
    });
}

Fate remove(const TreatedPacket& packet, Act act, RuleId because, Emit& emit) {
    emit.removed(
        {.arrival = packet.arrival, .act = act, .because = because, .flow_id = packet.flow.id});
    return {.what = Fate::What::removed, .act = act, .because = because};
}

}  // namespace

Actor::Actor(std::span<const RuleActions> rules, const Config& config)
    : buckets_({.most_address_buckets = config.most_address_buckets, .hash_key = config.hash_key}),
      held_(config.most_held_bytes),
      in_path_(config.in_path) {
    draws_.reserve(rules.size());
    for (const RuleActions& rule : rules) {
        draws_.emplace_back(config.seed, rule.name);
        if (any_reset(rule.then) || any_reset(rule.residual_then)) {
            resetting_.push_back(RuleId{static_cast<std::uint32_t>(draws_.size() - 1)});
        }
        resets_by_residual_ = resets_by_residual_ || any_reset(rule.residual_then);
    }
}

Fate Actor::act(const Decision& decision, const Arrival& arrival, const Headers& headers,
                const FlowContext& context, Direction direction, Time now, Emit& emit) {
    const TreatedPacket packet{.arrival = arrival,
                               .headers = headers,
                               .flow = context.flow,
                               .tcp = context.tcp,
                               .action = context.action,
                               .links = context.links,
                               .k = context.ordinal,
                               .direction = direction,
                               .now = now};
    const ActionState& action = context.action;
    const RuleId killer = action.killed_by[index(direction)];
    const bool may_still_answer = decision.because == killer && !action.has_reset(killer);
    if (killer != no_rule && !may_still_answer) {
        // Only TCP hears of its end: whoever speaks UDP would have sent all the same.
        const Act act = context.flow.key.protocol == ip_protocol::tcp ? Act::after_kill : Act::drop;
        return remove(packet, act, killer, emit);
    }
    if (decision.because == no_rule || !touches(decision.direction, direction)) return {};
    return treat(decision, packet, emit);
}

Fate Actor::treat(const Decision& decision, const TreatedPacket& packet, Emit& emit) {
    const RuleId rule = decision.because;
    assert(static_cast<std::size_t>(rule) < draws_.size());
    Treatment treatment{packet,
                        decision,
                        in_path_ ? Treatment::Wall::in_path : Treatment::Wall::on_path,
                        draws_[static_cast<std::size_t>(rule)],
                        buckets_,
                        held_};
    const std::optional<Act> removed_as = treatment.carry_out();
    if (treatment.found_no_room()) ++counts_.no_room_to_hold;
    Fate fate;
    if (removed_as) {
        fate = remove(packet, *removed_as, rule, emit);
    } else if (treatment.wait() > Duration::zero()) {
        fate = hold(packet, rule, treatment.wait(), emit);
    } else if (treatment.sends()) {
        emit.passed({&packet.arrival, 1});
        fate.what = Fate::What::passed;
    }
    if (treatment.sends()) send(treatment, packet, rule, emit);
    return fate;
}

Fate Actor::hold(const TreatedPacket& packet, RuleId because, Duration wait, Emit& emit) {
    Departure departure{.arrival = packet.arrival,
                        .act = Act::delay,
                        .because = because,
                        .flow_id = packet.flow.id,
                        .held = wait};
    departure.arrival.at = later_by(packet.now, wait);
    if (held_.hold(departure)) {
        return {.what = Fate::What::held, .act = Act::delay, .because = because};
    }
    ++counts_.no_room_to_hold;
    return remove(packet, Act::queue_full, because, emit);
}

void Actor::send(const Treatment& treatment, const TreatedPacket& packet, RuleId because,
                 Emit& emit) {
    const InjectionCause cause{.arrival = packet.arrival,
                               .headers = packet.headers,
                               .direction = packet.direction,
                               .links = packet.links,
                               .flow_id = packet.flow.id,
                               .because = because,
                               .now = packet.now};
    if (treatment.reset() != nullptr) {
        const Trigger fate = in_path_ ? Trigger::removed : Trigger::delivered;
        counts_.injected += inject_resets(*treatment.reset(), cause, fate, packet.tcp, emit);
    }
    if (treatment.forged() != nullptr) {
        counts_.injected += inject_dns_answer(*treatment.forged(), cause, emit);
    }
}

void Actor::note_link_header(LinkHeaders& links, const Arrival& arrival, const Headers& headers,
                             Direction direction) {
    links.note(direction, {.bytes = link_header_of(arrival.bytes, headers.network_offset),
                           .link = arrival.link,
                           .interface = arrival.interface});
}

void Actor::on_timer(Time now, Emit& emit) {
    held_.release_due(now, emit);
}

void Actor::finish(Emit& emit) {
    held_.release_all(emit);
}

Actor::Counts Actor::counts() const {
    Counts all = counts_;
    all.buckets_forgotten = buckets_.forgotten();
    return all;
}

}  // namespace cordon
