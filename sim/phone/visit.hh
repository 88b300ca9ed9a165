#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/core/ip_address.hh"
#include "sim/core/time.hh"

namespace cordon {

/// One exchange with a named site over HTTPS, and what makes it a success: a page, a picture, a
/// measurement. It is one connection and is not made again when it fails, so that what it meets is
/// what it says.
struct Visit {
    std::string name;             // what people and reports call it: "picture"
    std::string site;             // the host, as its hello and its request name it
    std::optional<IpAddress> at;  // where it connects to, whatever the name; none: as resolved
    std::uint64_t get = 0;        // bytes that are fetched
    std::uint64_t put = 0;        // bytes that are sent; one of the two is more than nothing
    Duration within{};            // from the first packet to the last byte: the patience for it
    /// Most that a packet and its acknowledgment may take on average, as the host's TCP measures
    /// it (TcpSocket::round_trip(), ten times a second): whether something on the way holds packets
    /// back. None: however long.
    std::optional<Duration> round_trip;
};

}  // namespace cordon
