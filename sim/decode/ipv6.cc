#include "sim/decode/ipv6.hh"

namespace cordon {
namespace {

/// Offset and more-fragments flag of a fragment header (RFC 8200 section 4.5). Neither: an atomic
/// fragment, which is whole (RFC 6946).
Fragment fragment_of(std::uint16_t offset_and_more) {
    if (offset_and_more >> 3U != 0) return Fragment::later;
    return (offset_and_more & 1U) != 0 ? Fragment::first : Fragment::whole;
}

/// Passes over the one that headers.protocol names, and sets that to what follows.
bool read_extension(Walk& walk, Headers& headers) {
    if (!need(walk, 2, headers, Layer::extension)) return false;
    const std::uint8_t* at = walk.here();
    const std::size_t length = extension_length(headers.protocol, at[1]);
    if (!need(walk, length, headers, Layer::extension)) return false;
    if (headers.protocol == fragment_header) {
        const Fragment fragment = fragment_of(load_big_endian<std::uint16_t>(at + 2));
        if (fragment != Fragment::whole) headers.fragment = fragment;
    }
    headers.protocol = at[0];
    walk.pass(length);
    return true;
}

}  // namespace

bool read_extensions(Walk& walk, Headers& headers) {
    // What follows the header of a later fragment is from the middle of something.
    for (unsigned count = 0; is_extension(headers.protocol) && headers.fragment != Fragment::later;
         ++count) {
        if (count == most_extensions) {
            return stop_at(headers, Layer::extension, Stop::unsupported);
        }
        if (!read_extension(walk, headers)) return false;
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
