#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>

namespace cordon {

/// A scanner looks at a stream from its first byte on, as far as it is known, and says one of three
/// things. Asked again with more of the same stream, it never takes back the last two.

/// What is there fits, and is not enough.
struct NeedMore {};

/// These bytes will not become a message of this protocol, whatever follows.
struct Rejected {
    enum class Why : std::uint8_t {
        other_protocol,  // nothing says it was meant to be this protocol
        malformed,       // it was, and contradicts itself
        over_limit,      // it was, and is larger than the scanner reads
    };
    Why why = Why::other_protocol;
    std::size_t offset = 0;  // first byte that told us so

    friend bool operator==(const Rejected&, const Rejected&) = default;
};

template <typename Message>
using Scan = std::variant<NeedMore, Rejected, Message>;

[[nodiscard]] constexpr Rejected other_protocol(std::size_t offset) {
    return {Rejected::Why::other_protocol, offset};
}
[[nodiscard]] constexpr Rejected malformed(std::size_t offset) {
    return {Rejected::Why::malformed, offset};
}
[[nodiscard]] constexpr Rejected over_limit(std::size_t offset) {
    return {Rejected::Why::over_limit, offset};
}

}  // namespace cordon
