#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/action/actor.hh"
#include "sim/classify/classifier.hh"
#include "sim/core/arrival.hh"
#include "sim/decode/decode.hh"
#include "sim/flow/flow_key.hh"
#include "sim/flow_record.hh"
#include "sim/pass_run.hh"
#include "sim/policy/rule_book.hh"
#include "sim/prepared_batch.hh"
#include "sim/report/emit.hh"
#include "sim/shard.hh"
#include "sim/teller.hh"
#include "sim/wall_room.hh"

namespace cordon {

/// What the engine counted beside what it told Emit.
struct EngineCounts {
    std::uint64_t packets = 0;
    std::uint64_t flows = 0;
    std::uint64_t flows_evicted = 0;
    std::uint64_t outside_any_flow = 0;  // no IP header could be read
    std::uint64_t first_fragments = 0;
    std::uint64_t later_fragments = 0;
    std::array<std::uint64_t, stop_count> stopped{};  // by Stop: how far decoding went
    std::uint64_t residuals_refused = 0;              // for want of room
    std::uint64_t streams_given_up = 0;               // for want of room for their unread bytes
};

/// Told how one packet was judged, for explanations. Views; valid during the call. Of an engine
/// that does not tell protocols the flow may have no content any more.
class Watcher {
public:
    Watcher() = default;
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;
    virtual ~Watcher() = default;
    virtual void judged(const Arrival& arrival, const Decoded& decoded, const FlowRecord& flow,
                        const FlowPacket& packet, const Judgement& judgement,
                        const RuleBook& rules) = 0;
};

/// Judges packets: decode, find flow, observe, classify, decide, act. Deterministic; does no I/O
/// and reads no clock: `now` is the largest timestamp so far. The policy must outlive it.
///
/// Drive it with arrivals in their order; it fires its own timers that are due between two of them.
/// A driver that waits calls on_timer() at next_timer(). finish() at the end lets go what is held
/// and ends all flows. What is told is the same however the arrivals are cut into spans.
class Engine {
public:
    struct Options {
        std::uint64_t seed = 1;
        bool tell_protocols = false;  // Emit::protocol_seen, with all that can be told
        WallRoom room{};
        FlowTimeouts timeouts{};
        /// Of the tables of flows, residuals and buckets, for packets of strangers: a number that
        /// they cannot know. Nothing that is told depends on it.
        std::uint64_t hash_key = 0;
    };
    Engine(const Policy& policy, const Options& options);

    void on_arrivals(std::span<const Arrival> arrivals, Emit& out);
    void on_timer(Time now, Emit& out);
    [[nodiscard]] std::optional<Time> next_timer() const;
    void finish(Emit& out);

    [[nodiscard]] EngineCounts counts() const;
    [[nodiscard]] Actor::Counts action_counts() const { return actor_.counts(); }

    /// Tells `watcher` how the packets with this frame number are judged; null for nobody. Call it
    /// before the first arrival: rules that can no longer decide on a flow are not followed
    /// otherwise.
    void watch(std::uint64_t frame, Watcher* watcher);

private:
    void judge_batch(std::span<const Arrival> batch, Emit& out);
    // What most packets meet is inlined, the rest is not: one in a few meets it.
    [[nodiscard, gnu::always_inline]] Fate judge(const Arrival& arrival, const Prepared& prepared,
                                                 Emit& out);
    [[nodiscard, gnu::noinline]] Fate judge_closely(FlowRecord& flow, const FlowPacket& packet,
                                                    const Arrival& arrival,
                                                    const Prepared& prepared, Shard& shard,
                                                    Emit& out);

    // The stages, in the order in which a packet meets them.
    [[nodiscard, gnu::always_inline]] FlowRecord& find_flow(const Arrival& arrival,
                                                            const Prepared& prepared, Emit& out);
    [[nodiscard, gnu::noinline]] FlowRecord& open_flow(const Arrival& arrival,
                                                       const Prepared& prepared, Shard& shard,
                                                       Emit& out);
    [[nodiscard, gnu::always_inline]] FlowPacket observe(FlowRecord& flow, const Arrival& arrival,
                                                         const Prepared& prepared);
    [[nodiscard]] FactChanges classify(FlowRecord& flow, const FlowPacket& packet,
                                       const Arrival& arrival, HeadBudget& heads, Emit& out);
    [[nodiscard]] Judgement decide(FlowRecord& flow, const FlowPacket& packet, FactChanges changes,
                                   const Arrival& arrival, ResidualTable& residuals, Emit& out);
    [[nodiscard, gnu::always_inline]] bool passes_at_once(const FlowRecord& flow,
                                                          const FlowPacket& packet,
                                                          const ResidualTable& residuals) const;
    void settle(FlowRecord& flow, Shard& shard) const;
    [[nodiscard]] bool needs_link_headers(const FlowRecord& flow) const;
    [[nodiscard]] Fate act(FlowRecord& flow, const FlowPacket& packet, const Decision& decision,
                           const Arrival& arrival, Emit& out);

    [[nodiscard]] Fate judge_outside_flows(const Arrival& arrival, const Prepared& prepared,
                                           Emit& out);
    [[gnu::always_inline]] void count(const Headers& headers);
    void place(Shard& shard, FlowRecord& flow);
    [[nodiscard]] auto ending(Time now, Emit& out);
    [[nodiscard]] const Facts& facts_of(const FlowRecord& flow) const {
        return flow.content != nullptr ? flow.content->classified.facts : nothing_known_;
    }
    [[nodiscard]] bool is_inside(const IpAddress& address) const;

    const Policy* policy_;
    Options options_;
    RuleBook rules_;
    Classifier classifier_;
    Actor actor_;
    Teller teller_;
    Shard::Limits limits_;
    Shards shards_;
    PreparedBatch prepared_;
    std::vector<RuleId> noted_;
    const Facts nothing_known_;  // stands in for facts that no rule asks for any more
    Time now_ = Time::min();
    Time next_expiry_ = Time::max();
    EngineCounts counts_;
    Watcher* watcher_ = nullptr;
    std::uint64_t watched_frame_ = 0;
};

}  // namespace cordon
