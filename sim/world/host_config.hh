#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/endpoint.hh"
#include "sim/core/ip_address.hh"
#include "sim/world/link.hh"
#include "sim/world/tcp/tcp_profile.hh"

namespace cordon {

/// Where a host stands.
enum class Side : std::uint8_t {
    inside,   // behind the wall: its packets to and from all others but those inside pass it
    outside,  // a server, or a phone abroad
    roaming,  // has an address of the inside, but its way does not lead through the wall
};

/// One host of a World.
///
///     phone (inside)   -> access_up -> WALL -> path_up   -> access_down of the server
///     server (outside) -> access_up -> path_down of the phone -> WALL -> access_down of the phone
///
/// A roaming phone's way is the same without the wall. Packets between two hosts outside, or two
/// inside, take both their access links only.
struct HostConfig {
    std::string name;                  // unique in its world; keys its random draws
    std::vector<IpAddress> addresses;  // the first of a kind is the source of what it sends
    Side side = Side::outside;
    LinkConfig access_up{}, access_down{};  // between the host and the network
    LinkConfig path_up{}, path_down{};      // beyond the wall, for a host inside or roaming
    const TcpProfile* profile = &linux_android();
    std::optional<Endpoint> resolver{};  // none: every look-up fails
    std::uint16_t mtu = 1'500;           // bytes of an IP packet
};

/// All of a host's packets go to `server` in UDP datagrams shaped as WireGuard's, and come from
/// there likewise. The host then uses `address`, which is routed to the server.
struct TunnelConfig {
    Endpoint server{};    // WireGuard's usual port is 51820
    IpAddress address{};  // of the host as seen from beyond the server; nobody else's
    std::optional<Duration> keep_alive{};  // PersistentKeepalive; none: silent when idle
};

}  // namespace cordon
