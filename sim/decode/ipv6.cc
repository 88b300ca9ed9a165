#include "sim/decode/ipv6.hh"

namespace cordon {
bool read_extensions(Walk& walk, Headers& headers) {
    for (unsigned count = 0; is_extension(headers.protocol); ++count) {
        if (count == most_extensions) {
            return stop_at(headers, Layer::extension, Stop::unsupported);
        }
        if (!need(walk, 2, headers, Layer::extension)) return false;
        const std::uint8_t* at = walk.here();
        const std::uint8_t kind = headers.protocol;
        const std::size_t length = extension_length(kind, at[1]);
        if (!need(walk, length, headers, Layer::extension)) return false;
        headers.protocol = at[0];
        if (kind == fragment_header) {
            const auto offset_and_more = load_big_endian<std::uint16_t>(at + 2);
            if (offset_and_more >> 3U != 0) headers.fragment = Fragment::later;
            if ((offset_and_more & 0xfff9U) == 1) headers.fragment = Fragment::first;
        }
        walk.pass(length);
        // What follows in a later fragment is from the middle of something.
        if (headers.fragment == Fragment::later) return true;
    }
    return true;
}

bool read_ipv6(Walk& walk, Headers& headers) {
    constexpr std::size_t header_length = 40;
    headers.network_offset = static_cast<std::uint32_t>(walk.offset());
    if (!need(walk, header_length, headers, Layer::network)) return false;
    const std::uint8_t* at = walk.here();
    if (at[0] >> 4U != 6) return stop_at(headers, Layer::network, Stop::malformed);
    const auto payload_length = load_big_endian<std::uint16_t>(at + 4);
    headers.ip_version = 6;
    headers.protocol = at[6];
    headers.ttl = at[7];
    headers.src = IpAddress::v6(at + 8);
    headers.dst = IpAddress::v6(at + 24);
    walk.pass(header_length);
    if (payload_length != 0) {  // 0: a jumbogram or segmentation offload, to the end of the packet
        headers.ip_length = static_cast<std::uint32_t>(header_length + payload_length);
        if (!walk.had_on_wire(payload_length)) {
            return stop_at(headers, Layer::network, Stop::malformed);
        }
        walk.end_after(payload_length);
    }
    return read_extensions(walk, headers);
}

}  // namespace cordon
