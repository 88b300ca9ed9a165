#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sim/classify/classifier.hh"

namespace cordon {
namespace {

/// A flow and its packets from the input: flags and port, then packets of {flags, sequence, length,
/// payload}.
class FuzzedFlow {
public:
    explicit FuzzedFlow(Bytes input) : in_(input) {
        const auto flags = in_.read<std::uint8_t>();
        wanted_ = {.ja4 = (flags & 1U) != 0,
                   .payload_shape = (flags & 2U) != 0,
                   .stream_up = (flags & 4U) != 0,
                   .later_names = (flags & 8U) != 0};
        flow_.picked_up = (flags & 16U) != 0;
        flow_.key.protocol = (flags & 32U) != 0 ? ip_protocol::udp : ip_protocol::tcp;
        constexpr std::array<std::uint16_t, 8> ports{443, 80, 53, 5222, 25, 1080, 3478, 9999};
        flow_.key.high_port = ports[in_.read<std::uint8_t>() % ports.size()];
        flow_.key.low_port = 50'000;
    }

    void run() {
        const Classifier classifier(wanted_);
        Wanted otherwise = wanted_;
        otherwise.later_names = !wanted_.later_names;
        otherwise.ja4 = !wanted_.ja4;
        const Classifier other(otherwise);
        while (in_.left() > 0) send(classifier, other);
        static_cast<void>(classifier.finish(state_, flow_));
        static_cast<void>(other.finish(other_state_, flow_));
        expect_same();
        for (const Known known : state_.facts.known) {
            if (known == Known::unknown) std::abort();
        }
    }

private:
    void send(const Classifier& classifier, const Classifier& other) {
        const auto flags = in_.read<std::uint8_t>();
        Headers headers;
        headers.stop = Stop::payload;
        headers.protocol = flow_.key.protocol;
        const Direction direction = (flags & 1U) != 0 ? Direction::down : Direction::up;
        auto& next = next_[index(direction)];
        headers.seq = Seq32{next};
        if ((flags & 2U) != 0) headers.seq += in_.read<std::uint8_t>();
        if ((flags & 4U) != 0) headers.tcp_flags.bits = in_.read<std::uint8_t>();
        const std::size_t length = in_.read<std::uint8_t>() * ((flags & 8U) != 0 ? 8U : 1U);
        const Bytes payload = in_.take(std::min(length, in_.left()));
        const std::uint32_t missing = (flags & 16U) != 0 ? in_.read<std::uint8_t>() : 0;
        headers.payload_length = static_cast<std::uint32_t>(payload.size()) + missing;
        next += headers.payload_length;
        flow_.payload_bytes[index(direction)] += headers.payload_length;
        const std::array<Known, fact_group_count> before = state_.facts.known;
        const FlowPacket packet{.headers = &headers,
                                .payload = payload,
                                .direction = direction,
                                .now = {},
                                .frame_length = 0};
        static_cast<void>(classifier.on_packet(state_, flow_, packet));
        static_cast<void>(other.on_packet(other_state_, flow_, packet));
        expect_same();
        for (std::size_t group = 0; group < before.size(); ++group) {  // what is known stays so
            if (before[group] != Known::unknown && before[group] != state_.facts.known[group]) {
                std::abort();
            }
        }
    }

    /// What else is wanted changes no fact that rules can name without wanting it.
    void expect_same() const {
        const Facts& one = state_.facts;
        const Facts& other = other_state_.facts;
        for (const FactGroup group :
             {FactGroup::app, FactGroup::payload, FactGroup::stream, FactGroup::quic}) {
            if (one.of(group) != other.of(group)) std::abort();
        }
        if (one.app != other.app || one.why != other.why) std::abort();
    }

    ByteReader in_;
    Wanted wanted_;
    ClassifyState state_, other_state_;  // the second for whoever wants other facts
    FlowState flow_;
    std::array<std::uint32_t, 2> next_{};
};

}  // namespace
}  // namespace cordon

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    cordon::FuzzedFlow({data, size}).run();
    return 0;
}
