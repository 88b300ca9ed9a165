#include <gtest/gtest.h>

#include <algorithm>

#include "tests/decode/packets.hh"

// Every prefix of every well-formed packet, as a recording that cut it and as all there ever was.

namespace cordon::testing {
namespace {

class Prefixes : public ::testing::TestWithParam<Example> {
protected:
    /// Where the layers of the whole packet begin and end.
    [[nodiscard]] Headers whole() const {
        return decode(GetParam().packet, GetParam().link, 0).headers;
    }
    /// The first `length` bytes on the heap without room to spare.
    [[nodiscard]] std::vector<std::uint8_t> prefix(std::size_t length) const {
        const auto end = GetParam().packet.begin() + static_cast<std::ptrdiff_t>(length);
        return {GetParam().packet.begin(), end};
    }
};

std::size_t fixed_link_header(LinkType link) {
    if (link == LinkType::ethernet) return 14;
    if (link == LinkType::linux_sll) return 16;
    if (link == LinkType::linux_sll2) return 20;
    return 0;
}

/// Whether a cut after `length` bytes falls in that layer. LLC counts as link, PPPoE as a tag.
bool is_layer_of_cut(const Headers& whole, LinkType link, std::size_t length, Layer layer) {
    if (length < std::min<std::size_t>(fixed_link_header(link), whole.network_offset)) {
        return layer == Layer::link;
    }
    if (length < whole.network_offset) return layer == Layer::link || layer == Layer::tag;
    return layer == (length < whole.transport_offset ? Layer::network : Layer::transport);
}

TEST_P(Prefixes, AreCutAtTheLayerInWhichTheRecordingEnds) {
    const Headers full = whole();
    const auto wire = static_cast<std::uint32_t>(GetParam().packet.size());
    for (std::size_t length = 0; length < full.payload_offset; ++length) {
        const auto packet = prefix(length);
        const Decoded cut = decode(packet, GetParam().link, wire);
        ASSERT_EQ(cut.headers.stop, Stop::capture_too_short) << length;
        ASSERT_TRUE(is_layer_of_cut(full, GetParam().link, length, cut.headers.stopped_at))
            << length;
        ASSERT_TRUE(cut.payload.empty());
    }
}

TEST_P(Prefixes, WithAllHeadersKeepWhatWasStatedOfThePayload) {
    const Headers full = whole();
    const auto wire = static_cast<std::uint32_t>(GetParam().packet.size());
    for (std::size_t length = full.payload_offset; length <= wire; ++length) {
        const auto packet = prefix(length);
        const Decoded cut = decode(packet, GetParam().link, wire);
        ASSERT_EQ(cut.headers.stop, Stop::payload) << length;
        ASSERT_EQ(cut.headers.payload_length, full.payload_length);
        ASSERT_EQ(cut.payload.size(), length - full.payload_offset);
        ASSERT_EQ(cut.payload.data(), packet.data() + full.payload_offset);
    }
}

TEST_P(Prefixes, ThatWereAllThereWasAreMalformed) {
    for (std::size_t length = 0; length < GetParam().packet.size(); ++length) {
        const auto packet = prefix(length);
        const Headers short_one = decode(packet, GetParam().link, 0).headers;
        ASSERT_EQ(short_one.stop, Stop::malformed) << length;
    }
}

TEST_P(Prefixes, WithPaddingHaveThePayloadOfTheWhole) {
    for (std::size_t padding = 1; padding < 50; ++padding) {
        auto packet = GetParam().packet;
        packet.insert(packet.end(), padding, 0xee);
        const Decoded padded = decode(packet, GetParam().link, 0);
        ASSERT_EQ(padded.headers.stop, Stop::payload);
        ASSERT_EQ(as_text(padded.payload), "text");
    }
}

INSTANTIATE_TEST_SUITE_P(Of, Prefixes, ::testing::ValuesIn(link_examples()),
                         [](const auto& example) { return std::string(example.param.name); });

}  // namespace
}  // namespace cordon::testing
