#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/policy/policy.hh"
#include "sim/scenario/limits.hh"
#include "sim/scenario/reenact/paths.hh"
#include "sim/wall_room.hh"

namespace cordon {

/// How a conversation ended when it was played again.
enum class Ended : std::uint8_t {
    complete,      // all that was said was heard, both ways
    reset,         // a reset cut it short
    refused,       // a reset answered its opening
    not_opened,    // nothing answered its opening, for as long as the host tried
    timed_out,     // it was open, and given up for want of answers
    stalled,       // still waiting when the play was over
    partly_heard,  // UDP: some datagrams did not come
    unheard,       // UDP: none of one end's came
    not_played,    // could not be modelled
};
[[nodiscard]] std::string_view to_text(Ended ended);  // "complete", "not opened"

/// One conversation as it was played.
struct Reenacted {
    Ended ended = Ended::not_played;
    std::array<std::uint64_t, 2> heard{};  // bytes that reached the server, the client
    Duration lasted{};                     // as of a Conversation, of what left the wall
};

struct ReenactOptions {
    const Policy* policy = nullptr;  // null: no wall
    WallRoom room{};
    std::uint64_t seed = 1;
    std::uint64_t hash_key = 0;  // of the wall's engine
    Duration shift{};            // moves all of it in time
    bool with_losses = false;    // losses of the recorded paths, too
    /// After the recording's end the play goes on for so long, for those who wait (a choice).
    Duration patience = std::chrono::hours{1};
    std::function<bool()> stop{};
};

/// What came of a play.
struct Reenactment {
    std::vector<Reenacted> conversations;  // one a conversation of the recording, in their order
    LimitsReached limits;
};

/// Whether there is time enough before and after the conversations to play them.
[[nodiscard]] bool has_time(std::span<const Conversation> conversations,
                            const ReenactOptions& options);

/// Plays the conversations of a recording again, all together, between simulated hosts with the
/// recorded addresses, over the recorded paths, with the wall where it was recorded. Nothing when
/// `stop` said so. Requires: has_time().
///
/// TCP ends choose their own client ports. Not modelled: what one conversation causes in another
/// (an address that was never looked up is dialled all the same).
[[nodiscard]] Reenactment reenact(std::span<const Conversation> conversations,
                                  const RecordedPaths& paths, const ReenactOptions& options);

}  // namespace cordon
