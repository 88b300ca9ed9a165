#include <gtest/gtest.h>

#include "tests/capture/packing.hh"
#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

FileBytes long_capture() {
    PcapFile file;
    for (std::uint32_t i = 0; i < 3'000; ++i) {
        file.packet(i, 0, payload(i % 700, static_cast<std::uint8_t>(i * i)));
    }
    return file.bytes();
}

using Pack = FileBytes (*)(Bytes);
class Packed : public ::testing::TestWithParam<Pack> {};

TEST_P(Packed, IsReadLikeThePlainFile) {
    const FileBytes plain = long_capture();
    const Reading reading = read(GetParam()(plain));
    EXPECT_EQ(reading.error, "");
    EXPECT_EQ(reading.ended_early(), "");
    EXPECT_EQ(reading.packets, read(plain).packets);
}

TEST_P(Packed, IsReadInSeveralPieces) {
    const FileBytes plain = long_capture();
    const Bytes bytes = plain;
    const FileBytes both = joined(GetParam()(bytes.first(777)), GetParam()(bytes.subspan(777)));
    const Reading reading = read(both);
    EXPECT_EQ(reading.packets.size(), 3'000U);
    EXPECT_EQ(reading.ended_early(), "");
}

TEST_P(Packed, GivesWhatIsGoodOfACutFile) {
    const FileBytes plain = long_capture();
    const FileBytes packed = GetParam()(plain);
    const Reading whole = read(plain);
    const Reading reading = read(Bytes(packed).first(packed.size() * 3 / 4));
    EXPECT_EQ(reading.error, "");
    EXPECT_GT(reading.packets.size(), 100U);
    EXPECT_LT(reading.packets.size(), 3'000U);
    EXPECT_TRUE(std::equal(reading.packets.begin(), reading.packets.end(), whole.packets.begin()));
    EXPECT_NE(reading.ended_early().find("file is cut"), std::string::npos)
        << reading.ended_early();
}

TEST_P(Packed, SaysSoWhenItIsCutBehindTheLastPacket) {
    const FileBytes packed = GetParam()(long_capture());
    const Reading reading = read(Bytes(packed).first(packed.size() - 1));
    EXPECT_EQ(reading.error, "");
    EXPECT_NE(reading.ended_early(), "");
}

TEST_P(Packed, ReadsEveryPrefixWithoutAWordTooMany) {
    PcapFile file;
    file.packet(1, 0, payload(40)).packet(2, 0, payload(50));
    const FileBytes packed = GetParam()(file.bytes());
    for (std::size_t size = 0; size < packed.size(); ++size) {
        const Reading reading = read(Bytes(packed).first(size));
        EXPECT_TRUE(!reading.error.empty() || !reading.ended_early().empty()) << size;
    }
}

TEST_P(Packed, NamesACaptureThatIsPackedTwice) {
    EXPECT_NE(read(GetParam()(GetParam()(long_capture()))).error.find("compressed twice"),
              std::string::npos);
}

TEST_P(Packed, NamesAnEmptyOne) {
    EXPECT_NE(read(GetParam()({})).error.find("is empty"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(With, Packed, ::testing::Values(gzipped, zstd_packed));

TEST(Gzip, MayBeFollowedByZerosButNotByOtherBytes) {
    PcapFile file;
    file.packet(1, 0, payload(40));
    const FileBytes packed = gzipped(file.bytes());
    EXPECT_EQ(read(joined(packed, FileBytes(300'000))).ended_early(), "");
    const Reading reading = read(joined(packed, payload(10)));
    EXPECT_EQ(reading.packets.size(), 1U);
    EXPECT_EQ(reading.ended_early(),
              "packet 2, byte 80: bytes that are not gzip follow the compressed data");
}

TEST(Gzip, GivesAllOfACutFileWhateverTheBlock) {
    PcapFile file;
    for (std::uint32_t i = 0; i < 20; ++i) file.packet(i, 0, FileBytes(200));
    const FileBytes packed = gzipped(file.bytes());
    for (std::size_t size = 40; size < packed.size(); ++size) {
        const Reading whole = read(Bytes(packed).first(size));
        const Reading in_pieces = read(Bytes(packed).first(size), {}, 64);
        EXPECT_EQ(in_pieces.packets, whole.packets) << size;
        EXPECT_EQ(in_pieces.ended_early(), whole.ended_early()) << size;
    }
}

TEST(Gzip, SaysThatItIsDamaged) {
    FileBytes packed = gzipped(long_capture());
    packed[packed.size() - 6] ^= 1U;  // in the checksum
    const Reading reading = read(packed);
    EXPECT_EQ(reading.packets.size(), 3'000U);
    EXPECT_NE(reading.ended_early().find("gzip data is damaged (incorrect data check)"),
              std::string::npos);
}

TEST(Gzip, SaysThatItIsCutBehindTheLastPacketOfAnOldVersion) {
    PcapFile file({.minor = 2});
    file.packet(1, 0, payload(40));
    const FileBytes packed = gzipped(file.bytes());
    const Reading reading = read(Bytes(packed).first(packed.size() - 1));
    EXPECT_EQ(reading.packets.size(), 1U);
    EXPECT_NE(reading.ended_early().find("file is cut"), std::string::npos)
        << reading.ended_early();
}

TEST(Gzip, NamesTheFirstDamageOfTwoInAnOldVersionWhateverTheBlock) {
    PcapFile file({.minor = 2});
    file.packet(1, 0, payload(40));
    file.bytes().resize(1'000, 0xff);  // a record of 4 GiB
    const FileBytes packed = gzipped(file.bytes());
    for (const std::size_t block : {std::size_t{64}, std::size_t{262'144}}) {
        const Reading reading = read(Bytes(packed).first(packed.size() - 1), {}, block);
        EXPECT_EQ(reading.packets.size(), 1U);
        EXPECT_EQ(reading.ended_early().find("file is cut"), std::string::npos)
            << reading.ended_early();
    }
}

TEST(Zstd, GivesAllThatComesBeforeDamageWhateverTheBlock) {
    PcapFile file;
    for (std::uint32_t i = 0; i < 20; ++i) file.packet(i, 0, FileBytes(20));
    const FileBytes content = file.bytes();
    // A frame (RFC 8878 section 3.1.1) with one raw block, and behind it one of the reserved type.
    const auto size_and_type = static_cast<std::uint32_t>(content.size() << 3U);
    FileBytes packed{0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58};
    for (unsigned shift = 0; shift < 24; shift += 8) {
        packed.push_back(static_cast<std::uint8_t>(size_and_type >> shift));
    }
    packed = joined(joined(packed, content), FileBytes{0x06, 0x00, 0x00});
    const Reading whole = read(packed);
    const Reading in_pieces = read(packed, {}, 64);
    EXPECT_EQ(whole.packets.size(), 20U);
    EXPECT_EQ(in_pieces.packets, whole.packets);
    EXPECT_NE(whole.ended_early().find("zstd data is damaged"), std::string::npos);
    EXPECT_EQ(in_pieces.ended_early(), whole.ended_early());
}

TEST(Zstd, SaysThatItIsDamaged) {
    FileBytes packed = zstd_packed(long_capture());
    packed[packed.size() / 2] ^= 0xffU;
    packed[packed.size() / 2 + 1] ^= 0xffU;
    const Reading reading = read(packed);
    EXPECT_TRUE(reading.ended_early().find("zstd data is damaged") != std::string::npos ||
                reading.packets != read(long_capture()).packets);
}

}  // namespace
}  // namespace cordon::testing
