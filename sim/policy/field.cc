#include "sim/policy/field.hh"

#include <algorithm>
#include <array>

#include "sim/core/ip_protocol.hh"

namespace cordon {
namespace {

using Type = FieldType;
using Level = FieldLevel;
using Group = FactGroup;

constexpr FieldInfo plain(Field field, std::string_view name, Type type, Level level,
                          std::string_view meaning, FieldTraits traits = {}) {
    return {.field = field,
            .name = name,
            .type = type,
            .level = level,
            .group = std::nullopt,
            .direction = std::nullopt,
            .meaning = meaning,
            .traits = traits};
}
constexpr FieldInfo windowed(Field field, std::string_view name, Type type, Direction direction,
                             std::string_view meaning) {
    return {.field = field,
            .name = name,
            .type = type,
            .level = Level::window,
            .group = std::nullopt,
            .direction = direction,
            .meaning = meaning,
            .traits = {}};
}
constexpr FieldInfo fact(Field field, std::string_view name, Type type, Group group,
                         std::string_view meaning, FieldTraits traits = {}) {
    return {.field = field,
            .name = name,
            .type = type,
            .level = Level::fact,
            .group = group,
            .direction = std::nullopt,
            .meaning = meaning,
            .traits = traits};
}

constexpr std::int64_t octet = 255, two_octets = 65'535;  // the greatest that such a field holds

constexpr FieldTraits port_of(std::uint8_t protocol) {
    return {.protocol = protocol, .greatest = two_octets, .is_port = true};
}

// In the order of the enumeration, so that a field is its own index.
constexpr std::array fields{
    plain(Field::ip_src, "ip.src", Type::address, Level::packet, "source address of the packet"),
    plain(Field::ip_dst, "ip.dst", Type::address, Level::packet,
          "destination address of the packet"),
    plain(Field::ip_ttl, "ip.ttl", Type::integer, Level::packet, "time to live, or hop limit",
          {.greatest = octet}),
    plain(Field::ip_proto, "ip.proto", Type::integer, Level::packet,
          "transport protocol: tcp, udp, icmp, icmpv6, or its number", {.greatest = octet}),
    plain(Field::ip_fragment, "ip.fragment", Type::boolean, Level::packet,
          "the packet is a fragment, first or later"),
    plain(Field::tcp_srcport, "tcp.srcport", Type::integer, Level::packet, "TCP source port",
          port_of(ip_protocol::tcp)),
    plain(Field::tcp_dstport, "tcp.dstport", Type::integer, Level::packet, "TCP destination port",
          port_of(ip_protocol::tcp)),
    plain(Field::tcp_flags, "tcp.flags", Type::integer, Level::packet,
          "TCP flags as a number: FIN 0x01, SYN 0x02, RST 0x04, PSH 0x08, ACK 0x10",
          {.protocol = ip_protocol::tcp, .greatest = octet}),
    plain(Field::tcp_len, "tcp.len", Type::size, Level::packet, "payload of the TCP segment",
          {.protocol = ip_protocol::tcp}),
    plain(Field::udp_srcport, "udp.srcport", Type::integer, Level::packet, "UDP source port",
          port_of(ip_protocol::udp)),
    plain(Field::udp_dstport, "udp.dstport", Type::integer, Level::packet, "UDP destination port",
          port_of(ip_protocol::udp)),
    plain(Field::udp_len, "udp.len", Type::size, Level::packet, "payload of the UDP datagram",
          {.protocol = ip_protocol::udp}),
    plain(Field::frame_len, "frame.len", Type::size, Level::packet,
          "length of the frame on the wire, link header included"),
    plain(Field::direction, "direction", Type::choice, Level::packet,
          "up (from the client) or down (from the server)"),
    plain(Field::client_ip, "client.ip", Type::address, Level::side,
          "address of the end that opened the flow"),
    plain(Field::server_ip, "server.ip", Type::address, Level::side, "address of the other end"),
    plain(Field::server_port, "server.port", Type::integer, Level::side, "port of the server",
          {.greatest = two_octets, .is_port = true}),
    plain(Field::inside_ip, "inside.ip", Type::address, Level::side,
          "address of the end on the national side"),
    plain(Field::flow_up_packets, "flow.up.packets", Type::integer, Level::counter,
          "packets from the client so far, this one included"),
    plain(Field::flow_up_bytes, "flow.up.bytes", Type::size, Level::counter,
          "payload from the client so far, retransmissions included"),
    plain(Field::flow_down_packets, "flow.down.packets", Type::integer, Level::counter,
          "packets from the server so far, this one included"),
    plain(Field::flow_down_bytes, "flow.down.bytes", Type::size, Level::counter,
          "payload from the server so far, retransmissions included"),
    windowed(Field::flow_up_bytes_in, "flow.up.bytes_in", Type::size, Direction::up,
             "payload from the client in the last WINDOW"),
    windowed(Field::flow_up_rate, "flow.up.rate", Type::rate, Direction::up,
             "rate of payload from the client over the last WINDOW"),
    windowed(Field::flow_down_bytes_in, "flow.down.bytes_in", Type::size, Direction::down,
             "payload from the server in the last WINDOW"),
    windowed(Field::flow_down_rate, "flow.down.rate", Type::rate, Direction::down,
             "rate of payload from the server over the last WINDOW"),
    plain(Field::flow_age, "flow.age", Type::duration, Level::counter,
          "time since the first packet of the flow"),
    plain(Field::flow_idle, "flow.idle", Type::duration, Level::life,
          "pause before this packet; 0 s for the first"),
    plain(Field::flow_established, "flow.established", Type::boolean, Level::life,
          "TCP: the handshake was seen; others: both directions were"),
    fact(Field::tls_sni, "tls.sni", Type::name, Group::tls, "server name in the TLS ClientHello",
         {.gathers = true}),
    fact(Field::tls_alpn, "tls.alpn", Type::text, Group::tls,
         "protocols offered in it: h2, http/1.1", {.is_list = true}),
    fact(Field::tls_version, "tls.version", Type::text, Group::tls,
         "highest version it offers: 1.0, 1.1, 1.2 or 1.3", {.is_ordered = true}),
    fact(Field::tls_ech, "tls.ech", Type::boolean, Group::tls,
         "it has the encrypted-client-hello extension"),
    fact(Field::tls_esni, "tls.esni", Type::boolean, Group::tls,
         "it has the older encrypted-SNI extension (0xffce)"),
    fact(Field::tls_ja3, "tls.ja3", Type::text, Group::tls,
         "its JA3 fingerprint; absent in this version"),
    fact(Field::tls_ja4, "tls.ja4", Type::text, Group::tls, "its JA4 fingerprint"),
    fact(Field::quic_sni, "quic.sni", Type::name, Group::quic,
         "server name in the QUIC Initial; absent in this version"),
    fact(Field::quic_version, "quic.version", Type::text, Group::quic,
         "version of QUIC; absent in this version"),
    fact(Field::http_host, "http.host", Type::name, Group::http,
         "Host of a request as sent, a port included", {.gathers = true}),
    fact(Field::http_method, "http.method", Type::text, Group::http,
         "method of a request: GET, POST", {.gathers = true}),
    fact(Field::http_path, "http.path", Type::text, Group::http, "path and query of a request",
         {.gathers = true}),
    fact(Field::dns_qname, "dns.qname", Type::name, Group::dns, "name in a DNS question",
         {.gathers = true}),
    fact(Field::dns_qtype, "dns.qtype", Type::choice, Group::dns,
         "type of a DNS question: A, AAAA, HTTPS, ... or its number",
         {.greatest = two_octets, .gathers = true}),
    fact(Field::payload_len, "payload.len", Type::size, Group::payload,
         "length of the first client data segment"),
    fact(Field::payload_entropy, "payload.entropy", Type::decimal, Group::payload,
         "its Shannon entropy in bits a byte, 0 to 8", {.greatest = 8'000}),
    fact(Field::payload_popcount, "payload.popcount", Type::decimal, Group::payload,
         "its mean number of set bits a byte, 0 to 8", {.greatest = 8'000}),
    fact(Field::payload_printable, "payload.printable", Type::share, Group::payload,
         "share of its bytes that are printable ASCII", {.greatest = 1'000'000}),
    fact(Field::payload_first, "payload.first", Type::bytes, Group::payload,
         "its bytes, at most 2 KiB"),
    fact(Field::stream_up, "stream.up", Type::bytes, Group::stream,
         "the first 2 KiB from the client, in order"),
    fact(Field::app, "app", Type::app, Group::app,
         "what the flow is for: whatsapp.chat, tls, dns, ...; a family holds for all below it"),
    fact(Field::app_why, "app.why", Type::choice, Group::app,
         "why it is held to be that: signature, name, address or framing"),
    plain(Field::time_hour, "time.hour", Type::integer, Level::clock,
          "hour of the day in the policy's zone, 0 to 23", {.greatest = 23}),
    plain(Field::time_weekday, "time.weekday", Type::choice, Level::clock,
          "day of the week in the policy's zone: mon to sun", {.is_ordered = true}),
    plain(Field::place, "place", Type::text, Level::side,
          "where the inside end lies, by the policy's or the scenario's places"),
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (static_cast<std::size_t>(fields[i].field) != i) return false;
    }
    return fields.size() == static_cast<std::size_t>(Field::place) + 1;
}
static_assert(in_order());

}  // namespace

std::span<const FieldInfo> all_fields() {
    return fields;
}

const FieldInfo& info_of(Field field) {
    return fields[static_cast<std::size_t>(field)];
}

std::optional<Field> find_field(std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const FieldInfo& info) { return info.name == name; });
    if (found == fields.end()) return std::nullopt;
    return found->field;
}

}  // namespace cordon
