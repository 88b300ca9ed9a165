#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/action/action_state.hh"
#include "sim/action/hold_queue.hh"
#include "sim/action/throttle_buckets.hh"
#include "sim/core/keyed_random.hh"
#include "sim/decode/headers.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/observe.hh"
#include "sim/policy/decision.hh"
#include "sim/report/emit.hh"

namespace cordon {

class Treatment;
struct TreatedPacket;

/// What the Actor needs to know of one rule. Views into the policy, which outlives the Actor;
/// Decision::verdicts must be a view of the same lists each time, as buckets belong to a Throttle.
struct RuleActions {
    std::string_view name;  // draws are keyed by it
    std::span<const Verdict> then;
    std::span<const Verdict> residual_then;  // of a residual scope; else empty
};

/// What became of a packet.
struct Fate {
    enum class What : std::uint8_t {
        plain_pass,  // it leaves as it came; nothing was told: the engine adds it to its run
        passed,   // it leaves as it came, and Emit was told (packets that the wall made follow it)
        held,     // a copy waits; Emit will be told when it leaves
        removed,  // Emit was told
    };
    What what = What::plain_pass;
    Act act = Act::none;       // of a held or removed packet
    RuleId because = no_rule;  // of a held or removed packet: the rule that did it
};

/// A packet's flow as the Actor sees it; all of it belongs to the engine. `flow` has counted the
/// packet, `tcp` has seen it.
struct FlowContext {
    const FlowState& flow;
    const TcpTrack& tcp;  // not read unless the packet is TCP
    ActionState& action;
    std::uint64_t ordinal = 0;           // the k-th flow of its key, for draws
    const LinkHeaders* links = nullptr;  // last seen; null when none are kept
};

/// Carries out what the policy decided: passes, removes, holds, loses, throttles, resets and forges
/// DNS answers.
///
/// A list of verdicts is carried out in order until one removes the packet. Throttles charge at the
/// time at which a packet reaches the wall, whatever delay stands before them in the list; delays
/// add up. An on-path wall sees copies: only `reset` and `forge-dns` do something
/// there. Every `lose` and every
/// jitter is drawn from (seed, rule name, which verdict, flow key, k, direction, packet of that
/// direction), so that no draw moves another.
///
/// Use: call act() for each packet that a rule decides on or whose flow is_killed(), in order of
/// `now`, after on_timer(now) whenever next_timer() <= now. Emit is called at most for the packet
/// itself and what it makes the wall send; tell Emit of earlier plain passes before (or through an
/// Emit that does so when called).
///
/// Bounds: held packets (config), buckets by address (config); what they refuse or forget is
/// counted. Not modelled: the wall's own processing time; fragments of throttled packets are
/// charged one by one.
class Actor {
public:
    struct Config {
        std::uint64_t seed = 0;
        bool in_path = true;
        std::uint64_t most_held_bytes = std::uint64_t{1} << 30U;  // bytes of packets that wait
        std::size_t most_address_buckets =
            1'000'000;               // of `each: client` and `server`, each throttle
        std::uint64_t hash_key = 0;  // see AddressBuckets
    };
    struct Counts {
        std::uint64_t injected = 0;
        std::uint64_t no_room_to_hold = 0;    // removed as queue-full for most_held_bytes
        std::uint64_t buckets_forgotten = 0;  // not full, for most_address_buckets
    };

    Actor(std::span<const RuleActions> rules, const Config& config);

    /// Does to the packet what was decided. Requires: `now` not before that of the last call; the
    /// flow's Direction of this packet. A packet without addresses is charged for as a whole.
    [[nodiscard]] Fate act(const Decision& decision, const Arrival& arrival, const Headers& headers,
                           const FlowContext& context, Direction direction, Time now, Emit& emit);

    /// Some rule of the policy resets: call note_link_header for every TCP packet.
    [[nodiscard]] bool resets() const { return !resetting_.empty(); }
    /// Whether this rule does.
    [[nodiscard]] bool resets(RuleId rule) const {
        return std::binary_search(resetting_.begin(), resetting_.end(), rule);
    }
    /// Whether some rule does so to flows that another has set it on.
    [[nodiscard]] bool resets_by_residual() const { return resets_by_residual_; }
    static void note_link_header(LinkHeaders& links, const Arrival& arrival, const Headers& headers,
                                 Direction direction);

    /// When the next held packet leaves; none when nothing is held.
    [[nodiscard]] std::optional<Time> next_timer() const { return held_.next_due(); }
    [[nodiscard]] bool is_due(Time now) const { return held_.is_due(now); }
    /// Lets go all held packets that are due at or before `now`, in order of (time, arrival).
    void on_timer(Time now, Emit& emit);
    /// The input ended: everything still held leaves, each at its time.
    void finish(Emit& emit);

    [[nodiscard]] Counts counts() const;

private:
    [[nodiscard]] Fate treat(const Decision& decision, const TreatedPacket& packet, Emit& emit);
    [[nodiscard]] Fate hold(const TreatedPacket& packet, RuleId because, Duration wait, Emit& emit);
    void send(const Treatment& treatment, const TreatedPacket& packet, RuleId because, Emit& emit);

    std::vector<KeyedRandom> draws_;  // one a rule
    ThrottleBuckets buckets_;
    HoldQueue held_;
    Counts counts_;
    bool in_path_;
    std::vector<RuleId> resetting_;  // in order
    bool resets_by_residual_ = false;
};

}  // namespace cordon
