#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/capture/packet_parser.hh"
#include "sim/capture/reader.hh"

namespace cordon {

/// Several captures as one: always the input whose next packet is earliest goes on, ties in the
/// order given; each input keeps its own order. Interfaces are numbered in the order in which they
/// are declared: those before an input's first packet at once, input after input; later ones when
/// the merge gets there.
class MergedCaptures final : public CaptureReader {
public:
    /// Requires: at least one input, none of them read from yet.
    [[nodiscard]] static Result<std::unique_ptr<MergedCaptures>> open(
        std::vector<std::unique_ptr<CaptureReader>> inputs);

    Result<std::span<const Arrival>> next() override;
    std::span<const CaptureInterface> interfaces() const override { return interfaces_; }
    std::vector<CaptureFacts> facts() const override;
    void give_back(std::size_t count) override;
    std::uint64_t bytes_read() const override;
    std::uint64_t bytes_total() const override;

private:
    struct Input {
        std::unique_ptr<CaptureReader> reader;
        std::span<const Arrival> batch;          // not yet given
        std::vector<InterfaceId> interface_ids;  // here, by InterfaceId there
        bool stopped = false;                    // its interfaces no longer fit
    };

    MergedCaptures() = default;
    [[nodiscard]] Result<void> refill(std::size_t index);
    void adopt_interfaces(Input& input);
    [[nodiscard]] bool comes_before(std::size_t a, std::size_t b) const;
    /// Gives packets of the first input in line while they come before all others.
    void take_run();
    void enqueue(std::size_t index);
    [[nodiscard]] std::size_t dequeue();
    [[nodiscard]] auto later() const;

    std::vector<Input> inputs_;
    std::vector<std::size_t> heap_;         // inputs that have packets; the earliest at the front
    std::optional<std::size_t> exhausted_;  // input whose packets have all been given
    std::vector<CaptureInterface> interfaces_;
    std::array<Arrival, batch_packets> batch_;
    std::size_t count_ = 0;
};

}  // namespace cordon
