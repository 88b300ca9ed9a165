#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/decode/headers.hh"
#include "sim/world/tcp/connection_table.hh"
#include "sim/world/tcp/tcp_profile.hh"
#include "sim/world/transport.hh"

namespace cordon {

class WorldHost;

/// The TCP of one host: its connections, who listens, and resets to those whom nobody expects.
class TcpStack {
public:
    TcpStack(WorldHost& host, const TcpProfile& profile) : host_(&host), profile_(&profile) {}

    [[nodiscard]] std::unique_ptr<TcpSocket> connect(const Endpoint& remote);
    void listen(std::uint16_t port, Host::Accept accept);
    /// A packet for this host that decoded as TCP.
    void receive(const Packet& packet, const Headers& headers);

    // For connections.
    [[nodiscard]] EventQueue& queue() const;
    [[nodiscard]] const TcpProfile& profile() const { return *profile_; }
    void transmit(const OutgoingSegment& segment, Route& route);
    /// Answers a segment that belongs to nothing with a reset (RFC 9293 section 3.10.7.1).
    void refuse(const Endpoint& local, const Endpoint& remote, const TcpSegment& segment);
    /// Forgets the connection if it is over and nobody holds it.
    void settle(TcpConnection& connection);
    [[nodiscard]] Seq32 initial_sequence(const Endpoint& local, const Endpoint& remote) const;
    [[nodiscard]] std::uint16_t first_ip_id(const Endpoint& local, const Endpoint& remote) const;
    /// The maximum segment size that this host announces to `remote`.
    [[nodiscard]] std::uint16_t own_segment(const IpAddress& remote) const;

    [[nodiscard]] std::size_t connections() const { return table_.size(); }
    [[nodiscard]] TcpConnection* find(const Endpoint& local, const Endpoint& remote) const {
        return table_.find(local, remote);
    }

private:
    struct Listener {
        std::uint16_t port = 0;
        Host::Accept accept;
    };
    [[nodiscard]] std::optional<std::uint16_t> free_port(const IpAddress& local,
                                                         const Endpoint& remote);
    [[nodiscard]] Listener* listener(std::uint16_t port);
    void hand_over(TcpConnection& connection);

    WorldHost* host_;
    const TcpProfile* profile_;
    ConnectionTable table_;
    std::unique_ptr<std::vector<Listener>> listeners_;  // phones have none
    std::uint32_t opened_ = 0;
};

}  // namespace cordon
