#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/core/endpoint.hh"
#include "sim/core/time.hh"
#include "sim/flow/direction.hh"

namespace cordon {

/// One thing that one end said: so many bytes at once, a while after what made it speak. The
/// exchanges (bytes up, bytes down, pause) of the Tmix model (Weigle et al., CCR 2006) in the form
/// in which they can be played: what an end had heard when it spoke is read from the
/// acknowledgment number of its first segment, so that two ends that talk at the same time do not
/// wait for one another, and ends that answer one another do.
struct Turn {
    Direction side = Direction::up;
    std::uint64_t bytes = 0;
    /// Bytes of the other end (TCP), or datagrams of it (UDP), that must have come before.
    std::uint64_t heard = 0;
    /// Counted from when those had come, or from the beginning of its own turn before, whichever is
    /// later; for the first turn of all, from when the connection was open. Less than nothing where
    /// the way was quicker than when it was measured.
    Duration pause{};
    bool since_heard = false;  // that it was the first of the two
};

/// How one end of a TCP connection ended its side.
struct Closing {
    enum class How : std::uint8_t { open, fin, rst };
    How how = How::open;
    /// As for a turn; more than all bytes of the other end: it had seen its FIN too.
    std::uint64_t heard = 0;
    Duration pause{};
    bool since_heard = false;
};

/// What one end did in all. Index arrays of it with index(Direction).
struct ConversationSide {
    std::uint64_t bytes = 0;         // of the program, each once
    std::uint64_t packets = 0;       // recorded, whatever they carry
    std::uint64_t data_packets = 0;  // with payload
    std::uint64_t syns = 0;
    std::uint64_t retransmitted = 0;  // of both: nothing that had not been seen before
    std::uint64_t missing = 0;        // bytes that the other end had and the recording has not
    std::uint64_t too_far = 0;        // segments too far ahead to be of it: see StreamFollower
    std::vector<std::uint8_t> first;  // its first bytes, at most first_bytes_kept
    Closing closing;
};

/// How far the recording tells the whole conversation.
enum class Recorded : std::uint8_t {
    whole,        // from its opening to its end, nothing missing
    ended_early,  // from its opening on; it was still open when the recording ended
    with_holes,   // from its opening on; packets are missing from the recording
    mid_flow,     // not modelled: its opening is missing
    one_sided,    // not modelled: one end is never seen
    group,        // not modelled: a broadcast or multicast address has no single answer
};
[[nodiscard]] std::string_view to_text(Recorded recorded);  // "ended early"
[[nodiscard]] inline bool can_be_modelled(Recorded recorded) {
    return recorded == Recorded::whole || recorded == Recorded::ended_early ||
           recorded == Recorded::with_holes;
}

/// What the recording shows of the way between one end and the place where it was recorded.
struct MeasuredLeg {
    std::optional<Duration> round_trip;  // from there to the end and back: the handshake's
    std::uint64_t fastest_window = 0;    // most payload bytes that came from it within rate_window
};
inline constexpr Duration rate_window = std::chrono::milliseconds{100};
inline constexpr std::size_t first_bytes_kept = 16 * 1024;

/// One conversation of a capture, reduced to what its ends said to one another.
struct Conversation {
    enum class Protocol : std::uint8_t { tcp, udp };
    Protocol protocol = Protocol::tcp;
    Endpoint client, server;
    Time started;             // its first packet
    Duration lasted{};        // to the last packet that carried something new, or ended it
    std::uint64_t frame = 0;  // of its first packet
    Recorded recorded = Recorded::whole;
    bool refused = false;     // the server answered the opening with a reset
    bool concurrent = false;  // both ends talked at the same time (Hernandez-Campos, 2006)
    std::array<ConversationSide, 2> sides{};
    std::array<MeasuredLeg, 2> legs{};  // of the client's side, of the server's
    std::vector<Turn> turns;            // in the order in which they began

    [[nodiscard]] const ConversationSide& side(Direction of) const { return sides[index(of)]; }
    [[nodiscard]] std::uint64_t retransmitted() const {
        return sides[0].retransmitted + sides[1].retransmitted;
    }
};

}  // namespace cordon
