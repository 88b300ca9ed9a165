#include <cstdlib>

#include "sim/decode/decode.hh"
#include "sim/decode/step_by_step.hh"
#include "sim/decode/tcp_options.hh"

// The first two bytes are the link type, the next two how many bytes the recording cut off.

namespace {

using namespace cordon;

/// What must hold of any packet whatever; a broken promise is a crash, which the fuzzer keeps.
void demand(bool promise) {
    if (!promise) std::abort();
}

bool same(const Headers& a, const Headers& b) {
    return a.src == b.src && a.dst == b.dst && a.src_port == b.src_port &&
           a.dst_port == b.dst_port && a.stop == b.stop && a.stopped_at == b.stopped_at &&
           a.fragment == b.fragment && a.ip_version == b.ip_version && a.protocol == b.protocol &&
           a.ttl == b.ttl && a.tcp_flags.bits == b.tcp_flags.bits && a.tag_count == b.tag_count &&
           a.seq == b.seq && a.ack == b.ack && a.window == b.window &&
           a.network_offset == b.network_offset && a.transport_offset == b.transport_offset &&
           a.payload_offset == b.payload_offset && a.payload_length == b.payload_length &&
           a.ip_length == b.ip_length;
}

void check(Bytes packet, LinkType link, std::uint32_t wire_length) {
    const Decoded decoded = decode(packet, link, wire_length);
    const Headers& headers = decoded.headers;
    const Decoded slow = decode_step_by_step(packet, link, wire_length);
    demand(same(headers, slow.headers) && decoded.payload.size() == slow.payload.size());
    demand(headers.payload_offset <= packet.size());
    demand(decoded.payload.size() <= headers.payload_length);
    demand(decoded.payload.size() <= packet.size() - headers.payload_offset);
    if (!decoded.payload.empty()) {
        demand(decoded.payload.data() == packet.data() + headers.payload_offset);
    }
    if (headers.stop == Stop::payload) {
        demand(headers.stopped_at == Layer::payload && headers.has_addresses());
        demand(headers.network_offset < headers.transport_offset);
        demand(headers.transport_offset < headers.payload_offset);
    }
    static_cast<void>(ip_checksum_ok(packet, headers));
    static_cast<void>(transport_checksum_ok(packet, headers));
    static_cast<void>(read_tcp_options(packet, headers));
}

}  // namespace

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(
    const std::uint8_t* data,  // NOLINT(readability-identifier-naming)
    std::size_t size) {
    ByteReader reader{Bytes{data, size}};
    const auto link = LinkType{reader.read<std::uint16_t>()};
    const std::uint32_t beyond = reader.read<std::uint16_t>();
    const Bytes packet = reader.rest();
    check(packet, link, static_cast<std::uint32_t>(packet.size()) + beyond);
    return 0;
}
