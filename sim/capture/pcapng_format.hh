#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/core/byte_order.hh"
#include "sim/core/bytes.hh"

namespace cordon::pcapng {

/// Block types, option codes and sizes of draft-ietf-opsawg-pcapng, sections 3 and 4.
constexpr std::uint32_t section_header_block = 0x0a0d0d0a;  // the same in both byte orders
constexpr std::uint32_t interface_block = 1;
constexpr std::uint32_t obsolete_packet_block = 2;  // appendix A
constexpr std::uint32_t simple_packet_block = 3;
constexpr std::uint32_t enhanced_packet_block = 6;
constexpr std::uint32_t byte_order_magic = 0x1a2b3c4d;

/// The next multiple of four: blocks, and what lies in them, end there.
[[nodiscard]] constexpr std::size_t padded_to_4(std::size_t size) {
    return (size + 3) & ~std::size_t{3};
}

constexpr std::size_t block_header_bytes = 8;   // type, total length
constexpr std::size_t block_trailer_bytes = 4;  // total length again
constexpr std::size_t smallest_block_bytes = block_header_bytes + block_trailer_bytes;
constexpr std::size_t smallest_section_header_bytes = 28;

constexpr std::uint16_t opt_end = 0;
constexpr std::uint16_t opt_comment = 1;
constexpr std::uint16_t shb_userappl = 4;
constexpr std::uint16_t if_name = 2;
constexpr std::uint16_t if_tsresol = 9;
constexpr std::uint16_t if_tsoffset = 14;
constexpr std::uint16_t epb_packetid = 5;

/// Calls `use(code, value)` for each option in `options`, a view into a block. Stops at the end
/// mark and, without a word, at an option that does not fit: what it belongs to stays good.
template <typename Use>
void for_each_option(Bytes options, ByteOrder order, Use&& use) {
    while (options.size() >= 4) {
        const auto code = load<std::uint16_t>(options.data(), order);
        const std::size_t size = load<std::uint16_t>(options.data() + 2, order);
        options = options.subspan(4);
        if (code == opt_end || size > options.size()) return;
        use(code, options.first(size));
        options = options.subspan(std::min(padded_to_4(size), options.size()));
    }
}

}  // namespace cordon::pcapng
