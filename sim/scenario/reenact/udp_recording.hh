#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/decode/decode.hh"
#include "sim/scenario/reenact/conversation.hh"
#include "sim/scenario/reenact/rate_meter.hh"

namespace cordon {

/// Reduces the datagrams between two ports. Each is a turn of its own. What an end had heard when
/// it spoke cannot be read from a datagram: the answering end waits for the first of the other, and
/// from then on each keeps its own time, as the ends of a call do.
class UdpRecording {
public:
    UdpRecording(const Endpoint& client, const Endpoint& server, Time at, std::uint64_t frame);

    void add(Direction from, const Decoded& packet, Time at);
    [[nodiscard]] Conversation take();

private:
    struct End {
        RateMeter rate{rate_window};
        std::optional<Time> last;
        std::vector<std::uint8_t> first;
    };
    void keep(Direction from, const Decoded& packet);
    [[nodiscard]] Duration pause_before(Direction from, Time at) const;

    Conversation out_;
    std::array<End, 2> ends_;
    Time last_at_;
};

}  // namespace cordon
