#include "sim/report/tally.hh"

#include <algorithm>

namespace cordon {

void Tally::passed(std::span<const Arrival> run) {
    std::uint64_t bytes = 0;
    for (const Arrival& packet : run) bytes += packet.wire_length;
    by_act_[0].packets += run.size();
    by_act_[0].bytes += bytes;
}

void Tally::left(const Departure& departure) {
    const Arrival& packet = departure.arrival;
    const bool made_here = packet.frame == 0;
    if (!made_here && departure.act == Act::none) {
        by_act_[0].add(packet);
        return;
    }
    (made_here ? injected_ : held_).add(packet);
    by_act_[static_cast<std::size_t>(departure.act)].add(packet);
    digest_.add(packet, departure.act, departure.because);
    if (RuleTally* rule = tally_of(departure.because)) {
        (made_here ? rule->injected : rule->held).add(packet);
        rule->longest_hold = std::max(rule->longest_hold, departure.held);
    }
}

void Tally::removed(const Removal& removal) {
    removed_.add(removal.arrival);
    by_act_[static_cast<std::size_t>(removal.act)].add(removal.arrival);
    digest_.add(removal.arrival, removal.act, removal.because);
    if (RuleTally* rule = tally_of(removal.because)) rule->removed.add(removal.arrival);
}

void Tally::flow_ended(const FlowEnded& event) {
    const FlowReport& flow = event.flow;
    ++flows_;
    ++by_end_[static_cast<std::size_t>(event.why)];
    AppTally& app = by_app_[static_cast<std::size_t>(flow.facts->app)];
    const std::uint64_t packets = std::uint64_t{flow.state->packets[0]} + flow.state->packets[1];
    ++app.flows;
    if (flow.rule != no_rule) ++app.flows_decided;
    if (flow.rule != no_rule && flow.verdict != "pass") ++app.flows_touched;
    app.packets += packets;
    app.bytes += flow.state->frame_bytes[0] + flow.state->frame_bytes[1];
    app.payload_up += flow.state->payload_bytes[0];
    app.payload_down += flow.state->payload_bytes[1];
    app.removed.add(flow.removed);
}

void Tally::rule_decided(const RuleDecided& event) {
    const bool in_a_flow = event.flow.state->id != 0;
    if (RuleTally* rule = tally_of(event.rule); rule != nullptr && in_a_flow) {
        ++(event.only_noted ? rule->flows_noted : rule->flows_decided);
    }
}

PacketCount Tally::arrived() const {
    return {.packets = passed().packets + held_.packets + removed_.packets,
            .bytes = passed().bytes + held_.bytes + removed_.bytes};
}

PacketCount Tally::left_in_all() const {
    return {.packets = passed().packets + held_.packets + injected_.packets,
            .bytes = passed().bytes + held_.bytes + injected_.bytes};
}

RuleTally* Tally::tally_of(RuleId rule) {
    const auto index = static_cast<std::size_t>(rule);
    return index < rules_.size() ? &rules_[index] : nullptr;
}

}  // namespace cordon
