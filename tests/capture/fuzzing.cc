#include "tests/capture/fuzzing.hh"

#include <algorithm>
#include <cstdlib>

#include "tests/capture/reading.hh"

namespace cordon::testing {

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

/// Whether a filter that lets every length pass takes all packets. libpcap asks of PPI packets
/// first, whatever the filter, whether 802.11 is what they carry; short ones cannot say so.
bool takes_all(const Reading& reading) {
    constexpr LinkType ppi{192};
    return std::ranges::none_of(reading.interfaces, [&](const CaptureInterface& interface) {
        return interface.link == ppi;
    });
}

}  // namespace

void read_twice(Bytes file) {
    constexpr std::size_t small_block_bytes = 64;
    constexpr std::size_t large_block_bytes = 16'384;  // larger ones only cost time
    const Reading whole = read(file, {}, large_block_bytes);
    const Reading in_pieces = read(file, {}, small_block_bytes);
    expect(whole.error.empty() == in_pieces.error.empty());
    expect(whole.packets == in_pieces.packets);
    expect(whole.interfaces.size() == in_pieces.interfaces.size());
    expect(whole.ended_early() == in_pieces.ended_early());
    if (!whole.error.empty()) return;
    std::uint64_t frame = 0;
    for (const Packet& packet : whole.packets) expect(packet.frame == ++frame);
    if (!takes_all(whole)) return;
    const Reading filtered = read(file, {.filter = "greater 0"}, large_block_bytes);
    expect(!filtered.error.empty() || filtered.packets == whole.packets);
}

}  // namespace cordon::testing
