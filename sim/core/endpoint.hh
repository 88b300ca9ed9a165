#pragma once

#include <compare>
#include <cstdint>

#include "sim/core/ip_address.hh"

namespace cordon {

/// One end of a conversation.
struct Endpoint {
    IpAddress address{};
    std::uint16_t port = 0;
    friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

}  // namespace cordon
