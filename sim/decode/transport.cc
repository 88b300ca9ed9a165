#include "sim/decode/transport.hh"

namespace cordon {
namespace {

constexpr std::size_t udp_length = 8, icmp_length = 8;

bool read_udp(Walk& walk, Headers& headers) {
    if (walk.has(4)) {
        headers.src_port = load_big_endian<std::uint16_t>(walk.here());
        headers.dst_port = load_big_endian<std::uint16_t>(walk.here() + 2);
    }
    if (!need(walk, udp_length, headers, Layer::transport)) return false;
    const std::size_t stated = load_big_endian<std::uint16_t>(walk.here() + 4);
    // In a first fragment the length is that of the whole datagram.
    const bool too_long = stated > walk.stated() && headers.fragment == Fragment::whole;
    if ((stated != 0 && stated < udp_length) || too_long) {
        return stop_at(headers, Layer::transport, Stop::malformed);
    }
    // 0: a jumbogram (RFC 2675 section 4) or segmentation offload, to the end of the packet.
    if (stated != 0 && stated < walk.stated()) walk.end_after(stated);
    walk.pass(udp_length);
    return true;
}

bool read_icmp(Walk& walk, Headers& headers) {
    if (walk.has(2)) {
        headers.icmp_type = walk.here()[0];
        headers.icmp_code = walk.here()[1];
    }
    if (!need(walk, icmp_length, headers, Layer::transport)) return false;
    walk.pass(icmp_length);
    return true;
}

}  // namespace

bool read_other_transport(Walk& walk, Headers& headers) {
    switch (headers.protocol) {
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
