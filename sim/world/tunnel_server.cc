#include "sim/world/tunnel_server.hh"

#include "sim/world/world_host.hh"

namespace cordon {
namespace {

constexpr std::uint8_t handshake_initiation = 1;

}  // namespace

void TunnelServer::lease(const IpAddress& address, const WorldHost& client) {
    leases_[address] = &client;
}

bool TunnelServer::receive(Packet& packet, const Decoded& decoded) {
    if (decoded.headers.is_udp() && decoded.headers.dst_port == port_) {
        receive_outer(packet, decoded);
        return true;
    }
    const auto leased = leases_.find(decoded.headers.dst);
    if (leased == leases_.end()) return false;
    // For someone behind a tunnel; without a session there is no way to them.
    const auto end = ends_.find(leased->second);
    if (end != ends_.end()) end->second->carry(host_->packets().copy(packet));
    return true;
}

void TunnelServer::receive_outer(Packet& packet, const Decoded& decoded) {
    const Endpoint from{.address = decoded.headers.src, .port = decoded.headers.src_port};
    const Endpoint to{.address = decoded.headers.dst, .port = decoded.headers.dst_port};
    if (packet.from == nullptr || decoded.payload.empty()) return;
    const bool begins = decoded.payload[0] == handshake_initiation;
    if (!begins && !ends_.contains(packet.from)) return;
    std::unique_ptr<TunnelEnd>& end = ends_[packet.from];
    // A client is known by its key, wherever it sends from (section 2.1).
    if (!end || end->ends().remote != from) {
        end =
            std::make_unique<TunnelEnd>(*host_, TunnelEnd::Role::responder,
                                        TunnelEnd::Ends{.local = to, .remote = from}, std::nullopt);
    }
    if (PacketPtr inner = end->receive(packet, decoded.payload)) host_->forward(std::move(inner));
}

}  // namespace cordon
