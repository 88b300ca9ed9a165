#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string_view>
#include <thread>

#include "tests/capture/packing.hh"
#include "tests/capture/reading.hh"

namespace cordon::testing {
namespace {

using namespace std::string_view_literals;

FileBytes two_packets() {
    PcapFile file;
    file.packet(1, 0, payload(40)).packet(2, 0, payload(50));
    return file.bytes();
}

std::string error_of(Bytes content) {
    return read(content).error;
}

TEST(OpenCaptures, NamesWhatIsWrongWithAPath) {
    const TemporaryFolder folder;
    const std::string missing = (folder.path() / "none.pcap").string();
    EXPECT_EQ(read_files({missing}).error,
              missing + ": no such file: check the name and the folder");
    EXPECT_EQ(read_files({folder.path().string()}).error,
              folder.path().string() + ": is a folder: name the capture files in it");
    EXPECT_EQ(read_files({}).error, ": no capture is named");
    EXPECT_EQ(read_files({"-", "-"}).error, "-: stdin can be read once only");
    EXPECT_EQ(read_files({missing}).kind, Error::Kind::unusable_input);
}

TEST(OpenCaptures, NamesAFileThatMayNotBeRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const TemporaryFolder folder;
    const std::string path = folder.file("closed.pcap", two_packets());
    ::chmod(path.c_str(), 0);
    EXPECT_EQ(read_files({path}).error,
              path + ": may not be read: check its permissions and those of its folders");
}

TEST(OpenCaptures, NamesWhatIsNoCapture) {
    EXPECT_EQ(error_of({}), "memory: is empty: it does not even hold the header of a capture");
    EXPECT_EQ(error_of(as_bytes("time,src,dst\n1,a,b\n")),
              "memory: is text, not pcap or pcapng; name a pcap or pcapng file");
    EXPECT_EQ(error_of(as_bytes("snoop\0\0\0\0\0\0\2\0\0\0\4"sv)),
              "memory: is a snoop capture (Solaris), not pcap or pcapng; convert it first: tshark "
              "-F pcapng -r IN -w OUT.pcapng");
    EXPECT_EQ(error_of(as_bytes("GMBU\0\0\0\0"sv)),
              "memory: is a Network Monitor 2.x capture, not pcap or pcapng; convert it first: "
              "tshark -F pcapng -r IN -w OUT.pcapng");
    EXPECT_EQ(error_of(as_bytes("\xfd\x37zXZ\0\0\0"sv)),
              "memory: is compressed with xz, not pcap or pcapng; unpack it first (.gz and .zst "
              "are read as they are)");
    EXPECT_EQ(error_of(as_bytes("\0\1\2\3\4\5\6\7"sv)),
              "memory: is in no capture format known here; if Wireshark opens it, convert it "
              "first: tshark -F pcapng -r IN -w OUT.pcapng");
    EXPECT_EQ(error_of(Bytes(two_packets()).first(20)),
              "memory: ends inside the header of a pcap file: 20 of 24 bytes are there");
}

TEST(OpenCaptures, KnowsErfByTwoRecordsInARow) {
    FileBytes file;
    for (std::uint64_t i = 0; i < 2; ++i) {
        Put(file, ByteOrder::little_endian).u64((1'500'000'000 + i) << 32U);
        file.insert(file.end(), {2, 4});  // Ethernet, variable length
        Put(file, ByteOrder::big_endian).u16(48).u16(0).u16(30).bytes(payload(32));
    }
    EXPECT_NE(error_of(file).find("an ERF capture (Endace)"), std::string::npos);
}

TEST(OpenCaptures, GoesByContentNotByName) {
    const TemporaryFolder folder;
    EXPECT_EQ(read_files({folder.file("a.txt", gzipped(two_packets()))}).packets.size(), 2U);
    EXPECT_EQ(read_files({folder.file("a.gz", two_packets())}).packets.size(), 2U);
}

TEST(OpenCaptures, FingerprintsTheStoredFile) {
    const TemporaryFolder folder;
    const std::string path = folder.file("empty.pcap", PcapFile().bytes());
    const CaptureFacts facts = read_files({path}, {.filter = {}, .sha256 = true}).facts.at(0);
    EXPECT_EQ(facts.path, path);
    EXPECT_EQ(facts.file_bytes, 24U);
    // From XXH3_128bits of all 24 bytes and from `sha256sum`.
    EXPECT_EQ(facts.xxh3_128, "1a9e7cc10162b21749ce728a3d2864d8");
    EXPECT_EQ(facts.sha256, "acc530668c8bc60b2d229281130b1899bfc81d70fdada5c34b3236c628f739c8");
    EXPECT_EQ(read_files({path}).facts.at(0).sha256, "");
}

TEST(OpenCaptures, FingerprintsAllOfAFileThatEndsEarly) {
    const TemporaryFolder folder;
    PcapFile file({.snap_length = 100});
    file.packet(1, 0, payload(300'000));
    FileBytes content = joined(file.bytes(), FileBytes(1'000'000, 7));
    const std::string packed = folder.file("a.gz", gzipped(content));
    const CaptureFacts damaged = read_files({folder.file("a.pcap", content)}).facts.at(0);
    EXPECT_TRUE(damaged.ended_early);
    EXPECT_EQ(damaged.file_bytes, content.size());
    const CaptureFacts in_gzip = read_files({packed}).facts.at(0);
    EXPECT_EQ(in_gzip.file_bytes, content_of(packed).size());
}

TEST(OpenCaptures, ReadsFilesLargerThanABlockTheSameAsMemory) {
    PcapFile file;
    for (std::uint32_t i = 0; i < 2'000; ++i) file.packet(i, 0, payload(i % 1'500));
    const TemporaryFolder folder;
    const Reading reading = read_files({folder.file("a.pcap", file.bytes())});
    EXPECT_EQ(reading.packets, read(file.bytes()).packets);
    EXPECT_EQ(reading.packets.size(), 2'000U);
}

/// Stdin for the length of a test: what is written comes in small pieces.
class Stdin {
public:
    explicit Stdin(FileBytes content) : saved_(::dup(STDIN_FILENO)) {
        int ends[2];
        if (::pipe(ends) != 0) return;
        ::dup2(ends[0], STDIN_FILENO);
        ::close(ends[0]);
        writer_ = std::thread([content = std::move(content), end = ends[1]] {
            for (std::size_t at = 0; at < content.size(); at += 7) {
                const std::size_t size = std::min<std::size_t>(7, content.size() - at);
                if (::write(end, content.data() + at, size) < 0) break;
            }
            ::close(end);
        });
    }
    Stdin(const Stdin&) = delete;
    Stdin& operator=(const Stdin&) = delete;
    ~Stdin() {
        writer_.join();
        ::dup2(saved_, STDIN_FILENO);
        ::close(saved_);
    }

private:
    int saved_;
    std::thread writer_;
};

TEST(OpenCaptures, ReadsStdinHoweverItsBytesCome) {
    const TemporaryFolder folder;
    const Reading from_file = read_files({folder.file("a.pcap", two_packets())});
    const Stdin pipe(two_packets());
    const Reading reading = read_files({"-"});
    EXPECT_EQ(reading.packets, from_file.packets);
    EXPECT_EQ(reading.facts.at(0).path, "-");
    EXPECT_EQ(reading.facts.at(0).xxh3_128, from_file.facts.at(0).xxh3_128);
    EXPECT_EQ(reading.facts.at(0).file_bytes, two_packets().size());
}

TEST(OpenCaptures, UnpacksStdin) {
    const Stdin pipe(zstd_packed(two_packets()));
    EXPECT_EQ(read_files({"-"}).packets, read(two_packets()).packets);
}

TEST(CaptureReader, TellsItsProgress) {
    const TemporaryFolder folder;
    const std::vector<std::string> paths{folder.file("a.pcap", two_packets())};
    const auto reader = open_captures(paths, {});
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->bytes_total(), two_packets().size());
    while (!(*reader)->next()->empty()) continue;
    EXPECT_EQ((*reader)->bytes_read(), two_packets().size());
    EXPECT_TRUE((*reader)->next()->empty()) << "for good";
}

}  // namespace
}  // namespace cordon::testing
