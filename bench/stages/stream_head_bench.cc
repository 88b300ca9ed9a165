// Putting a stream in order: segments as they should come, and with every pair of them swapped.

#include <utility>
#include <vector>

#include "bench/stages/sample.hh"
#include "sim/flow/stream_head.hh"

namespace cordon::bench {
namespace {

constexpr std::uint32_t segment_bytes = 1'448;
constexpr std::uint32_t segments = 44;  // just under the 64 KiB that are read of a stream

struct Segment {
    Seq32 seq;
    Bytes payload;
};

std::vector<Segment> segments_of(const std::vector<std::uint8_t>& stream) {
    std::vector<Segment> all;
    for (std::uint32_t at = 0; at < stream.size(); at += segment_bytes) {
        all.push_back({Seq32{0xffff0000U} + at, Bytes(stream).subspan(at, segment_bytes)});
    }
    return all;
}

/// Bytes given in order; each is consumed at once, as by a scanner that keeps up.
std::uint64_t put_in_order(const std::vector<Segment>& arriving) {
    const StreamHead::Limits limits;
    StreamHead head;
    head.begin(Seq32{0xffff0000U});
    std::uint64_t given = 0;
    for (const Segment& segment : arriving) {
        const Bytes in_order = head.add(segment.seq, segment.payload, segment_bytes, limits);
        given += in_order.size();
        head.consume(in_order.size(), limits);
    }
    return given;
}

void run(benchmark::State& state, const std::vector<Segment>& arriving) {
    constexpr std::uint64_t whole = std::uint64_t{segments} * segment_bytes;
    if (put_in_order(arriving) != whole) return state.SkipWithError("the stream is not whole");
    for (auto _ : state) benchmark::DoNotOptimize(put_in_order(arriving));
    state.SetItemsProcessed(state.iterations() * segments);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(whole));
}

void stream_in_order(benchmark::State& state) {
    const std::vector<std::uint8_t> stream(std::size_t{segments} * segment_bytes, 0x5a);
    run(state, segments_of(stream));
}
BENCHMARK(stream_in_order);

void stream_with_pairs_swapped(benchmark::State& state) {
    const std::vector<std::uint8_t> stream(std::size_t{segments} * segment_bytes, 0x5a);
    std::vector<Segment> arriving = segments_of(stream);
    for (std::size_t i = 0; i + 1 < arriving.size(); i += 2) {
        std::swap(arriving[i], arriving[i + 1]);
    }
    run(state, arriving);
}
BENCHMARK(stream_with_pairs_swapped);

}  // namespace
}  // namespace cordon::bench
