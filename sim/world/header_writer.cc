#include "sim/world/header_writer.hh"

#include "sim/craft/checksum.hh"

namespace cordon {

void put_ip_header(HeaderWriter& out, const PlainIpHeader& header) {
    assert(header.src.is_v4() == header.dst.is_v4());
    if (header.src.is_v4()) {
        constexpr std::uint8_t version_and_words = 0x45;
        constexpr std::uint16_t dont_fragment = 0x4000;
        const std::span<std::uint8_t> start = out.rest().first(20);
        out.put(version_and_words).put(std::uint8_t{0});
        out.put(static_cast<std::uint16_t>(20 + header.payload_length)).put(header.id);
        out.put(dont_fragment).put(header.ttl).put(header.protocol).put(std::uint16_t{0});
        out.put(header.src.v4_host_order()).put(header.dst.v4_host_order());
        set_ipv4_checksum(start);
        return;
    }
    out.put(std::uint32_t{6} << 28U).put(static_cast<std::uint16_t>(header.payload_length));
    out.put(header.protocol).put(header.ttl);
    out.put(header.src.high()).put(header.src.low());
    out.put(header.dst.high()).put(header.dst.low());
}

}  // namespace cordon
