#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/time.hh"
#include "sim/craft/filler.hh"
#include "tools/make-captures/recording.hh"

namespace cordon::captures {

enum class Side : std::uint8_t { phone, server };

/// What one side's application does once it has read all that the other wrote before: after a
/// `pause` it writes `bytes` (beginning a segment of their own), or, with none, closes.
struct Write {
    Side side = Side::phone;
    Duration pause{};
    Octets bytes;
};

/// The way between the two ends, seen from the wall.
struct Way {
    Duration phone_to_wall{};   // one way
    Duration wall_to_server{};  // one way
    std::uint64_t up_bits_per_second = 0;
    std::uint64_t down_bits_per_second = 0;
};

struct TcpExchange {
    Endpoint phone, server;
    Time starts;
    Way way;
    std::uint16_t segment_bytes = 1448;  // largest payload: 1500 - 20 - 20 - 12 of timestamps
    std::uint64_t seed = 0;
    std::vector<Write> writes;
};

/// Plays a whole TCP connection over a way without loss: handshake, slow start from ten segments
/// (RFC 6928), an acknowledgement for every second segment or after 40 ms (RFC 1122 4.2.3.2),
/// window scaling and timestamps (RFC 7323), both FINs. A writes list that does not close leaves it
/// open. Not modelled: loss and its repair, more than 64 KiB in flight.
void play(const TcpExchange& exchange, Recording& recording);

}  // namespace cordon::captures
