// Decoding headers, at several shares of damaged packets: a wall reads what strangers wrote.

#include "bench/stages/sample.hh"
#include "sim/decode/decode.hh"

namespace cordon::bench {
namespace {

std::uint64_t decoded_to_the_payload(const Sample& sample) {
    std::uint64_t whole = 0;
    for (const Arrival& arrival : sample.arrivals) {
        const Decoded decoded = decode(arrival.bytes, arrival.link, arrival.wire_length);
        whole += decoded.headers.stop == Stop::payload ? 1U : 0U;
    }
    return whole;
}

/// Argument: damaged packets in a thousand.
void decode_packets(benchmark::State& state) {
    const Sample sample = mixed_sample(50'000, static_cast<std::uint32_t>(state.range(0)));
    if (decoded_to_the_payload(sample) != sample.arrivals.size() - sample.damaged) {
        state.SkipWithError("not exactly the damaged packets stop early");
        return;
    }
    for (auto _ : state) benchmark::DoNotOptimize(decoded_to_the_payload(sample));
    report_speed(state, sample);
}
BENCHMARK(decode_packets)->ArgName("damaged_permille")->Arg(0)->Arg(10)->Arg(100)->Arg(500);

}  // namespace
}  // namespace cordon::bench
