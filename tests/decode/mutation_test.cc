#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/keyed_random.hh"
#include "tests/decode/packets.hh"

// The short cut for plain packets and the way step by step are one function: damage is done to
// packets until they take the one or the other.

namespace cordon::testing {
namespace {

/// decoded() compares the two ways and fails the test when they differ.
void must_agree(const Example& example, const std::vector<std::uint8_t>& packet,
                std::uint32_t beyond = 0) {
    static_cast<void>(decoded({.name = example.name,
                               .link = example.link,
                               .packet = packet,
                               .expected = {},
                               .beyond = beyond}));
}

class Damaged : public ::testing::TestWithParam<Example> {};

TEST_P(Damaged, PacketsAreReadAlikeWithAnyByteSetToAnyValue) {
    auto packet = GetParam().packet;
    for (std::uint8_t& byte : packet) {
        const std::uint8_t kept = byte;
        for (unsigned value = 0; value < 256; ++value) {
            byte = static_cast<std::uint8_t>(value);
            must_agree(GetParam(), packet);
            ASSERT_FALSE(HasFailure());
        }
        byte = kept;
    }
}

TEST_P(Damaged, PacketsAreReadAlikeCutAndPadded) {
    for (std::size_t size = 0; size < GetParam().packet.size() + 20; ++size) {
        auto packet = GetParam().packet;
        packet.resize(size, 0xee);
        must_agree(GetParam(), packet);
        must_agree(GetParam(), packet, 1500);
    }
}

TEST_P(Damaged, PacketsAreReadAlikeWithSeveralBytesChanged) {
    for (std::uint64_t round = 0; round < 5000; ++round) {
        auto packet = GetParam().packet;
        for (std::uint64_t i = 0; i < 3; ++i) {
            const KeyedRandom random = KeyedRandom{1, GetParam().name}.mix(round).mix(i);
            packet[random.below(packet.size())] = static_cast<std::uint8_t>(random.bits() & 0xffU);
        }
        must_agree(GetParam(), packet);
        ASSERT_FALSE(HasFailure());
    }
}

INSTANTIATE_TEST_SUITE_P(Of, Damaged, ::testing::ValuesIn(link_examples()),
                         [](const auto& example) { return std::string(example.param.name); });

}  // namespace
}  // namespace cordon::testing
