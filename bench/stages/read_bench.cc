// Reading captures from files in memory: classic pcap and pcapng.

#include <span>

#include "bench/stages/sample.hh"
#include "sim/capture/pcapng_writer.hh"
#include "sim/capture/reader.hh"

namespace cordon::bench {
namespace {

std::uint64_t bytes_read(const std::string& path) {
    auto reader = open_captures(std::span(&path, 1), {});
    std::uint64_t bytes = 0;
    while (reader) {
        const auto batch = (*reader)->next();
        if (!batch || batch->empty()) break;
        for (const Arrival& arrival : *batch) bytes += arrival.wire_length;
    }
    return bytes;
}

void read_file(benchmark::State& state, const Sample& sample, const std::string& path) {
    if (bytes_read(path) != sample.wire_bytes) {
        state.SkipWithError("what was read is not what was written");
        return;
    }
    for (auto _ : state) benchmark::DoNotOptimize(bytes_read(path));
    report_speed(state, sample);
}

void read_pcap(benchmark::State& state) {
    const Sample sample = mixed_sample(200'000, 0);
    const SampleFile file(sample);
    read_file(state, sample, file.path());
}
BENCHMARK(read_pcap)->Unit(benchmark::kMillisecond);

void read_pcapng(benchmark::State& state) {
    const Sample sample = mixed_sample(200'000, 0);
    const SampleFile file(sample);  // its name is overwritten with the other format
    auto output = OutputFile::create(file.path());
    if (!output) return state.SkipWithError("no room for the sample");
    PcapngWriter writer(std::move(*output), "bench");
    writer.declare(std::vector<CaptureInterface>(1));
    writer.write(sample.arrivals);
    if (!writer.commit()) return state.SkipWithError("no room for the sample");
    read_file(state, sample, file.path());
}
BENCHMARK(read_pcapng)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cordon::bench
