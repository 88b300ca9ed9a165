#include <gtest/gtest.h>

#include <algorithm>

#include "sim/capture/single_capture.hh"
#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

constexpr std::size_t small_block_bytes = 64;

/// Reads until so many packets were used, and tells of the inputs then.
std::vector<CaptureFacts> facts_after(std::size_t used, CaptureReader& reader) {
    std::size_t seen = 0;
    while (seen < used) {
        const auto batch = reader.next();
        if (!batch || batch->empty()) break;
        seen += batch->size();
    }
    reader.give_back(seen - std::min(seen, used));
    return reader.facts();
}

/// A packet a second, every second one cut.
FileBytes hundred_packets() {
    PcapFile file;
    for (std::uint32_t i = 0; i < 100; ++i) {
        file.packet(i, 0, payload(20), 20 + i % 2);
    }
    return file.bytes();
}

CaptureFacts facts_after(std::size_t used, const std::string& filter, std::size_t block_bytes) {
    const FileBytes file = hundred_packets();
    auto reader = SingleCapture::open(unpacked(std::make_unique<MemorySource>(file), file),
                                      "memory", {.filter = filter}, block_bytes);
    return facts_after(used, **reader).front();
}

TEST(GiveBack, MakesTheFactsEndWithTheLastPacketUsed) {
    for (const std::size_t block_bytes : {small_block_bytes, BlockBuffer::usual_block_bytes}) {
        for (const std::size_t used : {1U, 63U, 64U, 65U, 99U}) {
            const CaptureFacts facts = facts_after(used, "", block_bytes);
            EXPECT_EQ(facts.packets, used);
            EXPECT_EQ(facts.packets_cut, used / 2);
            EXPECT_EQ(to_ns(*facts.first_time), 0);
            EXPECT_EQ(to_ns(*facts.last_time), static_cast<std::int64_t>(used - 1) * ns_per_s);
        }
    }
}

TEST(GiveBack, CountsWhatTheFilterLeftOutBeforeTheLastPacketUsed) {
    for (const std::size_t block_bytes : {small_block_bytes, BlockBuffer::usual_block_bytes}) {
        for (const std::size_t used : {1U, 20U, 49U}) {
            const CaptureFacts facts = facts_after(used, "len = 21", block_bytes);
            EXPECT_EQ(facts.packets, 2 * used);
            EXPECT_EQ(facts.packets_cut, used);
        }
    }
}

TEST(GiveBack, LeavesNothingWhereNothingWasUsed) {
    for (const char* filter : {"", "len = 21"}) {
        const CaptureFacts facts = facts_after(0, filter, BlockBuffer::usual_block_bytes);
        EXPECT_EQ(facts.packets, 0U);
        EXPECT_FALSE(facts.last_time);
    }
}

TEST(GiveBack, ReachesEachInputOfAMerge) {
    TemporaryFolder folder;
    const std::vector<std::string> paths{
        folder.file("a", hundred_packets()), folder.file("b", hundred_packets()),
        folder.file("c", PcapFile().packet(50, 0, payload(20)).bytes())};
    for (const std::size_t used : {1U, 7U, 64U, 97U, 150U}) {
        auto reader = open_captures(paths, {});
        const auto facts = facts_after(used, **reader);
        const std::size_t of_c = used > 101 ? 1 : 0;
        EXPECT_EQ(facts[0].packets, (used - of_c + 1) / 2) << used;
        EXPECT_EQ(facts[1].packets, (used - of_c) / 2) << used;
        EXPECT_EQ(facts[2].packets, of_c) << used;
    }
}

}  // namespace
}  // namespace cordon::testing
