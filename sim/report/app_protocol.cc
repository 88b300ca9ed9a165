#include "sim/report/app_protocol.hh"

#include "sim/core/hex.hh"
#include "sim/flow/flow_key.hh"

namespace cordon {
namespace {

/// For flows without TLS, HTTP, DNS or QUIC facts of their own.
std::string_view protocol_of(App app) {
    switch (app) {
        case App::none:
            return "unknown";
        case App::whatsapp_chat:
        case App::whatsapp_register:
        case App::whatsapp_media:
        case App::whatsapp_web:
        case App::whatsapp_other:
            return "whatsapp";
        case App::whatsapp_call:
        case App::stun:
            return "stun";
        case App::tls:
            return "tls";
        case App::http:
            return "http";
        case App::dns:
            return "dns";
        case App::quic:
            return "quic";
        case App::socks:
            return "socks";
        case App::ssh:
            return "ssh";
        case App::wireguard:
            return "wireguard";
        case App::openvpn:
            return "openvpn";
    }
    return "unknown";
}

}  // namespace

std::string_view app_protocol(const Facts& facts) {
    if (facts.of(FactGroup::tls) == Known::value) return "tls";
    if (facts.of(FactGroup::http) == Known::value) return "http";
    if (facts.of(FactGroup::dns) == Known::value) return "dns";
    if (facts.of(FactGroup::quic) == Known::value) return "quic";
    // Known by its addresses or name alone, the bytes may be anything.
    if (facts.why == AppWhy::address || facts.why == AppWhy::name) return "unknown";
    return protocol_of(facts.app);
}

std::string transport_text(std::uint8_t protocol) {
    switch (protocol) {
        case ip_protocol::tcp:
            return "TCP";
        case ip_protocol::udp:
            return "UDP";
        case ip_protocol::icmp:
            return "ICMP";
        case ip_protocol::icmp6:
            return "IPv6-ICMP";
        default:
            return std::to_string(protocol);
    }
}

std::string tls_version_text(std::uint16_t version) {
    switch (version) {
        case 0x0300:
            return "SSLv3";
        case 0x0301:
            return "TLSv1";
        case 0x0302:
            return "TLS 1.1";
        case 0x0303:
            return "TLS 1.2";
        case 0x0304:
            return "TLS 1.3";
        default:
            break;
    }
    return "0x" + to_hex(version);
}

}  // namespace cordon
