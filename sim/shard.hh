#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/flow/expiry_wheel.hh"
#include "sim/flow/flow_ordinals.hh"
#include "sim/flow/flow_table.hh"
#include "sim/flow/flow_timeouts.hh"
#include "sim/flow/head_budget.hh"
#include "sim/flow/prefetch.hh"
#include "sim/flow/record_pool.hh"
#include "sim/flow_record.hh"
#include "sim/policy/residual_table.hh"
#include "sim/report/event.hh"
#include "sim/wall_room.hh"

namespace cordon {

/// One of the parts into which all state is split by address pair: its living flows, when they
/// expire, and what the wall remembers beyond them. Shards share but the memory that their records
/// are cut from, so that threads may share shards.
class Shard {
public:
    struct Limits {
        FlowTimeouts timeouts;
        Duration shortest_timeout = shortest_of(FlowTimeouts{});  // of timeouts
        std::size_t most_flows = 65'536;  // a shard; beyond it the flow nearest its end is evicted
        bool count_ordinals = false;      // some rule draws for the k-th flow of a key
    };

    /// Where the records of all shards of an engine lie.
    struct Memory {
        ChunkStore flows{RecordPool<FlowRecord>::chunk_bytes()};
        ChunkStore contents{RecordPool<FlowContent>::chunk_bytes()};
    };
    /// `room`: that of all shards. `hash_key`: Engine::Options says what for. `hash` below is the
    /// hasher's `value`.
    Shard(Memory& memory, const FlowHasher& hasher, const WallRoom& room, std::uint64_t hash_key)
        : heads_(room.head_bytes / shard_count),
          flows_(hasher, &memory.flows),
          contents_(&memory.contents),
          residuals_(std::max<std::size_t>(1, room.residuals / shard_count), hash_key) {}

private:
    /// When a flow, by its index, has been idle too long.
    [[nodiscard]] auto deadline_of(const Limits& limits) {
        return [this, &limits](std::uint32_t index) {
            return idle_deadline(flows_[index].state, limits.timeouts);
        };
    }

public:
    /// Starts loading a flow before it is asked for: first its slot, later its record.
    void prefetch_slot(std::uint64_t hash) const { flows_.prefetch_slot(hash); }
    using Guess = FlowTable<FlowRecord>::Guess;
    [[nodiscard]] Guess guess(std::uint64_t hash) const {
        return flows_.guess<settled_bytes>(hash);
    }
    /// Starts loading what a packet that may tell something new touches beside the record.
    void approach_beyond(const Guess& guess) const {
        if (!flows_.stands(guess) || guess.record->content == nullptr) return;
        prefetch_lines<open_bytes>(guess.record->content);
    }
    /// Starts loading what opening a flow will need.
    void approach_open(std::uint64_t hash, Time first_deadline) const {
        flows_.approach_open();
        ordinals_.approach(hash);
        contents_.approach_next();
        wheel_.approach_place(first_deadline);
    }

    /// The living flow of this packet; null when there is none. One that has been idle too long, or
    /// whose ports a new conversation takes over, is ended first: `ended(flow, why)`.
    template <typename Ended>
    [[nodiscard]] FlowRecord* find(const KeyedPacket& keyed, std::uint64_t hash, const Guess& guess,
                                   const Headers& headers, Time now, const Limits& limits,
                                   Ended ended) {
        FlowRecord* flow = flows_.find(keyed.key, hash, guess);
        if (flow == nullptr) return nullptr;
        if (may_be_idle(flow->state, now, limits) &&
            now >= idle_deadline(flow->state, limits.timeouts)) {
            end(*flow, end_of_silence(flow->state), ended);
            return nullptr;
        }
        if (headers.tcp_flags.is_syn() && starts_new_flow(flow->state, flow->tcp, headers)) {
            end(*flow, FlowEnd::replaced, ended);
            return nullptr;
        }
        return flow;
    }

    /// Opens a flow for this packet, evicting another when the shard is full. Requires: find() gave
    /// null.
    template <typename Ended>
    [[nodiscard]] FlowRecord& open(const KeyedPacket& keyed, std::uint64_t hash, Time now,
                                   const Limits& limits, Ended ended) {
        if (flows_.size() >= limits.most_flows) evict(now, limits, ended);
        FlowRecord& flow = flows_.open(keyed.key, hash);
        const std::uint32_t content = contents_.make();
        flow.content = &contents_[content];
        flow.content->pool_index = content;
        if (limits.count_ordinals) flow.ordinal = ordinals_.next(hash);
        return flow;
    }

    /// Nobody will ask again for what is known of the flow's content.
    void give_back_content(FlowRecord& flow) {
        if (flow.content == nullptr) return;
        contents_.destroy(flow.content->pool_index);
        flow.content = nullptr;
    }

    /// Places the flow's entry for expiry anew: after it opened, and when its phase has changed.
    void place(const FlowRecord& flow, const Limits& limits) {
        wheel_.place(flow.state.table_index, idle_deadline(flow.state, limits.timeouts));
    }

    /// When expire() is to be called; perhaps too early, never too late.
    [[nodiscard]] Time soonest_due() const { return wheel_.soonest_due(); }

    /// Ends the flows that have been idle too long by `now`.
    template <typename Ended>
    void expire(Time now, const Limits& limits, Ended ended) {
        if (!wheel_.is_due(now)) return;
        wheel_.advance(
            now, deadline_of(limits),
            [&](std::uint32_t index) {
                FlowRecord& flow = flows_[index];
                ended(flow, end_of_silence(flow.state));
                give_back_content(flow);
                flows_.close(flow);
            },
            [&](std::uint32_t index) { flows_.approach<settled_bytes>(index); },
            [&](std::uint32_t index) { approach_content(flows_[index]); });
    }

    /// Starts loading what ending this flow will need of its record; later, when that has come,
    /// call approach_content().
    static void approach_record(const FlowRecord& flow) { prefetch_lines<settled_bytes>(&flow); }
    /// Starts loading what ending this flow will need beside its record.
    void approach_content(const FlowRecord& flow) const {
        flows_.approach_slot(flow);
        if (flow.content != nullptr) prefetch_lines<sizeof(FlowContent)>(flow.content);
    }

    /// Calls `visit(FlowRecord&)` for every living flow, in a fixed order.
    template <typename Visit>
    void for_each(Visit visit) {
        flows_.for_each(visit);
    }

    /// What the stream heads of its flows hold.
    [[nodiscard]] HeadBudget& heads() { return heads_; }
    [[nodiscard]] const HeadBudget& heads() const { return heads_; }
    [[nodiscard]] ResidualTable& residuals() { return residuals_; }
    [[nodiscard]] const ResidualTable& residuals() const { return residuals_; }

private:
    /// What a packet of a settled flow touches of its record, and the end of any flow.
    static constexpr std::size_t settled_bytes = 256;
    /// What one touches of an open content that tells nothing new.
    static constexpr std::size_t open_bytes = 256;

    /// Why a flow ends of which nothing has come for too long.
    [[nodiscard]] static FlowEnd end_of_silence(const FlowState& flow) {
        return flow.phase == FlowPhase::closed ? FlowEnd::closed : FlowEnd::idle;
    }

    /// Spares most packets the question how long this flow may be idle.
    [[nodiscard]] static bool may_be_idle(const FlowState& flow, Time now, const Limits& limits) {
        const std::uint64_t idle = static_cast<std::uint64_t>(to_ns(now)) -
                                   static_cast<std::uint64_t>(to_ns(flow.last_seen));
        return idle >= static_cast<std::uint64_t>(limits.shortest_timeout.count());
    }

    template <typename Ended>
    void end(FlowRecord& flow, FlowEnd why, Ended ended) {
        ended(flow, why);
        wheel_.remove(flow.state.table_index);
        give_back_content(flow);
        flows_.close(flow);
    }

    template <typename Ended>
    void evict(Time now, const Limits& limits, Ended ended) {
        const auto index = wheel_.soonest(now, deadline_of(limits));
        if (index) end(flows_[*index], FlowEnd::evicted, ended);
    }

    HeadBudget heads_;  // before the flows, which give back to it
    FlowTable<FlowRecord> flows_;
    RecordPool<FlowContent> contents_;
    ExpiryWheel wheel_;
    FlowOrdinals ordinals_;
    ResidualTable residuals_;
};

/// All shards of an engine, and the memory in which their records lie.
class Shards {
public:
    /// `hash_key`: Engine::Options says what for.
    explicit Shards(const WallRoom& room = {}, std::uint64_t hash_key = 0)
        : room_(room), hash_key_(hash_key), hasher_(hash_key) {
        forget();
    }

    /// In which shard a flow is, and under which hash.
    [[nodiscard]] FlowHash hash_of(const FlowKey& key) const { return hasher_(key); }
    [[nodiscard]] Shard& operator[](std::uint32_t number) { return *all_[number]; }
    [[nodiscard]] const Shard& operator[](std::uint32_t number) const { return *all_[number]; }

    template <typename Visit>
    void for_each(Visit visit) {
        for (auto& shard : all_) visit(*shard);
    }
    template <typename Visit>
    void for_each(Visit visit) const {
        for (const auto& shard : all_) visit(static_cast<const Shard&>(*shard));
    }

    /// Calls `visit(FlowRecord&)` for every living flow in the order of their first packets.
    template <typename Visit>
    void for_each_in_order(Visit visit) {
        struct Living {
            std::uint64_t number;
            FlowRecord* flow;
            const Shard* shard;
        };
        std::vector<Living> living;
        for (auto& shard : all_) {
            shard->for_each([&](FlowRecord& flow) {
                living.push_back({flow.number, &flow, shard.get()});
            });
        }
        std::sort(living.begin(), living.end(),
                  [](const Living& a, const Living& b) { return a.number < b.number; });
        constexpr std::size_t ahead = 8;
        for (std::size_t i = 0; i < living.size(); ++i) {
            if (i + 2 * ahead < living.size()) Shard::approach_record(*living[i + 2 * ahead].flow);
            if (i + ahead < living.size()) {
                const Living& soon = living[i + ahead];
                soon.shard->approach_content(*soon.flow);
            }
            visit(*living[i].flow);
        }
    }

    /// Begins anew, without a flow.
    void forget() {
        for (auto& shard : all_) {
            shard = std::make_unique<Shard>(memory_, hasher_, room_, hash_key_);
        }
    }

private:
    WallRoom room_;
    std::uint64_t hash_key_;
    FlowHasher hasher_;
    Shard::Memory memory_;
    std::array<std::unique_ptr<Shard>, shard_count> all_;
};

}  // namespace cordon
