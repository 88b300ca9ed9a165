#include "sim/policy/file/foreign_fields.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

struct Foreign {
    std::string_view theirs;
    std::string_view ours;
};

// Wireshark 4.0, Display Filter Reference.
constexpr std::array foreign{
    Foreign{"data.data", "payload.first or stream.up"},
    Foreign{"dns.qry.name", "dns.qname"},
    Foreign{"dns.qry.type", "dns.qtype"},
    Foreign{"http.request.full_uri", "http.host and http.path"},
    Foreign{"http.request.method", "http.method"},
    Foreign{"http.request.uri", "http.path"},
    Foreign{"http.request.uri.path", "http.path"},
    Foreign{"http.uri", "http.path"},
    Foreign{"ip.addr", "client.ip or server.ip"},
    Foreign{"ip.flags.mf", "ip.fragment"},
    Foreign{"ip.frag_offset", "ip.fragment"},
    Foreign{"ip.host", "client.ip or server.ip"},
    Foreign{"ip.len", "frame.len"},
    Foreign{"ipv6.addr", "client.ip or server.ip"},
    Foreign{"ipv6.dst", "ip.dst"},
    Foreign{"ipv6.hlim", "ip.ttl"},
    Foreign{"ipv6.nxt", "ip.proto"},
    Foreign{"ipv6.src", "ip.src"},
    Foreign{"quic.tls.handshake.extensions_server_name", "quic.sni"},
    Foreign{"ssl.handshake.extensions_server_name", "tls.sni"},
    Foreign{"tcp.flags.ack", "tcp.flags"},
    Foreign{"tcp.flags.fin", "tcp.flags"},
    Foreign{"tcp.flags.push", "tcp.flags"},
    Foreign{"tcp.flags.reset", "tcp.flags"},
    Foreign{"tcp.flags.syn", "tcp.flags"},
    Foreign{"tcp.payload", "payload.first or stream.up"},
    Foreign{"tcp.port", "server.port, tcp.srcport or tcp.dstport"},
    Foreign{"tls.handshake.extensions_alpn_str", "tls.alpn"},
    Foreign{"tls.handshake.extensions_server_name", "tls.sni"},
    Foreign{"tls.handshake.ja3", "tls.ja3"},
    Foreign{"tls.handshake.ja4", "tls.ja4"},
    Foreign{"tls.handshake.version", "tls.version"},
    Foreign{"udp.length", "udp.len"},
    Foreign{"udp.payload", "payload.first or stream.up"},
    Foreign{"udp.port", "server.port, udp.srcport or udp.dstport"},
};

}  // namespace

std::string_view field_for(std::string_view wireshark) {
    const auto* const found = std::find_if(foreign.begin(), foreign.end(), [&](const auto& known) {
        return known.theirs == wireshark;
    });
    return found == foreign.end() ? std::string_view{} : found->ours;
}

}  // namespace cordon
