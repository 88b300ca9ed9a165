#pragma once

#include <map>
#include <memory>
#include <vector>

#include "sim/core/task.hh"
#include "sim/scenario/reenact/spoken.hh"
#include "sim/world/transport.hh"

namespace cordon {

class SharedPort;

/// Plays one end of a recorded exchange of datagrams: the answering end begins with the first that
/// it hears; from then on each keeps its own time.
class UdpEnd {
public:
    UdpEnd(Scheduler& scheduler, const Conversation& said, Direction side)
        : scheduler_(&scheduler), said_(&said), side_(side), heard_(scheduler) {}

    /// Begins; the port takes and gives its datagrams and must live as long.
    void start(SharedPort& port);
    void take(std::uint64_t bytes);

    [[nodiscard]] std::uint64_t received() const { return received_; }
    [[nodiscard]] bool is_through() const { return through_; }

private:
    Task<void> speak(SharedPort& port);

    Scheduler* scheduler_;
    const Conversation* said_;
    Direction side_;
    Notice heard_;
    std::uint64_t datagrams_ = 0;
    std::uint64_t received_ = 0;
    std::optional<Time> first_heard_;
    bool through_ = false;
    Task<void> speaking_;
};

/// A port of a host that several conversations share; hands each datagram to the end that talks to
/// its sender.
class SharedPort {
public:
    SharedPort(Host& host, std::uint16_t port);

    void attach(const Endpoint& other, UdpEnd& end) { ends_[other] = &end; }
    void send(const Endpoint& to, const Content& content) { socket_->send(to, content); }

private:
    Task<void> serve();

    std::unique_ptr<UdpSocket> socket_;
    std::map<Endpoint, UdpEnd*> ends_;
    Task<void> serving_;
};

}  // namespace cordon
