#include "sim/classify/classifier.hh"

#include "sim/classify/fact_writer.hh"
#include "sim/classify/tcp_scan.hh"
#include "sim/classify/udp_scan.hh"

namespace cordon {

Classifier::Classifier(Wanted wanted) : wanted_(wanted) {}

FactChanges Classifier::on_packet(ClassifyState& state, const FlowState& flow,
                                  const FlowPacket& packet, HeadBudget* heads) const {
    if (state.settled) return {};
    FactWriter facts(wanted_, state.facts);
    if (packet.headers->is_tcp()) {
        scan_tcp(wanted_, state, flow, packet, {.budget = heads}, facts);
    } else if (packet.headers->is_udp()) {
        scan_udp(wanted_, state, flow, packet, facts);
    } else if (flow.key.protocol != ip_protocol::tcp && flow.key.protocol != ip_protocol::udp) {
        facts.absent_rest();
        facts.absent({FactGroup::payload, FactGroup::stream});
        state.settled = true;
    }
    return facts.changes();
}

FactChanges Classifier::finish(ClassifyState& state, const FlowState& flow) const {
    if (state.settled) return {};
    FactWriter facts(wanted_, state.facts);
    if (flow.key.protocol == ip_protocol::tcp) give_up_tcp(state, flow, facts);
    facts.absent_rest();
    facts.absent({FactGroup::payload});
    if (state.facts.stream_up->empty()) {
        facts.absent({FactGroup::stream});
    } else if (facts.is_unknown(FactGroup::stream)) {
        facts.become_value(FactGroup::stream);
    }
    state.settled = true;
    return facts.changes();
}

}  // namespace cordon
