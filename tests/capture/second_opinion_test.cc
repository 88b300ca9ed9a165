#include "tests/capture/second_opinion.hh"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "sim/capture/pcapng_writer.hh"
#include "tests/support/programs.hh"

namespace cordon::testing {
namespace {

bool same_packet(const Packet& a, const Packet& b) {
    return a.ns == b.ns && a.wire_length == b.wire_length && a.bytes == b.bytes;
}

/// As tshark would tell it.
TsharkPacket told(const Packet& packet) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(packet.bytes.data(), packet.bytes.size(), digest.data(), &size, EVP_md5(), nullptr);
    std::string md5;
    for (unsigned i = 0; i < size; ++i) md5 += fmt::format("{:02x}", digest[i]);
    return {.frame = packet.frame,
            .time = fmt::format("{}.{:09}", packet.ns / ns_per_s, packet.ns % ns_per_s),
            .wire_length = packet.wire_length,
            .captured = packet.bytes.size(),
            .md5 = md5,
            .interface = packet.interface,
            .comments = packet.comments};
}

std::vector<TsharkPacket> told(const Reading& reading) {
    std::vector<TsharkPacket> packets;
    for (const Packet& packet : reading.packets) packets.push_back(told(packet));
    return packets;
}

std::string text(const TsharkPacket& packet) {
    return fmt::format("{} at {}, {} of {} bytes, interface {}, {}, {}", packet.frame, packet.time,
                       packet.captured, packet.wire_length, packet.interface, packet.md5,
                       fmt::join(packet.comments, "|"));
}

/// Empty when there is none.
std::string first_difference(const std::vector<TsharkPacket>& theirs,
                             const std::vector<TsharkPacket>& ours) {
    for (std::size_t i = 0; i < std::max(theirs.size(), ours.size()); ++i) {
        const std::string a = i < theirs.size() ? text(theirs[i]) : "none";
        const std::string b = i < ours.size() ? text(ours[i]) : "none";
        if (a != b) return std::string("\n  tshark: ").append(a).append("\n  ours:   ").append(b);
    }
    return {};
}

/// Writes all packets of `paths` as plain passes.
void pass(const std::vector<std::string>& paths, const std::string& to) {
    auto reader = std::move(*open_captures(paths, {}));
    PcapngWriter writer(std::move(*OutputFile::create(to)), "cordon test");
    for (auto batch = reader->next(); !batch->empty(); batch = reader->next()) {
        writer.declare(reader->interfaces());
        writer.write(*batch);
    }
    ASSERT_TRUE(writer.commit());
}

class SharedCaptures : public ::testing::Test {
protected:
    void SetUp() override {
        const auto found = shared_captures();
        if (!found) GTEST_SKIP() << "the shared captures are not here: see CORDON_CAPTURES";
        root = *found;
    }
    [[nodiscard]] std::string path(const std::string& name) const { return (root / name).string(); }

    std::filesystem::path root;
};

/// Captures of which another program says something else than we, and why we are content.
using Differences = std::map<std::string, std::string_view>;

const Differences libpcap_differs{
    {"formats/many_interfaces-1.pcapng", "libpcap stops at a second link type"},
    {"formats/pcapng-be-test202.pcapng", "libpcap stops at a second link type"},
    {"formats/pcapng-le-test100.pcapng", "libpcap stops at a second link type"},
    {"formats/time_2106.pcap", "libpcap takes the seconds of a pcap file for signed"},
    {"malformed/pcapdroid-crash-593ec6ea.pcap", "libpcap cuts packets at the snap length, 49"},
};

const Differences tshark_differs{
    {"formats/pcapng-be-test202.pcapng", "tshark also numbers three blocks that are no packets"},
    {"formats/pcapng-le-test100.pcapng", "simple packet blocks: tshark gives no time, we zero"},
    {"formats/solaris.snoop", "we refuse it"},
};

TEST_F(SharedCaptures, GiveTheSamePacketsAsLibpcap) {
    std::size_t compared = 0;
    for (const std::string& name : captures_below(root)) {
        const auto theirs = ask_libpcap(path(name));
        if (!theirs) continue;
        ++compared;
        const Reading ours = read_files({path(name)});
        EXPECT_EQ(ours.error, "") << name;
        const bool same = theirs->error.empty() == ours.ended_early().empty() &&
                          std::ranges::equal(theirs->packets, ours.packets, same_packet);
        EXPECT_EQ(same, !libpcap_differs.contains(name))
            << name << "\n  libpcap: " << theirs->packets.size() << " " << theirs->error
            << "\n  ours:    " << ours.packets.size() << " " << ours.ended_early();
    }
    EXPECT_GT(compared, 0U);
}

TEST_F(SharedCaptures, GiveAMessageWhereLibpcapOpensNone) {
    // Their beginnings; the empty one is a capture that we do read.
    const Differences messages{
        {"formats/http_head.pcapng.gz", ""},
        {"formats/solaris.snoop", "is a snoop capture (Solaris), not pcap or pcapng; convert"},
        {"malformed/pcap-invalid-version-1.pcap", "libpcap cannot read it: archaic pcap savefile"},
        {"malformed/pcapng-invalid-vers-1.pcapng",
         "cannot be read as pcapng: packet 1, byte 0: pcapng version 0.1 is not known"},
        {"malformed/shb-option-too-long.pcapng",
         "cannot be read as pcapng: packet 1, byte 0: the two lengths of a section header differ"},
    };
    for (const std::string& name : captures_below(root)) {
        if (ask_libpcap(path(name))) continue;
        const auto expected = messages.find(name);
        ASSERT_NE(expected, messages.end()) << name;
        const std::string error = read_files({path(name)}).error;
        if (expected->second.empty()) {
            EXPECT_EQ(error, "") << name;
        } else {
            EXPECT_TRUE(error.starts_with(path(name) + ": " + std::string(expected->second)))
                << error;
        }
    }
}

/// Of damaged pcap files libpcap is the better judge: tshark guesses at their header format.
bool is_for_tshark(const std::string& name) {
    return name.starts_with("formats/") ||
           (name.starts_with("malformed/") && name.ends_with(".pcapng"));
}

TEST_F(SharedCaptures, GiveTheSamePacketsAsTshark) {
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    for (const std::string& name : captures_below(root)) {
        if (!is_for_tshark(name)) continue;
        const std::string difference =
            first_difference(ask_tshark(path(name)), told(read_files({path(name)})));
        EXPECT_EQ(difference.empty(), !tshark_differs.contains(name)) << name << difference;
    }
}

TEST_F(SharedCaptures, AreReadTheSameOnceWritten) {
    const TemporaryFolder out;
    const std::string copy = (out.path() / "copy.pcapng").string();
    for (const std::string& name : captures_below(root)) {
        const Reading before = read_files({path(name)});
        if (!before.error.empty()) continue;
        pass({path(name)}, copy);
        const Reading after = read_files({copy});
        EXPECT_EQ(after.packets, before.packets) << name;
        EXPECT_EQ(after.ended_early(), "") << name;
    }
}

TEST(Tshark, UnderstandsWhatWeWrite) {
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "ours.pcapng").string();
    PcapngWriter writer(std::move(*OutputFile::create(path)), "cordon test");
    const Annotation note{.comments = {"theirs"}};
    writer.declare(std::vector<CaptureInterface>{
        {.link = LinkType::ethernet, .snap_length = 96, .name = "eth0"},
        {.link = LinkType::raw_ip, .time_offset_seconds = -3'000'000'000}});
    const FileBytes bytes = payload(97);
    writer.write({.bytes = bytes, .at = time_from_ns(5), .wire_length = 1'500, .frame = 1});
    writer.write({.bytes = bytes,
                  .at = time_from_ns(1'500'000'000'123'456'789),
                  .wire_length = 97,
                  .frame = 2,
                  .note = &note,
                  .comment = "rule: drop"});
    writer.write({.bytes = bytes,
                  .at = time_from_ns(-2'000'000'000),
                  .wire_length = 97,
                  .interface = InterfaceId{1}});
    ASSERT_TRUE(writer.commit());
    const std::vector<TsharkPacket> theirs = ask_tshark(path);
    ASSERT_EQ(theirs.size(), 3U);
    EXPECT_EQ(theirs[0].time, "0.000000005");
    EXPECT_EQ(theirs[0].wire_length, 1'500U);
    EXPECT_EQ(theirs[0].captured, 97U);
    EXPECT_EQ(theirs[1].time, "1500000000.123456789");
    EXPECT_EQ(theirs[1].comments, (std::vector<std::string>{"theirs", "rule: drop"}));
    EXPECT_EQ(theirs[2].time, "-2.000000000");
    EXPECT_EQ(theirs[2].interface, 1U);
}

TEST_F(SharedCaptures, AreReadTheSameByTsharkOnceMergedAndWritten) {
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    std::vector<std::string> paths;
    for (const std::string& name : captures_below(root)) {
        if (!name.starts_with("formats/") && !name.starts_with("linktypes/")) continue;
        if (read_files({path(name)}).error.empty()) paths.push_back(path(name));
    }
    const TemporaryFolder out;
    const std::string merged = (out.path() / "merged.pcapng").string();
    pass(paths, merged);
    std::vector<TsharkPacket> ours = told(read_files(paths));
    for (std::size_t i = 0; i < ours.size(); ++i) ours[i].frame = i + 1;
    EXPECT_GT(ours.size(), 0U);
    EXPECT_EQ(first_difference(ask_tshark(merged), ours), "");
}

}  // namespace
}  // namespace cordon::testing
