#include "bench/mix/pcap_sink.hh"

#include <array>

#include "sim/core/byte_order.hh"

namespace cordon::bench {
namespace {

template <std::size_t count>
void write_words(OutputFile& file, const std::array<std::uint32_t, count>& words) {
    std::array<std::uint8_t, count * 4> bytes{};
    for (std::size_t i = 0; i < count; ++i) store_little_endian(bytes.data() + 4 * i, words[i]);
    file.write(Bytes(bytes));
}

}  // namespace

PcapSink::PcapSink(OutputFile file) : file_(std::move(file)) {
    constexpr std::uint32_t magic = 0xa1b2c3d4;
    constexpr std::uint32_t version_2_4 = 4U << 16U | 2U;
    constexpr std::uint32_t snap_length = 262'144;
    constexpr std::uint32_t ethernet = 1;
    write_words(file_,
                std::array<std::uint32_t, 6>{magic, version_2_4, 0, 0, snap_length, ethernet});
}

void PcapSink::take(Time at, Bytes frame, std::uint32_t wire_length) {
    const auto captured = static_cast<std::uint32_t>(frame.size());
    write_words(
        file_, std::array<std::uint32_t, 4>{static_cast<std::uint32_t>(to_ns(at) / ns_per_s),
                                            static_cast<std::uint32_t>(to_ns(at) % ns_per_s / 1000),
                                            captured, wire_length});
    file_.write(frame);
}

}  // namespace cordon::bench
