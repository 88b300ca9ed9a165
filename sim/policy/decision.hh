#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/core/ip_address.hh"
#include "sim/core/rate.hh"
#include "sim/core/time.hh"
#include "sim/flow/direction.hh"

namespace cordon {

/// Place of a rule in the one list that a policy and all it uses make.
enum class RuleId : std::uint32_t {};
inline constexpr RuleId no_rule{0xffffffff};

/// A duration drawn anew each time: `by` plus or minus up to `jitter` (uniform), or quantile points
/// (share in millionths, duration) joined in log time.
struct UniformLaw {
    Duration by{};
    Duration jitter{};
};
struct QuantileLaw {
    std::vector<std::pair<std::uint32_t, Duration>> points;  // ascending in both
};
using Law = std::variant<UniformLaw, QuantileLaw>;

// --- What to do: one struct a verdict
// -------------------------------------------------------------

struct Pass {};
struct Drop {};

/// Ends a TCP connection with forged RSTs; an in-path wall also removes the trigger and the rest.
struct Reset {
    enum class To : std::uint8_t { both, client, server };
    std::string style = "plain";  // plain: one RST+ACK to each end, in window
    To to = To::both;
};

/// A token bucket. Police drops what exceeds it, shape queues it.
struct Throttle {
    enum class By : std::uint8_t { police, shape };
    enum class Each : std::uint8_t { direction, flow, client, server, rule };
    BitRate rate;
    std::uint64_t burst_bytes = 0;
    By by = By::police;
    std::uint64_t queue_bytes = 0;  // shape only: what may wait
    Each each = Each::direction;
};

struct Delay {
    Duration by{};
    Duration jitter{};  // uniform, plus or minus; a packet never leaves before it came
};
struct Lose {
    Share share;
};

/// Answers DNS queries over UDP with one forged answer each, which races the real one: the query
/// itself passes, unless a drop follows in the list.
struct ForgeDns {
    std::vector<IpAddress> answers;  // at most 8; none: the name does not exist
    std::uint32_t ttl_seconds = 60;
};
struct Note {};

using Verdict = std::variant<Pass, Drop, Reset, Throttle, Delay, Lose, ForgeDns, Note>;

/// Whether nothing is done but to record; also when nothing is.
[[nodiscard]] inline bool only_notes(std::span<const Verdict> verdicts) {
    return std::all_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
        return std::holds_alternative<Note>(verdict);
    });
}

/// Whether some of it makes packets of its own.
[[nodiscard]] inline bool may_inject(std::span<const Verdict> verdicts) {
    return std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
        return std::holds_alternative<Reset>(verdict) || std::holds_alternative<ForgeDns>(verdict);
    });
}

// --- For how long
// ---------------------------------------------------------------------------------

struct ThisPacket {};
struct RestOfFlow {};
/// The wall remembers ends for a time, whatever flows they open.
struct Residual {
    /// five: the 5-tuple; four: client, client port, server, server port (any protocol); three:
    /// client, server, server port; two: client and server.
    enum class Key : std::uint8_t { five, four, three, two };
    Key key = Key::three;
    Duration last{};
    bool renew = false;         // every packet caught starts the time anew
    std::vector<Verdict> then;  // what happens to them; empty: what the rule does
};
using Scope = std::variant<ThisPacket, RestOfFlow, Residual>;

/// Which packets of a flow the act touches.
enum class DirectionLimit : std::uint8_t { both, up, down };

[[nodiscard]] constexpr bool touches(DirectionLimit limit, Direction direction) {
    if (limit == DirectionLimit::both) return true;
    return (limit == DirectionLimit::up) == (direction == Direction::up);
}

/// What becomes of one packet, because of which rule. `verdicts` is a view into the policy, in the
/// order of the rule's list; empty with `no_rule`: it passes.
struct Decision {
    RuleId because = no_rule;
    std::span<const Verdict> verdicts;
    DirectionLimit direction = DirectionLimit::both;
    bool residual = false;  // by a residual entry, not by the flow's own doing
};

}  // namespace cordon
