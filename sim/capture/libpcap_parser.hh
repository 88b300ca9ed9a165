#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/capture/block_buffer.hh"
#include "sim/capture/packet_parser.hh"
#include "sim/capture/pcap_parser.hh"

namespace cordon {

/// Leaves the reading to libpcap: for pcap of other versions than 2.4, which order the lengths of
/// a record in other ways. Slow (a copy a packet); such files are rare and old.
class LibpcapParser final : public PacketParser {
public:
    /// Requires: `buffer` stands at the file header, which `header` is. An error when libpcap will
    /// not read it either, in libpcap's words.
    [[nodiscard]] static Result<std::unique_ptr<LibpcapParser>> open(BlockBuffer& buffer,
                                                                     const PcapHeader& header);
    ~LibpcapParser() override;

    Result<std::span<Arrival>> next() override;
    std::span<const CaptureInterface> interfaces() const override { return {&interface_, 1}; }

private:
    struct State;
    LibpcapParser(std::unique_ptr<State> state, const PcapHeader& header);
    /// Says why no more packets come. Requires: `status` is one of pcap_next_ex other than 1.
    void stop(int status);

    std::unique_ptr<State> state_;
    CaptureInterface interface_;
    std::uint64_t frames_ = 0;
    std::array<Arrival, batch_packets> batch_;
    std::array<std::vector<std::uint8_t>, batch_packets> copies_;
};

}  // namespace cordon
