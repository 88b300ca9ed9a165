// Simulated packets a second: crowds of uploading phones without a wall, and through the engine
// with twenty rules. The counter items_per_second is packets that hosts sent; each passes two
// links, the wall, and a TCP. And what an idle phone holds of memory.
#include <benchmark/benchmark.h>

#include <cstdio>

#include "bench/world/crowd.hh"
#include "bench/world/idle_phones.hh"
#include "sim/policy/file/load.hh"

namespace {

using cordon::bench::Crowd;

const cordon::Policy& twenty() {
    static const cordon::Policy policy =
        cordon::load_policy("bench/policies/twenty.yaml").value().policy;
    return policy;
}

void run_crowd(benchmark::State& state, const cordon::Policy* policy) {
    const auto flows = static_cast<std::uint32_t>(state.range(0));
    Crowd crowd({.flows = flows, .policy = policy});
    crowd.run(std::chrono::seconds(2));  // past slow start
    const std::uint64_t before = crowd.packets();
    const std::uint64_t events = crowd.events();
    // About 200,000 packets a round: each flow sends some 250 a second.
    const cordon::Duration slice = std::chrono::nanoseconds(800'000'000'000 / flows);
    for ([[maybe_unused]] auto round : state) crowd.run(slice);
    const std::uint64_t packets = crowd.packets() - before;
    if (crowd.received() < packets * 500) state.SkipWithError("too little arrived");
    state.SetItemsProcessed(static_cast<std::int64_t>(packets));
    state.counters["events/packet"] =
        static_cast<double>(crowd.events() - events) / static_cast<double>(packets);
}

void straight(benchmark::State& state) {
    run_crowd(state, nullptr);
}
BENCHMARK(straight)->Arg(1)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void through_twenty_rules(benchmark::State& state) {
    run_crowd(state, &twenty());
}
BENCHMARK(through_twenty_rules)
    ->Arg(1)
    ->Arg(100)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond);

void count_idle(benchmark::State& state, const cordon::Policy* policy) {
    constexpr std::uint32_t phones = 40'000;
    cordon::bench::IdlePhones idle;
    for ([[maybe_unused]] auto round : state) idle = cordon::bench::idle_phones(phones, policy);
    if (idle.open != phones) state.SkipWithError("a phone has no chat");
    state.counters["bytes/phone"] = idle.bytes;
}

void idle_straight(benchmark::State& state) {
    count_idle(state, nullptr);
}
BENCHMARK(idle_straight)->Iterations(1)->Unit(benchmark::kMillisecond);

void idle_behind_twenty_rules(benchmark::State& state) {
    count_idle(state, &twenty());
}
BENCHMARK(idle_behind_twenty_rules)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
