#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/core/bytes.hh"

namespace cordon {

/// Types of records that are asked for here (RFC 1035 section 3.2.2, RFC 3596).
enum class DnsRecord : std::uint16_t { a = 1, aaaa = 28 };

/// Response codes (RFC 1035 section 4.1.1).
namespace dns_code {
inline constexpr std::uint8_t no_error = 0, no_such_name = 3;
}

/// The second word of a header, in bits (RFC 1035 section 4.1.1).
namespace dns_flag {
inline constexpr std::uint16_t response = 0x8000, opcode = 0x7800, recursion_desired = 0x0100,
                               recursion_available = 0x0080, code = 0x000f;
}

inline constexpr std::uint16_t dns_internet_class = 1;
inline constexpr std::size_t dns_header_bytes = 12;
/// RFC 1035 section 2.3.4; the name with the lengths of its labels.
inline constexpr std::size_t longest_dns_label = 63, longest_dns_name = 255;

/// How a DNS message with one question begins: its header and the question. Views into the message.
struct DnsHead {
    std::uint16_t id = 0;
    std::uint16_t flags = 0;    // see dns_flag
    std::uint16_t answers = 0;  // records that follow
    std::uint16_t type = 0;     // of the question, any
    Bytes name;                 // labels as sent, the empty last one included
    Bytes question;             // name, type and class as sent
};
/// Reads it from the start of a message and leaves the reader behind it. None when there is another
/// number of questions, a class other than IN, or a name that is too long, cut off, or compressed:
/// nothing stands before it that one could point to.
[[nodiscard]] std::optional<DnsHead> read_dns_head(ByteReader& in);

}  // namespace cordon
