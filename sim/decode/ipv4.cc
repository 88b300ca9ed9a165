#include "sim/decode/ipv4.hh"

namespace cordon {

bool read_ipv4(Walk& walk, Headers& headers) {
    constexpr std::size_t shortest = 20;
    headers.network_offset = static_cast<std::uint32_t>(walk.offset());
    if (!need(walk, shortest, headers, Layer::network)) return false;
    const std::uint8_t* at = walk.here();
    const std::size_t header_length = (at[0] & 0xfU) * std::size_t{4};
    const std::size_t total_length = load_big_endian<std::uint16_t>(at + 2);
    const auto fragment = load_big_endian<std::uint16_t>(at + 6);
    if (at[0] >> 4U != 4 || header_length < shortest) {
        return stop_at(headers, Layer::network, Stop::malformed);
    }
    headers.ip_version = 4;
    headers.ip_length = static_cast<std::uint32_t>(total_length);
    headers.ttl = at[8];
    headers.protocol = at[9];
    headers.src = IpAddress::v4(load_big_endian<std::uint32_t>(at + 12));
    headers.dst = IpAddress::v4(load_big_endian<std::uint32_t>(at + 16));
    if (total_length != 0) {  // 0: segmentation offload, to the end of the packet
        // Hosts drop a packet that claims more than there is; so nothing is read from it.
        if (total_length < header_length || !walk.had_on_wire(total_length)) {
            return stop_at(headers, Layer::network, Stop::malformed);
        }
        walk.end_after(total_length);
    }
    if (!need(walk, header_length, headers, Layer::network)) return false;
    walk.pass(header_length);
    if ((fragment & 0x3fffU) != 0) {  // more fragments, or an offset
        headers.fragment = (fragment & 0x1fffU) == 0 ? Fragment::first : Fragment::later;
    }
    return true;
}

}  // namespace cordon
