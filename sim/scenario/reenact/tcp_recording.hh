#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "sim/decode/decode.hh"
#include "sim/decode/tcp_options.hh"
#include "sim/scenario/reenact/conversation.hh"
#include "sim/scenario/reenact/rate_meter.hh"
#include "sim/scenario/reenact/stream_follower.hh"

namespace cordon {

/// Reduces the packets of one recorded TCP connection to what its ends said.
///
/// A turn of an end is over when the other end has been heard meanwhile, or when the end was silent
/// for more than `silence` and it was not the network that kept it waiting: its last segment was
/// not full, or no acknowledgment had come that would have let it go on.
class TcpRecording {
public:
    TcpRecording(const Endpoint& client, const Endpoint& server, Time at, std::uint64_t frame);

    /// A packet of the connection; `options` are read for segments with SYN only.
    void add(Direction from, const Decoded& packet, const TcpOptions& options, Time at);
    /// What has come together. The recording is over.
    [[nodiscard]] Conversation take();

    /// Choice: longer than a program takes to hand on what it has ready, shorter than people take
    /// to act and most servers to answer.
    static constexpr Duration silence = std::chrono::milliseconds{10};

private:
    /// One end.
    struct End {
        StreamFollower stream;
        RateMeter rate{rate_window};
        std::optional<std::size_t> last_turn;  // into Conversation::turns
        std::uint64_t turn_offset = 0;         // where it began
        Time turn_begun, last_new;
        std::uint64_t heard_then = 0;  // what it had heard when it last sent something new
        bool last_was_full = false;
        std::uint32_t full = 0;  // bytes of a full segment; 0: not known
        std::optional<Time> syn_at;
    };
    struct Pause {
        Duration length{};
        bool since_heard = false;
    };
    [[nodiscard]] End& end(Direction of) { return ends_[index(of)]; }

    void follow_syn(Direction from, const Headers& headers, const TcpOptions& options, Time at);
    void follow_acknowledgment(Direction from, const Headers& headers, Time at);
    void follow_data(Direction from, const Decoded& packet, Time at);
    void follow_end(Direction from, const Headers& headers, Time at);
    void measure_handshake(Direction from, Time at);
    [[nodiscard]] bool begins_turn(Direction side, Time at);
    void begin_turn(Direction side, std::uint64_t offset, Time at);
    void finish_turn(Direction side, std::uint64_t offset);
    /// The pause before something that this end does now.
    [[nodiscard]] Pause pause_before(Direction side, Time at);
    [[nodiscard]] Recorded how_recorded() const;
    [[nodiscard]] std::uint64_t said_to(Direction listener) const;
    void note_news(Time at) { last_news_ = at; }

    Conversation out_;
    std::array<End, 2> ends_;
    std::optional<Time> open_since_;  // when the client's answer to the SYN/ACK passed
    Time last_news_;
};

}  // namespace cordon
