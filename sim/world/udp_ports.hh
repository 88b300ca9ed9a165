#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/decode/decode.hh"
#include "sim/world/ring_queue.hh"
#include "sim/world/transport.hh"

namespace cordon {

class WorldHost;
class UdpPort;

/// The UDP of one host.
class UdpPorts {
public:
    explicit UdpPorts(WorldHost& host) : host_(&host) {}

    /// Opens `port`; 0 takes a free one. Requires: no open socket has that port. When no port is
    /// free the socket's is 0: nothing leaves it or comes to it.
    [[nodiscard]] std::unique_ptr<UdpSocket> open(std::uint16_t port);
    /// A packet for this host that decoded as UDP.
    void receive(const Decoded& decoded);

private:
    friend class UdpPort;
    [[nodiscard]] UdpPort* find(std::uint16_t port) const;
    [[nodiscard]] std::uint16_t free_port();  // 0: none is
    void send(std::uint16_t port, const Endpoint& to, const Content& content);
    void closed(const UdpPort& port);

    WorldHost* host_;
    std::vector<UdpPort*> open_;
    std::uint32_t opened_ = 0;
    std::uint16_t ip_id_ = 0;
};

/// What a program holds.
class UdpPort final : public UdpSocket {
public:
    UdpPort(UdpPorts& ports, std::uint16_t port, Scheduler& scheduler)
        : ports_(&ports), changed_(scheduler), port_(port) {}
    UdpPort(const UdpPort&) = delete;
    UdpPort& operator=(const UdpPort&) = delete;
    ~UdpPort() override { ports_->closed(*this); }

    [[nodiscard]] std::uint16_t port() const override { return port_; }
    void send(const Endpoint& to, const Content& content) override {
        ports_->send(port_, to, content);
    }
    [[nodiscard]] std::optional<Datagram> receive() override;
    [[nodiscard]] Notice& changed() override { return changed_; }

private:
    friend class UdpPorts;
    static constexpr std::size_t most_waiting = 256;

    UdpPorts* ports_;
    Notice changed_;
    RingQueue<Datagram> waiting_;
    std::uint16_t port_;
};

}  // namespace cordon
