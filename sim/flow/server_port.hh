#pragma once

#include <cstdint>

namespace cordon {

/// How much a port number looks like a server's.
enum class PortLikeness : std::uint8_t {
    client,  // where systems choose ports for clients: Linux from 32768 on, others from 49152 (RFC
             // 6335)
    neither,
    server,  // below 1024 (RFC 6335: assigned, and on Unix bound by root only), or a known service
};
[[nodiscard]] PortLikeness likeness_of(std::uint16_t port);

}  // namespace cordon
