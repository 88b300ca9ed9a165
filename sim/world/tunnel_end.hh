#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "sim/core/endpoint.hh"
#include "sim/core/keyed_random.hh"
#include "sim/world/event_queue.hh"
#include "sim/world/packet.hh"

namespace cordon {

class WorldHost;

/// One end of a tunnel shaped as WireGuard (Donenfeld, NDSS 2017): what an observer sees of it is
/// right in sizes, types and times; what is encrypted is noise. IP packets ride along as they are.
///
/// Sends, in UDP: handshake initiation (148 bytes) and response (92), data (32 bytes more than what
/// it carries, which is filled up to a multiple of 16). Timers of the paper's section 6.1: a
/// handshake is tried every 5 s for 90 s, made anew after 120 s of use, and a session of 180 s is
/// used no more; whoever only receives says so after 10 s with an empty data message; whoever gets
/// no answer for 15 s makes a new handshake.
class TunnelEnd final : public EventTarget {
public:
    enum class Role : std::uint8_t { initiator, responder };
    struct Ends {
        Endpoint local{}, remote{};
    };
    /// `keep_alive`: sends an empty data message when it has sent nothing for so long; none: never.
    TunnelEnd(WorldHost& host, Role role, const Ends& ends, std::optional<Duration> keep_alive);
    ~TunnelEnd();

    /// Sends an IP packet through the tunnel, after a handshake if need be.
    void carry(PacketPtr inner);
    /// A datagram of the other end came. What it carries, if anything.
    [[nodiscard]] PacketPtr receive(Packet& outer, Bytes datagram);
    void on_event() override;

    [[nodiscard]] const Ends& ends() const { return ends_; }
    [[nodiscard]] bool is_open() const;
    /// Bytes that the outer headers and the tunnel's own add to a packet, at most.
    [[nodiscard]] static std::uint16_t overhead(const IpAddress& outer);

private:
    enum class Message : std::uint8_t { initiation = 1, response = 2, data = 4 };
    [[nodiscard]] Time now() const;
    void begin_handshake();
    void opened();
    void send_data(PacketPtr inner);
    void send_keep_alive() { send_data(nullptr); }
    void send(Message message, std::uint32_t length, PacketPtr inner);
    void carry_keep_alive();
    void plan();
    [[nodiscard]] Time next_time() const;

    WorldHost* host_;
    Role role_;
    Ends ends_;
    std::optional<Duration> keep_alive_;
    std::deque<PacketPtr> waiting_;  // for a handshake
    Time opened_at_ = Time::min();   // of the session; min: none
    std::uint32_t session_ = 0;      // the receiver's index, as data messages name it
    Time first_try_ = Time::max();   // of the handshake under way; max: none is
    Time next_try_ = Time::max();
    Time last_sent_ = Time::min();
    Time unanswered_since_ = Time::max();  // data was sent and nothing has come since
    Time silent_since_ = Time::max();      // data has come and nothing was sent since
    std::uint64_t counter_ = 0;
    std::uint64_t sent_bytes_ = 0;
    std::uint64_t messages_ = 0;
    std::uint16_t ip_id_ = 0;
    TimerId event_ = TimerId::none;
    Time event_at_ = Time::max();
};

}  // namespace cordon
