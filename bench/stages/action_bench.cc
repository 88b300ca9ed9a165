// The token bucket that polices and shapes: one decision a packet, none of them rounded.

#include "bench/stages/sample.hh"
#include "sim/action/token_bucket.hh"

namespace cordon::bench {
namespace {

using std::chrono::microseconds;

constexpr TokenBucket::Config config{.rate = {140'000}, .burst_bytes = 16'384};
constexpr std::int64_t packets = 10'000;
constexpr std::uint64_t packet_bytes = 1'500;

/// Packets that a policer passes of `packets` that come every `gap`.
std::int64_t passed_of(Duration gap) {
    TokenBucket bucket(config, Time{});
    std::int64_t passed = 0;
    Time now;
    for (std::int64_t i = 0; i < packets; ++i, now += gap) {
        passed += bucket.take(packet_bytes, now) ? 1 : 0;
    }
    return passed;
}

void police(benchmark::State& state) {
    // A packet a millisecond for ten seconds: the burst holds 10 packets (15,000 of 16,384 bytes),
    // and with what is left of it 9.999 s x 140 kbit/s = 174,982 bytes more: 176,366 / 1500 = 117
    // packets.
    if (passed_of(microseconds{1'000}) != 10 + 117) {
        state.SkipWithError("the bucket lets through what it should not");
        return;
    }
    for (auto _ : state) benchmark::DoNotOptimize(passed_of(microseconds{1'000}));
    state.SetItemsProcessed(state.iterations() * packets);
    state.SetBytesProcessed(state.iterations() * packets * static_cast<std::int64_t>(packet_bytes));
}
BENCHMARK(police);

void shape(benchmark::State& state) {
    for (auto _ : state) {
        TokenBucket bucket(config, Time{});
        std::optional<Time> leaves;
        for (std::int64_t i = 0; i < packets; ++i) leaves = bucket.borrow(packet_bytes, Time{});
        benchmark::DoNotOptimize(leaves);
        // 15,000,000 bytes less the burst at 140 kbit/s: 856.2066 s.
        constexpr auto expected = Duration{(15'000'000LL - 16'384) * 8 * ns_per_s / 140'000};
        if (!leaves || *leaves - Time{} < expected || *leaves - Time{} > expected + Duration{1}) {
            return state.SkipWithError("the last packet leaves at the wrong time");
        }
    }
    state.SetItemsProcessed(state.iterations() * packets);
    state.SetBytesProcessed(state.iterations() * packets * static_cast<std::int64_t>(packet_bytes));
}
BENCHMARK(shape);

}  // namespace
}  // namespace cordon::bench
