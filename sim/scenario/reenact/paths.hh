#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "sim/core/rate.hh"
#include "sim/policy/sets/cidr_set.hh"
#include "sim/scenario/reenact/conversation.hh"

namespace cordon {

/// One host of a recording, as it is set up again.
struct RecordedHost {
    bool inside = false;
    /// One way between it and the wall: half of the shortest round trip that was seen; nothing
    /// where none was (then all of it is on the other side).
    Duration delay{};
    /// At which it can send: of its fastest 100 ms, when these show a burst of packets; else no
    /// limit.
    std::optional<BitRate> rate;
    /// Of packets on their way to it: of those that passed, the share that had to pass again.
    Share loss{};
    std::uint16_t mtu = 1500;  // more where its datagrams were larger
};

/// The hosts of a recording. The wall stands where it was recorded.
struct RecordedPaths {
    std::map<IpAddress, RecordedHost> hosts;
    /// Whose both ends lie on the same side of the wall, which then never sees it: by index.
    std::vector<bool> on_one_side;
};

/// `inside` says which addresses are inside; without it, whoever opens a conversation is, and whom
/// it talks to is outside, as the first conversation of each shows. Only conversations that can be
/// modelled are looked at.
[[nodiscard]] RecordedPaths measure_paths(std::span<const Conversation> conversations,
                                          const CidrSet* inside);

/// Conversations of one host took ways of different lengths, and it is set up with the shortest.
/// Adds the rest to the pauses in which it was felt.
void lengthen_pauses(std::vector<Conversation>& conversations, const RecordedPaths& paths);

}  // namespace cordon
