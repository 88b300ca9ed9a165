#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/core/keyed_random.hh"
#include "sim/decode/decode.hh"
#include "sim/world/host_config.hh"
#include "sim/world/link.hh"
#include "sim/world/packet.hh"
#include "sim/world/tcp/tcp_stack.hh"
#include "sim/world/transport.hh"
#include "sim/world/tunnel_server.hh"
#include "sim/world/udp_ports.hh"

namespace cordon {

class World;
class WorldRecorder;

/// One machine of a World: a phone or a server. Belongs to its world.
class WorldHost final : public Host {
public:
    /// `links` are access_up, access_down, path_up, path_down.
    struct Links {
        Link access_up, access_down, path_up, path_down;
    };
    WorldHost(World& world, const HostConfig& config, Links links);

    // What programs ask: see Host.
    [[nodiscard]] Scheduler& scheduler() override;
    [[nodiscard]] IpAddress address() const override;
    [[nodiscard]] std::unique_ptr<TcpSocket> connect(const Endpoint& server) override;
    void listen(std::uint16_t port, Accept accept) override;
    [[nodiscard]] std::unique_ptr<UdpSocket> open_udp(std::uint16_t port) override;
    [[nodiscard]] Task<LookUp> look_up(std::string name) override;

    // What a scenario sets.
    /// What World::open_tunnel() asks for.
    void begin_tunnel(const TunnelConfig& config);
    /// Null: there is none.
    [[nodiscard]] const TunnelConfig* tunnel() const { return tunnel_config_.get(); }
    /// The far end of tunnels on this host; made with the port of the first that asks.
    [[nodiscard]] TunnelServer& tunnel_server(std::uint16_t port);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] Side side() const { return side_; }
    [[nodiscard]] const Links& links() const { return links_; }
    [[nodiscard]] TcpStack& tcp() { return tcp_; }
    [[nodiscard]] UdpPorts& udp() { return udp_; }
    /// Bytes of the largest IP packet that it may send, tunnel considered.
    [[nodiscard]] std::uint16_t mtu() const;
    [[nodiscard]] std::uint16_t link_mtu() const { return mtu_; }
    [[nodiscard]] const TcpProfile& profile() const { return tcp_.profile(); }
    void set_resolver(const Endpoint& resolver) { resolver_ = resolver; }

    // For its protocols and its world.
    [[nodiscard]] EventQueue& queue();
    [[nodiscard]] PacketPool& packets();
    /// Draws for `purpose` that depend on this host's name and the world's seed.
    [[nodiscard]] KeyedRandom draws(std::string_view purpose) const;
    /// The address that packets to `remote` come from; none where this host has none of its kind.
    [[nodiscard]] std::optional<IpAddress> source_for(const IpAddress& remote) const;
    void send(PacketPtr packet, const IpAddress& dst);
    void send_tcp(PacketPtr packet, WorldHost* to);
    [[nodiscard]] WorldHost* follow(Route& route, const IpAddress& dst) const;
    void send_outside_tunnel(PacketPtr packet, const IpAddress& dst);
    /// Sends on a packet of someone behind this host's tunnel.
    void forward(PacketPtr packet);
    void receive(Packet& packet);
    /// A datagram came to a socket that had no room for it.
    void note_unread();
    /// A datagram had no address or no port to come from.
    void note_nowhere();
    /// Whether somebody reads all payload between this host and that one.
    [[nodiscard]] bool is_read(const WorldHost* remote) const;
    [[nodiscard]] bool is_read(const IpAddress& remote) const;
    /// Whether the payload is to be stored in the packet.
    [[nodiscard]] bool stores(const OutgoingSegment& segment, const WorldHost* to) const;
    [[nodiscard]] Links& links_mutable() { return links_; }
    [[nodiscard]] WorldRecorder* recorder() const { return recorder_; }
    void set_recorder(WorldRecorder* recorder) { recorder_ = recorder; }

private:
    /// Whether what it sends from this address goes through its tunnel: sockets from before the
    /// tunnel keep their address, and their way.
    [[nodiscard]] bool is_tunnelled(const IpAddress& src) const {
        return tunnel_ != nullptr && src == tunnel_config_->address;
    }

    World* world_;
    std::string name_;
    IpAddress address_;
    std::unique_ptr<std::vector<IpAddress>> more_addresses_;  // servers may have several
    Endpoint resolver_;                                       // port 0: none
    Links links_;
    TcpStack tcp_;
    UdpPorts udp_;
    WorldRecorder* recorder_ = nullptr;
    std::unique_ptr<TunnelConfig> tunnel_config_;  // with tunnel_ or not at all
    std::unique_ptr<TunnelEnd> tunnel_;
    std::unique_ptr<TunnelServer> tunnel_server_;
    /// Answers of the resolver that may still be kept.
    struct KeptName {
        std::vector<IpAddress> addresses;
        Time until;
    };
    [[nodiscard]] const KeptName* kept_name(const std::string& lower_case);
    void keep_name(std::string lower_case, std::vector<IpAddress> addresses, Duration ttl);
    std::unique_ptr<std::map<std::string, KeptName>> kept_names_;  // null until there is one
    std::uint32_t looked_up_ = 0;
    std::uint16_t mtu_;
    Side side_;
};

}  // namespace cordon
