#include "sim/action/forge_dns.hh"

#include <algorithm>
#include <span>

#include "sim/core/byte_writer.hh"
#include "sim/craft/dns_answer.hh"
#include "sim/craft/ip_packet.hh"
#include "sim/craft/link_header.hh"

namespace cordon {
namespace {

bool is_multicast(const IpAddress& address) {
    if (address.is_v4()) return address.v4_host_order() >> 28U == 0xe;  // RFC 5771: 224.0.0.0/4
    return address.high() >> 56U == 0xff;                               // RFC 4291 section 2.7
}

/// The captured part of a datagram's payload, without what follows it in its frame.
Bytes payload_of(const InjectionCause& cause) {
    const Bytes packet = cause.arrival.bytes;
    const Bytes rest =
        packet.subspan(std::min<std::size_t>(cause.headers.payload_offset, packet.size()));
    return rest.first(std::min<std::size_t>(cause.headers.payload_length, rest.size()));
}

}  // namespace

bool may_be_dns_query(const Headers& headers, Direction direction) {
    return headers.is_udp() && direction == Direction::up && has_addresses_of_its_kind(headers) &&
           !is_multicast(headers.dst);
}

std::uint64_t inject_dns_answer(const ForgeDns& forged, const InjectionCause& cause, Emit& emit) {
    const auto answer = dns_answer(
        payload_of(cause), {.addresses = forged.answers, .ttl_seconds = forged.ttl_seconds});
    if (!answer) return 0;
    const Headers& query = cause.headers;
    const LinkWay way = way_towards(Direction::down, cause);
    std::vector<std::uint8_t> packet = way.header;
    append_udp_packet(packet, {.src = query.dst, .dst = query.src},
                      {.src_port = query.dst_port, .dst_port = query.src_port}, *answer);
    const std::size_t link_length = way.header.size();
    fit_link_header(std::span{packet}.first(link_length), way.link, packet.size() - link_length);
    inject(packet, way, Act::inject_dns, cause, emit);
    return 1;
}

}  // namespace cordon
