#include <gtest/gtest.h>

#include <algorithm>

#include "sim/capture/pcapng_format.hh"
#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

constexpr std::int64_t s = ns_per_s;

class PcapngOrders : public ::testing::TestWithParam<ByteOrder> {};

TEST_P(PcapngOrders, ReadAllPacketBlocks) {
    PcapngFile file(GetParam());
    file.interface(1, 262'144, {text_option(pcapng::if_name, "eth0")});
    file.enhanced(0, 2'000'001, payload(5), {}, 60);
    file.simple(payload(6), 61);
    file.obsolete(0, 3'000'000, payload(7));
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.error, "");
    ASSERT_EQ(reading.packets.size(), 3U);
    EXPECT_EQ(reading.packets[0], (Packet{.bytes = payload(5),
                                          .ns = 2 * s + 1'000,
                                          .frame = 1,
                                          .wire_length = 60,
                                          .interface = 0,
                                          .link = 1,
                                          .comments = {}}));
    EXPECT_EQ(reading.packets[1].ns, 2 * s + 1'000) << "its predecessor's";
    EXPECT_EQ(reading.packets[2].ns, 3 * s);
    EXPECT_EQ(reading.packets[2].bytes, payload(7));
    EXPECT_EQ(reading.interfaces.at(0).name, "eth0");
    EXPECT_EQ(reading.interfaces.at(0).snap_length, 262'144U);
}

INSTANTIATE_TEST_SUITE_P(OfBytes, PcapngOrders,
                         ::testing::Values(ByteOrder::little_endian, ByteOrder::big_endian));

TEST(PcapngParser, GivesASimplePacketTimeZeroAtFirst) {
    PcapngFile file;
    file.interface().simple(payload(4));
    EXPECT_EQ(read(file.bytes()).packets.at(0).ns, 0);
}

TEST(PcapngParser, CutsASimplePacketAtTheSnapLength) {
    PcapngFile file;
    file.interface(1, 6).simple(payload(6), 100);
    const Reading reading = read(file.bytes());
    EXPECT_EQ(reading.packets.at(0).bytes, payload(6)) << "without the padding";
    EXPECT_EQ(reading.packets.at(0).wire_length, 100U);
}

TEST(PcapngParser, NumbersInterfacesOverAllSections) {
    PcapngFile file(ByteOrder::big_endian);
    file.interface(1).interface(113).enhanced(1, 0, payload(1));
    file.section(ByteOrder::little_endian);
    file.interface(101).enhanced(0, 0, payload(2));
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.packets.size(), 2U);
    EXPECT_EQ(reading.packets[0].interface, 1U);
    EXPECT_EQ(reading.packets[0].link, 113U);
    EXPECT_EQ(reading.packets[1].interface, 2U);
    EXPECT_EQ(reading.packets[1].link, 101U);
    EXPECT_EQ(reading.interfaces.size(), 3U);
}

TEST(PcapngParser, NeverSpansADeclarationWithABatch) {
    PcapngFile file;
    file.interface().enhanced(0, 0, payload(1)).enhanced(0, 0, payload(1));
    file.interface().enhanced(1, 0, payload(1));
    EXPECT_EQ(read(file.bytes()).batches, (std::vector<std::size_t>{2, 1}));
}

TEST(PcapngParser, KnowsTheResolutionAndOffsetOfEachInterface) {
    const ByteOrder order = ByteOrder::big_endian;
    PcapngFile file(order);
    file.interface(1, 0, {resolution(9)});
    file.interface(1, 0, {resolution(3), offset_seconds(100, order)});
    file.interface(1, 0, {resolution(0x8a)});  // 1/1024 s
    file.interface(1, 0, {offset_seconds(-100, order)});
    file.enhanced(0, 7, payload(1)).enhanced(1, 7, payload(1)).enhanced(2, 512, payload(1));
    file.enhanced(3, 1, payload(1));
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.packets.size(), 4U);
    EXPECT_EQ(reading.packets[0].ns, 7);
    EXPECT_EQ(reading.packets[1].ns, 100 * s + 7'000'000);
    EXPECT_EQ(reading.packets[2].ns, s / 2);
    EXPECT_EQ(reading.packets[3].ns, -100 * s + 1'000);
    EXPECT_EQ(reading.interfaces[1].time_offset_seconds, 0) << "only what must be kept";
    EXPECT_EQ(reading.interfaces[3].time_offset_seconds, -100);
}

TEST(PcapngParser, ClampsAndCountsTimesOutOfRange) {
    PcapngFile file;
    file.interface(1, 0, {resolution(0)});
    file.enhanced(0, 9'223'372'036, payload(1)).enhanced(0, 9'223'372'037, payload(1));
    const Reading reading = read(file.bytes());
    EXPECT_EQ(reading.packets.at(0).ns, 9'223'372'036 * s);
    EXPECT_EQ(reading.packets.at(1).ns, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(reading.facts.at(0).times_out_of_range, 1U);
}

TEST(PcapngParser, KeepsTheCommentsOfAPacket) {
    PcapngFile file;
    file.interface();
    file.enhanced(0, 1, payload(3),
                  {text_option(pcapng::opt_comment, "first"),
                   {.code = 2, .value = payload(4)},
                   text_option(pcapng::opt_comment, "zweiter \xc3\xa4")});
    file.enhanced(0, 2, payload(3)).enhanced(0, 3, payload(4), {{.code = 2, .value = payload(4)}});
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.packets.size(), 3U);
    EXPECT_EQ(reading.packets[0].comments, (std::vector<std::string>{"first", "zweiter \xc3\xa4"}));
    EXPECT_TRUE(reading.packets[1].comments.empty());
    EXPECT_TRUE(reading.packets[2].comments.empty());
}

TEST(PcapngParser, KeepsAPacketWhoseOptionsDoNotAddUp) {
    PcapngFile file;
    FileBytes body;
    Put(body, file.order()).u32(0).u32(0).u32(1).u32(4).u32(4).bytes(payload(4));
    Put(body, file.order()).u16(1).u16(2).bytes(payload(2)).pad4().u16(1).u16(50'000);
    file.interface().block(pcapng::enhanced_packet_block, body).enhanced(0, 2, payload(2));
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.packets.size(), 2U);
    EXPECT_EQ(reading.packets[0].bytes, payload(4));
    EXPECT_EQ(reading.packets[0].comments.size(), 1U);
}

TEST(PcapngParser, CountsBlocksItDoesNotCopy) {
    PcapngFile file;
    file.block(10, payload(8)).interface().enhanced(0, 0, payload(1)).block(5, payload(12));
    file.block(0x80000001U, {});
    const Reading reading = read(file.bytes());
    EXPECT_EQ(reading.packets.size(), 1U);
    EXPECT_EQ(reading.facts.at(0).blocks_not_copied, 3U);
}

TEST(PcapngParser, ReadsTheSameWhateverTheBlock) {
    PcapngFile file;
    file.interface();
    for (std::uint32_t i = 0; i < 150; ++i) {
        if (i % 40 == 39)
            file.section(i % 80 == 39 ? ByteOrder::big_endian : file.order()).interface();
        file.enhanced(0, i, payload(i * 7 % 90), {text_option(1, std::string(i % 9, 'x'))});
    }
    const Reading whole = read(file.bytes());
    ASSERT_EQ(whole.packets.size(), 150U);
    for (std::size_t block = 28; block < 300; ++block) {
        const Reading reading = read(file.bytes(), {}, block);
        ASSERT_EQ(reading.packets, whole.packets) << block;
        ASSERT_EQ(reading.interfaces.size(), whole.interfaces.size());
    }
}

TEST(PcapngParser, ReadsPacketsLongerThanABlock) {
    PcapngFile file;
    file.interface().enhanced(0, 1, payload(1'000'001)).enhanced(0, 2, payload(3));
    const Reading reading = read(file.bytes());
    ASSERT_EQ(reading.packets.size(), 2U);
    EXPECT_EQ(reading.packets[0].bytes, payload(1'000'001));
}

TEST(PcapngParser, GivesTheWholePacketsOfEveryPrefix) {
    PcapngFile file;
    std::vector<std::size_t> ends;
    const auto mark = [&] { ends.push_back(file.bytes().size()); };
    file.interface().enhanced(0, 1, payload(5), {text_option(1, "hm")});
    mark();
    file.simple(payload(9));
    mark();
    file.section(ByteOrder::big_endian).interface(113).obsolete(0, 4, payload(2));
    mark();
    const Reading whole = read(file.bytes());
    for (std::size_t size = 0; size <= file.bytes().size(); ++size) {
        const Reading reading = read(Bytes(file.bytes()).first(size));
        EXPECT_EQ(reading.error.empty(), size >= 28) << size;
        const auto expected =
            std::count_if(ends.begin(), ends.end(), [&](std::size_t end) { return end <= size; });
        ASSERT_EQ(reading.packets.size(), static_cast<std::size_t>(expected)) << size;
        EXPECT_TRUE(
            std::equal(reading.packets.begin(), reading.packets.end(), whole.packets.begin()));
    }
}

TEST(DamagedPcapng, GivesWhatStandsBeforeTheDamage) {
    const auto damaged = [](auto&& damage) {
        PcapngFile file;
        file.interface().enhanced(0, 1, payload(4));
        damage(file);
        file.enhanced(0, 2, payload(4));
        const Reading reading = read(file.bytes());
        EXPECT_EQ(frames(reading), std::vector<std::uint64_t>{1});
        EXPECT_EQ(reading.error, "");
        return reading.ended_early();
    };
    const auto raw = [](std::uint32_t type, std::uint32_t total, std::uint32_t trailer) {
        return [=](PcapngFile& file) {
            Put(file.bytes(), file.order()).u32(type).u32(total).u32(trailer);
        };
    };
    EXPECT_EQ(damaged(raw(5, 8, 8)), "packet 2, byte 84: a block cannot be 8 bytes long");
    EXPECT_EQ(damaged(raw(5, 12, 16)), "packet 2, byte 84: the two lengths of a block differ");
    EXPECT_EQ(damaged(raw(5, 0xffffffffU, 0)),
              "packet 2, byte 84: a block cannot be 4294967295 bytes long");
    EXPECT_EQ(damaged([](PcapngFile& file) { file.enhanced(1, 0, payload(1)); }),
              "packet 2, byte 84: it is of interface 1, which was not declared");
    EXPECT_EQ(damaged([](PcapngFile& file) { file.block(6, payload(8)); }),
              "packet 2, byte 84: a packet block is too short");
    EXPECT_EQ(damaged([](PcapngFile& file) {
                  FileBytes body;
                  Put(body, file.order()).u32(0).u32(0).u32(0).u32(5).u32(5).u32(0);
                  file.block(6, body);
              }),
              "packet 2, byte 84: it claims 5 bytes, more than its block holds");
}

TEST(DamagedPcapng, IsAnErrorWhenItIsTheFirstSectionHeader) {
    PcapngFile file;
    file.bytes()[12] = 9;  // major version
    EXPECT_EQ(
        read(file.bytes()).error,
        "memory: cannot be read as pcapng: packet 1, byte 0: pcapng version 9.0 is not known");
    file.bytes()[8] = 0;
    EXPECT_EQ(read(file.bytes()).error,
              "memory: cannot be read as pcapng: packet 1, byte 0: a section header has no "
              "byte-order mark");
}

TEST(DamagedPcapng, HasNoMoreThan65535Interfaces) {
    PcapngFile file;
    for (int i = 0; i < 65'535; ++i) file.interface();
    file.enhanced(65'534, 1, payload(1));
    const FileBytes at_limit = file.bytes();
    file.interface().enhanced(65'535, 2, payload(1));
    EXPECT_EQ(read(at_limit).packets.at(0).interface, 65'534U);
    EXPECT_EQ(read(at_limit).ended_early(), "");
    const Reading beyond = read(file.bytes());
    EXPECT_EQ(beyond.packets.size(), 1U);
    EXPECT_NE(beyond.ended_early().find("more than 65535 interfaces"), std::string::npos);
}

}  // namespace
}  // namespace cordon::testing
