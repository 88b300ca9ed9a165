// Our own stages switched on one after another over one capture: what each of them costs.
// `read` takes packets from the file; `decode` reads headers; `flow` finds and observes the flow;
// `classify` finds out what it is about; `policy` decides; `engine` is all of it, actions included.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/capture/reader.hh"
#include "sim/classify/classifier.hh"
#include "sim/decode/decode.hh"
#include "sim/engine.hh"
#include "sim/policy/file/load.hh"
#include "sim/policy/rule_book.hh"
#include "sim/shard.hh"

namespace {

using namespace cordon;

enum class Stage : unsigned char { read, decode, flow, classify, policy, engine };
constexpr std::array<std::string_view, 6> stage_names{"read",     "decode", "flow",
                                                      "classify", "policy", "engine"};

/// What a run came to; printed, so that nothing can be left out by the compiler.
struct Totals {
    std::uint64_t packets = 0, bytes = 0, payload = 0, flows = 0, settled = 0, decided = 0,
                  removed = 0;
};

class CountingEmit final : public Emit {
public:
    explicit CountingEmit(Totals& totals) : totals_(&totals) {}
    void passed(std::span<const Arrival> /*run*/) override {}
    void left(const Departure& /*departure*/) override {}
    void removed(const Removal& /*removal*/) override { ++totals_->removed; }
    void flow_ended(const FlowEnded& /*event*/) override { ++totals_->flows; }
    void protocol_seen(const ProtocolSeen& /*event*/) override {}
    void rule_decided(const RuleDecided& /*event*/) override { ++totals_->decided; }
    void flow_dropped(const FlowDropped& /*event*/) override {}

private:
    Totals* totals_;
};

/// The stages between reading and acting, up to one of them.
class Ladder {
public:
    Ladder(Stage up_to, const Policy& policy)
        : up_to_(up_to), rules_(policy, 1), classifier_(Wanted{}) {}

    void take(std::span<const Arrival> arrivals) {
        for (; !arrivals.empty(); arrivals = arrivals.subspan(std::min(batch, arrivals.size()))) {
            const auto now = arrivals.first(std::min(batch, arrivals.size()));
            totals_.packets += now.size();
            for (const Arrival& arrival : now) totals_.bytes += arrival.wire_length;
            if (up_to_ >= Stage::decode) prepare(now);
            if (up_to_ >= Stage::flow) follow(now);
        }
    }
    [[nodiscard]] const Totals& totals() const { return totals_; }

private:
    struct Prepared {
        Decoded decoded;
        KeyedPacket keyed;
        FlowHash hash;
        Shard::Guess guess;
    };
    static constexpr std::size_t batch = 32;

    void prepare(std::span<const Arrival> arrivals) {
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            Prepared& packet = prepared_[i];
            packet.decoded = decode(arrivals[i].bytes, arrivals[i].link, arrivals[i].wire_length);
            totals_.payload += packet.decoded.headers.payload_length;
            if (up_to_ < Stage::flow || !packet.decoded.headers.has_addresses()) continue;
            packet.keyed = flow_key_of(packet.decoded.headers);
            packet.hash = shards_.hash_of(packet.keyed.key);
            shards_[packet.hash.shard].prefetch_slot(packet.hash.value);
        }
    }

    void follow(std::span<const Arrival> arrivals) {
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            Prepared& packet = prepared_[i];
            if (!packet.decoded.headers.has_addresses()) continue;
            packet.guess = shards_[packet.hash.shard].guess(packet.hash.value);
        }
        for (std::size_t i = 0; i < arrivals.size(); ++i) {
            now_ = std::max(now_, arrivals[i].at);
            if (prepared_[i].decoded.headers.has_addresses()) judge(arrivals[i], prepared_[i]);
        }
    }

    void judge(const Arrival& arrival, const Prepared& packet) {
        FlowRecord& flow = find(arrival, packet);
        const FlowPacket seen{.headers = &packet.decoded.headers,
                              .payload = packet.decoded.payload,
                              .direction = flow.state.direction_from(packet.keyed.from_low),
                              .now = now_,
                              .frame_length = arrival.wire_length};
        observe_packet(flow.state, flow.tcp, seen);
        if (up_to_ < Stage::classify) return;
        FactChanges changes;
        if (flow.content->classified.settled) {
            ++totals_.settled;
        } else {
            changes = classifier_.on_packet(flow.content->classified, flow.state, seen);
        }
        if (up_to_ >= Stage::policy) decide(flow, seen, changes, packet.hash.shard);
    }

    FlowRecord& find(const Arrival& arrival, const Prepared& packet) {
        Shard& shard = shards_[packet.hash.shard];
        const auto forget = [](const FlowRecord& /*flow*/, FlowEnd /*why*/) {};
        shard.expire(now_, limits_, forget);
        FlowRecord* found = shard.find(packet.keyed, packet.hash.value, packet.guess,
                                       packet.decoded.headers, now_, limits_, forget);
        if (found != nullptr) return *found;
        FlowRecord& flow = shard.open(packet.keyed, packet.hash.value, now_, limits_, forget);
        begin_flow(flow.state, packet.decoded.headers, now_, arrival.frame);
        shard.place(flow, limits_);
        ++totals_.flows;
        return flow;
    }

    void decide(FlowRecord& flow, const FlowPacket& seen, FactChanges changes,
                std::uint32_t shard) {
        const Situation situation{.packet = &seen,
                                  .flow = &flow.state,
                                  .facts = &flow.content->classified.facts,
                                  .windows = nullptr,
                                  .flow_ordinal = flow.ordinal};
        rules_.advance(now_);
        noted_.clear();
        const Judgement judgement =
            rules_.judge(flow.policy, situation, changes, shards_[shard].residuals(), noted_);
        if (judgement.decision.because != no_rule) ++totals_.decided;
    }

    Stage up_to_;
    RuleBook rules_;
    Classifier classifier_;
    Shard::Limits limits_;
    Shards shards_;
    std::array<Prepared, batch> prepared_;
    std::vector<RuleId> noted_;
    Time now_ = Time::min();
    Totals totals_;
};

/// Reads all of the capture and hands every batch to `take`.
template <typename Take>
bool read_all(const std::string& path, Take take) {
    auto reader = open_captures(std::span(&path, 1), {});
    while (reader) {
        const auto batch = (*reader)->next();
        if (!batch) break;
        if (batch->empty()) return true;
        take(*batch);
    }
    fmt::print(stderr, "{}: cannot be read\n", path);
    return false;
}

int run(Stage stage, const std::string& capture, const Policy& policy) {
    Totals totals;
    bool good = false;
    if (stage == Stage::engine) {
        Engine engine(policy, {});
        CountingEmit out(totals);
        good = read_all(capture,
                        [&](std::span<const Arrival> batch) { engine.on_arrivals(batch, out); });
        engine.finish(out);
        totals.packets = engine.counts().packets;
    } else {
        Ladder ladder(stage, policy);
        good = read_all(capture, [&](std::span<const Arrival> batch) { ladder.take(batch); });
        totals = ladder.totals();
    }
    fmt::print(
        "{} packets, {} bytes, {} of payload, {} flows, {} packets of settled flows, {} decided, "
        "{} removed\n",
        totals.packets, totals.bytes, totals.payload, totals.flows, totals.settled, totals.decided,
        totals.removed);
    return good ? 0 : 2;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto* name = argc < 3 ? stage_names.end()
                                    : std::find(stage_names.begin(), stage_names.end(), argv[1]);
        if (name == stage_names.end()) {
            fmt::print(stderr, "stages {} CAPTURE [POLICY]\n", fmt::join(stage_names, "|"));
            return 2;
        }
        const auto stage = static_cast<Stage>(name - stage_names.begin());
        if (argc < 4) return run(stage, argv[2], Policy{});
        const auto loaded = load_policy(argv[3], {});
        if (!loaded) {
            fmt::print(stderr, "{}: not a usable policy; cordon check says why\n", argv[3]);
            return 2;
        }
        return run(stage, argv[2], loaded->policy);
    } catch (const std::exception& error) {
        fmt::print(stderr, "stages: {}\n", error.what());
        return 1;
    }
}
