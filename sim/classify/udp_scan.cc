#include "sim/classify/udp_scan.hh"

#include "sim/classify/openvpn.hh"
#include "sim/classify/payload_shape.hh"
#include "sim/classify/quic_header.hh"
#include "sim/classify/stun_message.hh"
#include "sim/classify/wireguard.hh"
#include "sim/core/well_known_port.hh"

namespace cordon {
namespace {

bool has_port(const FlowState& flow, std::uint16_t port) {
    return flow.key.low_port == port || flow.key.high_port == port;
}

/// Whether it is DNS.
bool scan_dns(const FlowPacket& packet, FactWriter& facts) {
    const Scan<DnsMessage> scan = scan_dns_datagram(packet.payload);
    const auto* message = std::get_if<DnsMessage>(&scan);
    if (message == nullptr) return false;
    facts.add(*message);
    facts.absent({FactGroup::tls, FactGroup::quic, FactGroup::http});
    return true;
}

/// What the shape of a datagram alone says.
App app_by_shape(Bytes datagram) {
    const Scan<StunMessage> stun = scan_stun(datagram);
    if (const auto* message = std::get_if<StunMessage>(&stun)) {
        return message->use == StunUse::whatsapp_call ? App::whatsapp_call : App::stun;
    }
    if (quic_version_of(datagram)) return App::quic;
    if (is_wireguard_handshake(datagram)) return App::wireguard;
    if (is_openvpn_reset(datagram)) return App::openvpn;
    return App::none;
}

void measure(const Wanted& wanted, ClassifyState& state, const FlowPacket& packet,
             FactWriter& facts) {
    if (packet.direction != Direction::up) return;
    if (wanted.payload_shape && facts.is_unknown(FactGroup::payload)) {
        state.facts.payload.made() = shape_of(packet.payload, packet.headers->payload_length);
        facts.become_value(FactGroup::payload);
    }
}

/// Tries the datagram on everything, or on DNS alone once it is that.
void recognise(const FlowState& flow, const FlowPacket& packet, FactWriter& facts) {
    if (has_port(flow, well_known_port::dns) && scan_dns(packet, facts)) return;
    if (!facts.is_unknown(FactGroup::app)) return;
    if (has_port(flow, well_known_port::mdns) || has_port(flow, well_known_port::llmnr)) return;
    const App app = app_by_shape(packet.payload);
    if (app != App::none) facts.set_app(app, AppWhy::signature);
}

}  // namespace

void scan_udp(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
              const FlowPacket& packet, FactWriter& facts) {
    if (packet.payload.empty()) return;
    facts.absent({FactGroup::quic, FactGroup::stream});
    measure(wanted, state, packet, facts);
    recognise(flow, packet, facts);

    auto& seen = state.segments[index(packet.direction)];
    if (seen < classify_limits::datagrams) ++seen;
    const unsigned both = unsigned{state.segments[0]} + state.segments[1];
    const bool at_limit = both >= classify_limits::datagrams;
    const bool is_dns = state.facts.app == App::dns;
    if (is_dns && facts.is_unknown(FactGroup::dns) && !at_limit) return;
    if (facts.is_unknown(FactGroup::app) && !at_limit) return;
    facts.absent_rest();
    const bool shape_may_come = wanted.payload_shape && facts.is_unknown(FactGroup::payload);
    if (shape_may_come && !at_limit) return;
    facts.absent({FactGroup::payload});
    state.settled = !(wanted.later_names && state.facts.of(FactGroup::dns) == Known::value);
}

}  // namespace cordon
