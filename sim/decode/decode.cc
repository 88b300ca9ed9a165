#include "sim/decode/decode.hh"

#include "sim/decode/ipv4.hh"
#include "sim/decode/ipv6.hh"
#include "sim/decode/link.hh"
#include "sim/decode/step_by_step.hh"
#include "sim/decode/transport.hh"

namespace cordon {
namespace {

// The packets most often seen are plain: Ethernet, IPv4 without options or IPv6 without extensions,
// TCP or UDP, nothing contradicted and nothing cut.

constexpr std::uint32_t plain_ip = 14;  // where the IP header begins
constexpr std::uint32_t least_tcp = 20, least_udp = 8;

/// What the two versions of IP say in ways of their own. `at` is the header.
struct PlainIpv4 {
    static constexpr std::uint16_t type = ethertype::ipv4;
    static constexpr std::uint8_t version = 4;
    static constexpr std::uint32_t header = 20;

    static bool is_plain(const std::uint8_t* at) {
        return at[0] == 0x45 && (load_big_endian<std::uint16_t>(at + 6) & 0x3fffU) == 0;
    }
    static std::uint32_t total_length(const std::uint8_t* at) {
        return load_big_endian<std::uint16_t>(at + 2);
    }
    static std::uint8_t protocol(const std::uint8_t* at) { return at[9]; }
    static std::uint8_t ttl(const std::uint8_t* at) { return at[8]; }
    static IpAddress src(const std::uint8_t* at) {
        return IpAddress::v4(load_big_endian<std::uint32_t>(at + 12));
    }
    static IpAddress dst(const std::uint8_t* at) {
        return IpAddress::v4(load_big_endian<std::uint32_t>(at + 16));
    }
};
struct PlainIpv6 {
    static constexpr std::uint16_t type = ethertype::ipv6;
    static constexpr std::uint8_t version = 6;
    static constexpr std::uint32_t header = 40;

    static bool is_plain(const std::uint8_t* at) { return at[0] >> 4U == 6; }
    static std::uint32_t total_length(const std::uint8_t* at) {
        return header + load_big_endian<std::uint16_t>(at + 4);
    }
    static std::uint8_t protocol(const std::uint8_t* at) { return at[6]; }
    static std::uint8_t ttl(const std::uint8_t* at) { return at[7]; }
    static IpAddress src(const std::uint8_t* at) { return IpAddress::v6(at + 8); }
    static IpAddress dst(const std::uint8_t* at) { return IpAddress::v6(at + 24); }
};

/// The length of a transport header that contradicts nothing; 0 for any other. Requires: least_udp
/// bytes of payload.
std::uint32_t plain_header_length(const std::uint8_t* at, std::uint8_t protocol,
                                  std::uint32_t ip_payload) {
    if (protocol == ip_protocol::tcp) {
        if (ip_payload < least_tcp) return 0;
        const std::uint32_t length = (at[12] >> 4U) * 4U;
        return length >= least_tcp && length <= ip_payload ? length : 0;
    }
    if (protocol != ip_protocol::udp) return 0;
    // A datagram that ends before IP does is left to the other way.
    return load_big_endian<std::uint16_t>(at + 4) == ip_payload ? least_udp : 0;
}

/// What only TCP has.
struct TcpFields {
    TcpFlags flags;
    Seq32 seq, ack;
    std::uint16_t window = 0;
};
TcpFields tcp_fields(const std::uint8_t* segment) {
    return {.flags = {.bits = segment[13]},
            .seq = Seq32{load_big_endian<std::uint32_t>(segment + 4)},
            .ack = Seq32{load_big_endian<std::uint32_t>(segment + 8)},
            .window = load_big_endian<std::uint16_t>(segment + 14)};
}

/// Whether a packet holds a plain IP header of this version, and a payload that may be a
/// transport's.
template <typename Ip>
bool is_plain_ip(Bytes packet) {
    if (packet.size() < plain_ip + Ip::header + least_udp) return false;
    const std::uint8_t* const ip = packet.data() + plain_ip;
    const std::uint32_t total = Ip::total_length(ip);
    return load_big_endian<std::uint16_t>(packet.data() + 12) == Ip::type && Ip::is_plain(ip) &&
           total >= Ip::header + least_udp && plain_ip + total <= packet.size();
}

/// decode_step_by_step() of a plain packet, in less than half the time: every field is written once
/// and none is cleared before. False, and nothing written, for any other.
template <typename Ip>
bool read_plain(Bytes packet, Decoded& out) {
    constexpr std::uint32_t transport = plain_ip + Ip::header;
    if (!is_plain_ip<Ip>(packet)) return false;
    const std::uint8_t* const ip = packet.data() + plain_ip;
    const std::uint8_t* const segment = packet.data() + transport;
    const std::uint32_t total = Ip::total_length(ip);
    const std::uint8_t protocol = Ip::protocol(ip);
    const std::uint32_t header = plain_header_length(segment, protocol, total - Ip::header);
    if (header == 0) return false;
    const TcpFields tcp = protocol == ip_protocol::tcp ? tcp_fields(segment) : TcpFields{};
    const std::uint32_t length = total - Ip::header - header;
    out = {.headers = {.src = Ip::src(ip),
                       .dst = Ip::dst(ip),
                       .src_port = load_big_endian<std::uint16_t>(segment),
                       .dst_port = load_big_endian<std::uint16_t>(segment + 2),
                       .stop = Stop::payload,
                       .stopped_at = Layer::payload,
                       .ip_version = Ip::version,
                       .protocol = protocol,
                       .ttl = Ip::ttl(ip),
                       .tcp_flags = tcp.flags,
                       .seq = tcp.seq,
                       .ack = tcp.ack,
                       .window = tcp.window,
                       .network_offset = plain_ip,
                       .transport_offset = transport,
                       .payload_offset = transport + header,
                       .payload_length = length,
                       .ip_length = total},
           .payload = {segment + header, length}};
    return true;
}

bool read_network(Walk& walk, LinkType link, Headers& headers) {
    const std::uint16_t type = read_link(walk, link, headers);
    if (type == ethertype::ipv6) return read_ipv6(walk, headers);
    if (type != ethertype::ipv4 || !read_ipv4(walk, headers)) return false;
    // The other extension headers do not stand behind IPv4.
    return headers.protocol != authentication_header || read_extensions(walk, headers);
}

bool read_transport(Walk& walk, Headers& headers) {
    if (headers.fragment == Fragment::later) {
        return stop_at(headers, Layer::transport, Stop::later_fragment);
    }
    return read_transport_header(walk, headers);
}

}  // namespace

void decode_step_by_step(Bytes packet, LinkType link, std::uint32_t wire_length, Decoded& out) {
    out = {};
    Headers& headers = out.headers;
    Walk walk{packet, wire_length};
    if (!read_network(walk, link, headers)) return;
    headers.transport_offset = static_cast<std::uint32_t>(walk.offset());
    headers.payload_offset = headers.transport_offset;
    if (read_transport(walk, headers)) {
        stop_at(headers, Layer::payload, Stop::payload);
    } else if (headers.stop == Stop::malformed || headers.stop == Stop::capture_too_short) {
        return;
    }
    headers.payload_offset = static_cast<std::uint32_t>(walk.offset());
    headers.payload_length = static_cast<std::uint32_t>(walk.stated());
    out.payload = walk.rest();
}

void decode(Bytes packet, LinkType link, std::uint32_t wire_length, Decoded& out) {
    if (link == LinkType::ethernet) [[likely]] {
        if (read_plain<PlainIpv4>(packet, out)) [[likely]] {
            return;
        }
        if (read_plain<PlainIpv6>(packet, out)) return;
    }
    decode_step_by_step(packet, link, wire_length, out);
}

}  // namespace cordon
