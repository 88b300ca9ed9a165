#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "sim/core/ip_address.hh"
#include "sim/decode/decode.hh"
#include "sim/world/address_hash.hh"
#include "sim/world/tunnel_end.hh"

namespace cordon {

/// The far end of tunnels on one host and port: lets out what comes through them, and takes in what
/// is for the addresses of those behind it.
class TunnelServer {
public:
    TunnelServer(WorldHost& host, std::uint16_t port) : host_(&host), port_(port) {}

    [[nodiscard]] std::uint16_t port() const { return port_; }
    /// `address` is the client's as seen from beyond.
    void lease(const IpAddress& address, const WorldHost& client);

    /// A packet for the host. Whether it was the tunnel's.
    [[nodiscard]] bool receive(Packet& packet, const Decoded& decoded);

private:
    void receive_outer(Packet& packet, const Decoded& decoded);

    WorldHost* host_;
    std::uint16_t port_;
    std::unordered_map<IpAddress, const WorldHost*, AddressHash> leases_;    // never walked
    std::unordered_map<const WorldHost*, std::unique_ptr<TunnelEnd>> ends_;  // likewise
};

}  // namespace cordon
