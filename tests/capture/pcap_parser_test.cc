#include <gtest/gtest.h>

#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

constexpr std::int64_t s = ns_per_s;

struct Variant {
    ByteOrder order;
    std::uint32_t magic;
    std::int64_t ns_per_tick;
};

class PcapVariants : public ::testing::TestWithParam<Variant> {};

TEST_P(PcapVariants, GiveTheSamePackets) {
    const auto [order, magic, ns_per_tick] = GetParam();
    PcapFile file({.order = order, .magic = magic, .snap_length = 96, .link_field = 113});
    file.packet(1'000, 5, payload(60)).packet(1'001, 999'999, payload(3, 9), 1'500);
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.error, "");
    ASSERT_EQ(reading.packets.size(), 2U);
    EXPECT_EQ(reading.packets[0], (Packet{.bytes = payload(60),
                                          .ns = 1'000 * s + 5 * ns_per_tick,
                                          .frame = 1,
                                          .wire_length = 60,
                                          .interface = 0,
                                          .link = 113,
                                          .comments = {}}));
    EXPECT_EQ(reading.packets[1].ns, 1'001 * s + 999'999 * ns_per_tick);
    EXPECT_EQ(reading.packets[1].wire_length, 1'500U);
    EXPECT_EQ(reading.packets[1].bytes, payload(3, 9));
    ASSERT_EQ(reading.interfaces.size(), 1U);
    EXPECT_EQ(reading.interfaces[0].snap_length, 96U);
    EXPECT_EQ(reading.ended_early(), "");
}

INSTANTIATE_TEST_SUITE_P(OfOrderAndResolution, PcapVariants,
                         ::testing::Values(Variant{ByteOrder::little_endian, 0xa1b2c3d4, 1'000},
                                           Variant{ByteOrder::big_endian, 0xa1b2c3d4, 1'000},
                                           Variant{ByteOrder::little_endian, 0xa1b23c4d, 1},
                                           Variant{ByteOrder::big_endian, 0xa1b23c4d, 1},
                                           Variant{ByteOrder::little_endian, 0xa1b2cd34, 1'000},
                                           Variant{ByteOrder::big_endian, 0xa1b2cd34, 1'000}));

TEST(PcapParser, TakesTheLinkTypeFromTheLow16Bits) {
    // FCS length 4 stands in the top bits (f flag 0x04000000).
    PcapFile file({.link_field = 0x24000000U | 276});
    file.packet(1, 0, payload(20));
    EXPECT_EQ(read(file.bytes()).packets.at(0).link, 276U);
}

TEST(PcapParser, CountsSecondsBeyond2038And2106) {
    PcapFile file;
    file.packet(0x7fffffffU, 0, payload(1));
    file.packet(0x80000000U, 0, payload(1));
    file.packet(0xffffffffU, 999'999, payload(1));
    const Reading reading = read(file.bytes());
    EXPECT_EQ(reading.packets.at(0).ns, 2'147'483'647 * s);
    EXPECT_EQ(reading.packets.at(1).ns, 2'147'483'648 * s);
    EXPECT_EQ(reading.packets.at(2).ns, 4'294'967'295 * s + 999'999'000);
}

TEST(PcapParser, CarriesAFractionOverASecondIntoTheSeconds) {
    PcapFile file;
    file.packet(10, 2'500'000, payload(1)).packet(10, 0xffffffffU, payload(1));
    const Reading reading = read(file.bytes());
    EXPECT_EQ(reading.packets.at(0).ns, 12 * s + s / 2);
    EXPECT_EQ(reading.packets.at(1).ns, 10 * s + 4'294'967'295'000);
}

TEST(PcapParser, GivesBatchesOf64) {
    PcapFile file;
    for (std::uint32_t i = 0; i < 130; ++i) file.packet(i, 0, payload(10));
    EXPECT_EQ(read(file.bytes()).batches, (std::vector<std::size_t>{64, 64, 2}));
}

TEST(PcapParser, ReadsTheSameWhateverTheBlock) {
    PcapFile file;
    for (std::uint32_t i = 0; i < 200; ++i) {
        file.packet(i, 0, payload(i * 7 % 90, static_cast<std::uint8_t>(i)));
    }
    const Reading whole = read(file.bytes());
    ASSERT_EQ(whole.packets.size(), 200U);
    for (std::size_t block = 24; block < 400; ++block) {
        ASSERT_EQ(read(file.bytes(), {}, block).packets, whole.packets) << block;
    }
}

TEST(PcapParser, ReadsPacketsLongerThanABlock) {
    PcapFile file({.snap_length = 4'000'000});
    file.packet(1, 0, payload(10)).packet(2, 0, payload(3'000'000)).packet(3, 0, payload(10));
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.packets.size(), 3U);
    EXPECT_EQ(reading.packets[1].bytes, payload(3'000'000));
    EXPECT_EQ(reading.packets[2].bytes, payload(10));
}

TEST(PcapParser, TakesPacketsOverTheSnapLengthUpToWhatOthersTake) {
    PcapFile file({.snap_length = 100});
    file.packet(1, 0, payload(262'144)).packet(2, 0, payload(262'145));
    const Reading reading = read(file.bytes());
    EXPECT_EQ(reading.packets.size(), 1U);
    EXPECT_EQ(reading.ended_early(),
              "packet 2, byte 262184: its length, 262145 bytes, is over the limit of 262144: the "
              "file is damaged here");
}

TEST(PcapParser, TrustsASnapLengthUpTo64MiB) {
    constexpr std::uint32_t limit = 64U << 20U;
    PcapFile file({.snap_length = 0xffffffffU});
    Put(file.bytes(), ByteOrder::little_endian).u32(0).u32(0).u32(limit + 1).u32(limit + 1);
    EXPECT_NE(read(file.bytes()).ended_early().find("over the limit of 67108864"),
              std::string::npos);
}

TEST(PcapParser, SaysWhereAFileIsCut) {
    PcapFile file;
    file.packet(1, 0, payload(100)).packet(2, 0, payload(100));
    Bytes bytes = file.bytes();
    const Reading in_packet = read(bytes.first(bytes.size() - 1));
    EXPECT_EQ(frames(in_packet), std::vector<std::uint64_t>{1});
    EXPECT_EQ(in_packet.ended_early(),
              "packet 2, byte 140: the file ends inside it: 115 of 116 bytes are there");
    EXPECT_EQ(read(bytes.first(150)).ended_early(),
              "packet 2, byte 140: the file ends inside it: 10 of 16 bytes are there");
}

TEST(PcapParser, GivesTheWholePacketsOfEveryPrefix) {
    PcapFile file;
    file.packet(1, 0, payload(7)).packet(2, 0, payload(0)).packet(3, 0, payload(9));
    const std::vector<std::size_t> ends{24 + 23, 24 + 39, 24 + 64};
    const Reading whole = read(file.bytes());
    for (std::size_t size = 0; size <= file.bytes().size(); ++size) {
        const Reading reading = read(Bytes(file.bytes()).first(size));
        EXPECT_EQ(reading.error.empty(), size >= 24) << size;
        std::size_t expected = 0;
        while (expected < ends.size() && ends[expected] <= size) ++expected;
        ASSERT_EQ(reading.packets.size(), expected) << size;
        EXPECT_TRUE(
            std::equal(reading.packets.begin(), reading.packets.end(), whole.packets.begin()));
        if (size < 24) continue;
        const bool between = size == 24 || std::find(ends.begin(), ends.end(), size) != ends.end();
        EXPECT_EQ(reading.ended_early().empty(), between) << size;
    }
}

TEST(PcapParser, ReadsAFileWithoutPackets) {
    const Reading reading = read(PcapFile().bytes());
    EXPECT_EQ(reading.error, "");
    EXPECT_TRUE(reading.packets.empty());
    EXPECT_EQ(reading.interfaces.size(), 1U);
    EXPECT_EQ(reading.ended_early(), "");
    EXPECT_FALSE(reading.facts.at(0).first_time);
}

TEST(PcapFacts, TellPacketsTimesAndCuts) {
    PcapFile file;
    file.packet(5, 0, payload(10)).packet(3, 0, payload(10), 11).packet(9, 0, payload(10), 9);
    const CaptureFacts facts = read(file.bytes()).facts.at(0);
    EXPECT_EQ(facts.packets, 3U);
    EXPECT_EQ(facts.packets_cut, 1U);
    EXPECT_EQ(to_ns(*facts.first_time), 3 * s);
    EXPECT_EQ(to_ns(*facts.last_time), 9 * s);
    EXPECT_EQ(facts.file_bytes, file.bytes().size());
}

TEST(OldPcap, IsReadByLibpcap) {
    // Version 2.2 holds the original length before the captured one.
    PcapFile file({.minor = 2});
    Put(file.bytes(), ByteOrder::little_endian).u32(7).u32(8).u32(60).u32(5).bytes(payload(5));
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.error, "");
    ASSERT_EQ(reading.packets.size(), 1U);
    EXPECT_EQ(reading.packets[0].bytes, payload(5));
    EXPECT_EQ(reading.packets[0].wire_length, 60U);
    EXPECT_EQ(reading.packets[0].ns, 7 * s + 8'000);
}

TEST(OldPcap, EndsEarlyInLibpcapsWords) {
    PcapFile file({.minor = 2});
    Put(file.bytes(), ByteOrder::little_endian).u32(7).u32(8).u32(60).u32(5).bytes(payload(4));
    const Reading reading = read(file.bytes());
    EXPECT_TRUE(reading.packets.empty());
    EXPECT_EQ(reading.ended_early(),
              "packet 1, byte 44: truncated dump file; tried to read 5 captured bytes, only got 4");
}

TEST(OldPcap, IsRefusedInLibpcapsWordsWhenItIsTooOld) {
    EXPECT_EQ(read(PcapFile({.major = 1}).bytes()).error,
              "memory: libpcap cannot read it: archaic pcap savefile format");
}

}  // namespace
}  // namespace cordon::testing
