// Finding flows: many live at once, packets in no order that a cache could like.

#include <vector>

#include "bench/stages/sample.hh"
#include "sim/core/keyed_random.hh"
#include "sim/flow/flow_key.hh"
#include "sim/flow/flow_table.hh"

namespace cordon::bench {
namespace {

struct Record {
    FlowState state;
    std::uint64_t packets = 0;
};

struct Lookup {
    FlowKey key;
    std::uint64_t hash = 0;
};

FlowKey key_of(std::uint32_t number) {
    FlowKey key;
    key.low = IpAddress::v4(0x0a000000U + number % 65'521U);
    key.high = IpAddress::v4(0x1f0d5633U);
    key.low_port = static_cast<std::uint16_t>(32'768U + number / 65'521U);
    key.high_port = 443;
    key.protocol = ip_protocol::tcp;
    key.ip_version = 4;
    return key;
}

const FlowHasher hasher(1);

std::vector<Lookup> packets_over(std::uint32_t flows) {
    std::vector<Lookup> packets;
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        const auto number = static_cast<std::uint32_t>(KeyedRandom(1, "flow").mix(i).below(flows));
        const FlowKey key = key_of(number);
        packets.push_back({key, hasher(key).value});
    }
    return packets;
}

/// Looks up batch by batch, slots and records on their way into the cache before they are needed.
std::uint64_t find_in_batches(FlowTable<Record>& table, const std::vector<Lookup>& packets,
                              std::size_t batch) {
    std::uint64_t found = 0;
    std::vector<FlowTable<Record>::Guess> guesses(batch);
    for (std::size_t begin = 0; begin < packets.size(); begin += batch) {
        const std::size_t end = std::min(begin + batch, packets.size());
        if (batch > 1) {
            for (std::size_t i = begin; i < end; ++i) table.prefetch_slot(packets[i].hash);
            for (std::size_t i = begin; i < end; ++i) {
                guesses[i - begin] = table.guess(packets[i].hash);
            }
        }
        for (std::size_t i = begin; i < end; ++i) {
            Record* record = table.find(packets[i].key, packets[i].hash, guesses[i - begin]);
            if (record == nullptr) continue;
            ++record->packets;
            ++found;
        }
    }
    return found;
}

/// Arguments: live flows; packets looked up together (1: one by one).
void find_flows(benchmark::State& state) {
    const auto flows = static_cast<std::uint32_t>(state.range(0));
    const auto batch = static_cast<std::size_t>(state.range(1));
    FlowTable<Record> table(hasher);
    for (std::uint32_t i = 0; i < flows; ++i) {
        const FlowKey key = key_of(i);
        table.open(key, hasher(key).value);
    }
    const std::vector<Lookup> packets = packets_over(flows);
    if (find_in_batches(table, packets, batch) != packets.size()) {
        state.SkipWithError("a flow is not found");
        return;
    }
    for (auto _ : state) benchmark::DoNotOptimize(find_in_batches(table, packets, batch));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(packets.size()));
}
BENCHMARK(find_flows)
    ->ArgNames({"flows", "batch"})
    ->ArgsProduct({{1'000, 100'000, 1'000'000}, {1, 32}});

/// Opening and closing: what a scan of many short flows costs.
void open_and_close_flows(benchmark::State& state) {
    constexpr std::uint32_t flows = 100'000;
    FlowTable<Record> table(hasher);
    std::vector<Lookup> keys;
    for (std::uint32_t i = 0; i < flows; ++i) keys.push_back({key_of(i), hasher(key_of(i)).value});
    for (auto _ : state) {
        for (const Lookup& flow : keys) table.open(flow.key, flow.hash);
        if (table.size() != flows) return state.SkipWithError("a flow is missing");
        for (const Lookup& flow : keys) {
            if (Record* record = table.find(flow.key, flow.hash)) table.close(*record);
        }
    }
    state.SetItemsProcessed(state.iterations() * flows);
}
BENCHMARK(open_and_close_flows)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cordon::bench
