#include "sim/decode/transport.hh"

namespace cordon {
namespace {

/// The ports stand first in both TCP and UDP; a cut header may still show them.
void read_ports(const Walk& walk, Headers& headers) {
    if (!walk.has(4)) return;
    headers.src_port = load_big_endian<std::uint16_t>(walk.here());
    headers.dst_port = load_big_endian<std::uint16_t>(walk.here() + 2);
}

bool read_tcp(Walk& walk, Headers& headers) {
    constexpr std::size_t shortest = 20;
    read_ports(walk, headers);
    if (!need(walk, shortest, headers, Layer::transport)) return false;
    const std::uint8_t* at = walk.here();
    const std::size_t header_length = (at[12] >> 4U) * std::size_t{4};
    headers.seq = Seq32{load_big_endian<std::uint32_t>(at + 4)};
    headers.ack = Seq32{load_big_endian<std::uint32_t>(at + 8)};
    headers.tcp_flags.bits = at[13];
    headers.window = load_big_endian<std::uint16_t>(at + 14);
    if (header_length < shortest) return stop_at(headers, Layer::transport, Stop::malformed);
    if (!need(walk, header_length, headers, Layer::transport)) return false;
    walk.pass(header_length);
    return true;
}

bool read_udp(Walk& walk, Headers& headers) {
    constexpr std::size_t header_length = 8;
    read_ports(walk, headers);
    if (!need(walk, header_length, headers, Layer::transport)) return false;
    const std::size_t stated = load_big_endian<std::uint16_t>(walk.here() + 4);
    // In a first fragment the length is that of the whole datagram.
    const bool too_long = stated > walk.stated() && headers.fragment == Fragment::whole;
    if ((stated != 0 && stated < header_length) || too_long) {
        return stop_at(headers, Layer::transport, Stop::malformed);
    }
    // 0: a jumbogram (RFC 2675 section 4) or segmentation offload, to the end of the packet.
    if (stated != 0 && stated < walk.stated()) walk.end_after(stated);
    walk.pass(header_length);
    return true;
}

bool read_icmp(Walk& walk, Headers& headers) {
    constexpr std::size_t header_length = 8;
    if (walk.has(2)) {
        headers.icmp_type = walk.here()[0];
        headers.icmp_code = walk.here()[1];
    }
    if (!need(walk, header_length, headers, Layer::transport)) return false;
    walk.pass(header_length);
    return true;
}

}  // namespace

bool read_transport_header(Walk& walk, Headers& headers) {
    switch (headers.protocol) {
        case ip_protocol::tcp:
            return read_tcp(walk, headers);
        case ip_protocol::udp:
            return read_udp(walk, headers);
        case ip_protocol::icmp:
        case ip_protocol::icmp6:
            return read_icmp(walk, headers);
        default:
            return stop_at(headers, Layer::transport, Stop::unsupported);
    }
}

}  // namespace cordon
