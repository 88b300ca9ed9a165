#include "sim/capture/pcapng_writer.hh"

#include <gtest/gtest.h>

#include <limits>

#include "sim/capture/pcapng_format.hh"
#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

constexpr std::int64_t s = ns_per_s;

class Writer : public ::testing::Test {
protected:
    [[nodiscard]] PcapngWriter writer(std::string_view application = "cordon test") const {
        return PcapngWriter(std::move(*OutputFile::create(path())), application);
    }
    [[nodiscard]] std::string path() const { return (folder.path() / "out.pcapng").string(); }
    [[nodiscard]] Reading written(PcapngWriter& writer) const {
        EXPECT_TRUE(writer.commit());
        return read_files({path()});
    }
    /// What comes out when all that a capture holds is written as plain passes.
    [[nodiscard]] Reading passed(const FileBytes& capture) const {
        const std::vector<std::string> paths{folder.file("in", capture)};
        auto reader = std::move(*open_captures(paths, {}));
        PcapngWriter out = writer();
        for (auto batch = reader->next(); !batch->empty(); batch = reader->next()) {
            out.declare(reader->interfaces());
            out.write(*batch);
        }
        out.declare(reader->interfaces());
        return written(out);
    }

    TemporaryFolder folder;
};

const std::vector<CaptureInterface> one_interface{{.link = LinkType::ethernet}};

TEST_F(Writer, KeepsEverythingOfAPlainPass) {
    PcapngFile file(ByteOrder::big_endian);
    file.interface(113, 96, {text_option(pcapng::if_name, "wlan0"), resolution(9)});
    file.interface(1);
    for (std::uint32_t i = 0; i < 300; ++i) {
        file.enhanced(i % 2, 1'000'000'000'000 + i, payload(i % 67), {}, i % 67 + i % 3);
    }
    file.interface(276);
    const Reading in = read(file.bytes());
    const Reading out = passed(file.bytes());
    EXPECT_EQ(out.error, "");
    EXPECT_EQ(out.ended_early(), "");
    EXPECT_EQ(out.packets, in.packets);
    ASSERT_EQ(out.interfaces.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(out.interfaces[i].link, in.interfaces[i].link);
        EXPECT_EQ(out.interfaces[i].name, in.interfaces[i].name);
        EXPECT_EQ(out.interfaces[i].snap_length, in.interfaces[i].snap_length);
    }
}

TEST_F(Writer, KeepsCommentsOfTheInputBeforeOurs) {
    const Annotation note{.comments = {"theirs", "", "also theirs \xe2\x9c\x93"}};
    PcapngWriter out = writer();
    out.declare(one_interface);
    out.write(PacketToWrite{.bytes = payload(5),
                            .at = time_from_ns(7),
                            .wire_length = 5,
                            .frame = 3,
                            .note = &note,
                            .comment = "rule: drop"});
    const Reading reading = written(out);
    EXPECT_EQ(reading.packets.at(0).comments,
              (std::vector<std::string>{"theirs", "", "also theirs \xe2\x9c\x93", "rule: drop"}));
}

TEST_F(Writer, KeepsCommentsOfPlainPasses) {
    PcapngFile file;
    file.interface().enhanced(0, 1, payload(5), {text_option(1, "seen by Anna")});
    file.enhanced(0, 2, payload(6));
    EXPECT_EQ(passed(file.bytes()).packets, read(file.bytes()).packets);
}

TEST_F(Writer, GivesEachPacketItsFrameNumberAndAnInjectedOneNone) {
    PcapngWriter out = writer("x");
    out.declare(one_interface);
    const FileBytes bytes = payload(4);
    const Arrival arrival{
        .bytes = bytes, .at = time_from_ns(1), .frame = 0x1122334455667788U, .wire_length = 4};
    out.write(std::span(&arrival, 1));
    out.write(PacketToWrite{.bytes = bytes, .at = time_from_ns(2), .wire_length = 4});
    ASSERT_TRUE(out.commit());
    FileBytes expected;
    Put put(expected, ByteOrder::little_endian);
    put.u32(0x0a0d0d0a).u32(40).u32(0x1a2b3c4d).u16(1).u16(0).u64(~std::uint64_t{0});
    put.u16(4).u16(1).u32('x').u32(0).u32(40);
    put.u32(1).u32(32).u16(1).u16(0).u32(0).u16(9).u16(1).u32(9).u32(0).u32(32);
    put.u32(6).u32(52).u32(0).u32(0).u32(1).u32(4).u32(4).bytes(bytes);
    put.u16(5).u16(8).u64(0x1122334455667788U).u32(0).u32(52);
    put.u32(6).u32(36).u32(0).u32(0).u32(2).u32(4).u32(4).bytes(bytes).u32(36);
    EXPECT_EQ(content_of(path()), expected);
}

TEST_F(Writer, WritesAPlainPassAloneAsInARun) {
    const FileBytes bytes = payload(13);
    const Arrival arrival{.bytes = bytes, .at = time_from_ns(5), .frame = 9, .wire_length = 99};
    PcapngWriter in_run = writer();
    in_run.declare(one_interface);
    in_run.write(std::span(&arrival, 1));
    ASSERT_TRUE(in_run.commit());
    const FileBytes expected = content_of(path());
    PcapngWriter alone = writer();
    alone.declare(one_interface);
    alone.write(
        PacketToWrite{.bytes = bytes, .at = time_from_ns(5), .wire_length = 99, .frame = 9});
    ASSERT_TRUE(alone.commit());
    EXPECT_EQ(content_of(path()), expected);
}

TEST_F(Writer, KeepsPacketsOfAnySize) {
    PcapngFile file;
    file.interface();
    for (const std::size_t size : {0U, 1U, 2U, 3U, 4U, 131'071U, 131'072U, 262'144U, 1'000'000U}) {
        file.enhanced(0, size, payload(size));
    }
    EXPECT_EQ(passed(file.bytes()).packets, read(file.bytes()).packets);
}

TEST_F(Writer, KeepsTimesBefore1970OfAnInputThatHasThem) {
    const ByteOrder order = ByteOrder::little_endian;
    for (const std::int64_t offset :
         {std::int64_t{-1}, std::int64_t{-3'000'000'000}, std::int64_t{-9'223'372'036},
          std::numeric_limits<std::int64_t>::min()}) {
        PcapngFile file;
        file.interface(1, 0, {offset_seconds(offset, order), resolution(9)});
        file.enhanced(0, 5, payload(4)).enhanced(0, 4'000'000'000ULL * s, payload(4));
        const Reading out = passed(file.bytes());
        EXPECT_EQ(out.packets, read(file.bytes()).packets) << offset;
        EXPECT_LT(out.packets.at(0).ns, 0);
    }
}

TEST_F(Writer, KeepsTheLatestTime) {
    PcapngFile file;
    file.interface(1, 0, {resolution(9)});
    file.enhanced(0, std::numeric_limits<std::int64_t>::max(), payload(4));
    EXPECT_EQ(passed(file.bytes()).packets, read(file.bytes()).packets);
}

TEST_F(Writer, WritesOtherTimesBefore1970AsZeroAndCountsThem) {
    PcapngWriter out = writer();
    out.declare(one_interface);
    const FileBytes bytes = payload(4);
    for (const std::int64_t ns : {-1L, 0L}) {
        out.write(PacketToWrite{.bytes = bytes, .at = time_from_ns(ns), .wire_length = 4});
    }
    EXPECT_EQ(out.times_before_zero(), 1U);
    EXPECT_EQ(written(out).packets.at(0).ns, 0);
}

TEST_F(Writer, CutsACommentAtACharacter) {
    std::string comment(65'533, 'x');
    comment += "\xe2\x82\xac";  // the euro sign: bytes 65,534 to 65,536
    PcapngWriter out = writer();
    out.declare(one_interface);
    out.write(PacketToWrite{.bytes = payload(4), .at = {}, .wire_length = 4, .comment = comment});
    comment.resize(65'533);
    comment.append(2, 'y');
    out.write(PacketToWrite{.bytes = payload(4), .at = {}, .wire_length = 4, .comment = comment});
    const Reading reading = written(out);
    EXPECT_EQ(reading.packets.at(0).comments.at(0), std::string(65'533, 'x'));
    EXPECT_EQ(reading.packets.at(1).comments.at(0), comment);
}

TEST_F(Writer, DeclaresEachInterfaceOnce) {
    PcapngWriter out = writer();
    std::vector<CaptureInterface> interfaces = one_interface;
    out.declare(interfaces);
    out.declare(interfaces);
    interfaces.push_back({.link = LinkType::raw_ip});
    out.declare(interfaces);
    EXPECT_EQ(written(out).interfaces.size(), 2U);
}

}  // namespace
}  // namespace cordon::testing
