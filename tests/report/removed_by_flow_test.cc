#include "sim/report/removed_by_flow.hh"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace cordon {
namespace {

Arrival packet_of(std::uint32_t bytes) {
    Arrival packet;
    packet.wire_length = bytes;
    return packet;
}

TEST(RemovedByFlow, AgreesWithAMapWhateverComesAndGoes) {
    RemovedByFlow removed;
    std::map<std::uint64_t, PacketCount> expected;
    std::mt19937_64 random(1);
    for (int step = 0; step < 200'000; ++step) {
        // Few low bits, so that flows meet in one place; more come than go until the middle.
        const std::uint64_t flow = (random() % 2000 << 40U) | (1 + random() % 8);
        if (random() % 4 < (step < 100'000 ? 3U : 1U)) {
            const Arrival packet = packet_of(static_cast<std::uint32_t>(random() % 1500));
            removed.add(flow, packet);
            expected[flow].add(packet);
        } else {
            const PacketCount taken = removed.take(flow);
            EXPECT_EQ(taken.packets, expected[flow].packets);
            EXPECT_EQ(taken.bytes, expected[flow].bytes);
            expected.erase(flow);
        }
        ASSERT_EQ(removed.size(), expected.size());
    }
}

TEST(RemovedByFlow, KnowsNothingOfAFlowThatLostNothing) {
    RemovedByFlow removed;
    EXPECT_EQ(removed.take(7).packets, 0U);
}

}  // namespace
}  // namespace cordon
