// Writing what left the wall: pcapng blocks of plain passes, and of packets with comments.

#include <filesystem>
#include <span>
#include <vector>

#include "bench/stages/sample.hh"
#include "sim/capture/pcapng_writer.hh"
#include "sim/capture/reader.hh"

namespace cordon::bench {
namespace {

template <typename Write>
bool write_all(const Sample& sample, const std::string& path, Write write) {
    auto file = OutputFile::create(path);
    if (!file) return false;
    PcapngWriter writer(std::move(*file), "bench");
    writer.declare(std::vector<CaptureInterface>(1));
    write(writer, sample);
    return writer.commit().has_value();
}

std::uint64_t packets_in(const std::string& path) {
    auto reader = open_captures(std::span(&path, 1), {});
    std::uint64_t packets = 0;
    while (reader) {
        const auto batch = (*reader)->next();
        if (!batch || batch->empty()) break;
        packets += batch->size();
    }
    return packets;
}

template <typename Write>
void write_file(benchmark::State& state, Write write) {
    const Sample sample = mixed_sample(200'000, 0);
    const std::string path = scratch_path("written.pcapng");
    if (!write_all(sample, path, write) || packets_in(path) != sample.arrivals.size()) {
        state.SkipWithError("not every packet was written");
    } else {
        for (auto _ : state) benchmark::DoNotOptimize(write_all(sample, path, write));
        report_speed(state, sample);
    }
    std::filesystem::remove(path);
}

void write_plain_passes(benchmark::State& state) {
    write_file(state, [](PcapngWriter& writer, const Sample& sample) {
        for (std::size_t at = 0; at < sample.arrivals.size(); at += 32) {
            const std::span<const Arrival> all(sample.arrivals);
            writer.write(all.subspan(at, std::min<std::size_t>(32, all.size() - at)));
        }
    });
}
BENCHMARK(write_plain_passes)->Unit(benchmark::kMillisecond);

void write_with_comments(benchmark::State& state) {
    write_file(state, [](PcapngWriter& writer, const Sample& sample) {
        for (const Arrival& arrival : sample.arrivals) {
            writer.write(PacketToWrite{.bytes = arrival.bytes,
                                       .at = arrival.at,
                                       .wire_length = arrival.wire_length,
                                       .frame = arrival.frame,
                                       .comment = "media-upload: drop"});
        }
    });
}
BENCHMARK(write_with_comments)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cordon::bench
