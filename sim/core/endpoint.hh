#pragma once

#include <compare>
#include <cstdint>

#include "sim/core/ip_address.hh"

namespace cordon {

/// One end of a conversation.
struct Endpoint {
    IpAddress address{};
    std::uint16_t port = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison's 0 for a pointer
    friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

}  // namespace cordon
