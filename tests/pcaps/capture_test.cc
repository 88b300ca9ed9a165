#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/capture/reader.hh"
#include "sim/decode/decode.hh"
#include "tests/pcaps/capture_streams.hh"
#include "tests/support/programs.hh"
#include "tests/support/wireshark_warnings.hh"
#include "tools/make-captures/recipe.hh"
#include "tools/make-captures/session.hh"

namespace cordon::testing {
namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::vector<std::string> names_of_recipes() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator("pcaps")) {
        if (entry.path().extension() == ".recipe") names.push_back(entry.path().stem());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Every capture of pcaps/.
class Captures : public ::testing::Test {
protected:
    static std::string path(const std::string& name) { return "pcaps/" + name + ".pcap"; }
    const std::vector<std::string> names = names_of_recipes();
};

TEST_F(Captures, AreWhatTheirRecipesMake) {
    const std::string made = ::testing::TempDir() + "captures_test.pcap";
    ASSERT_FALSE(names.empty());
    for (const std::string& name : names) {
        const auto recipe = captures::read_recipe("pcaps/" + name + ".recipe");
        ASSERT_TRUE(recipe) << recipe.error().where << ": " << recipe.error().what;
        ASSERT_TRUE(captures::play_session(*recipe).write(made));
        EXPECT_TRUE(content_of(made) == content_of(path(name))) << name << ": make it again";
    }
    std::filesystem::remove(made);
}

TEST_F(Captures, StandInTheIndexWithTheirHashes) {
    const std::string index = content_of("pcaps/README.md");
    for (const std::string& name : names) {
        const std::string hash = output_of("sha256sum " + path(name));
        if (hash.empty()) GTEST_SKIP() << "no sha256sum here";
        EXPECT_NE(index.find(hash.substr(0, 64) + "  " + name + ".pcap"), std::string::npos)
            << name;
    }
}

TEST_F(Captures, HaveRightChecksumsAndTimesInOrder) {
    for (const std::string& name : names) {
        const std::string file = path(name);
        auto reader = open_captures(std::span(&file, 1), {});
        ASSERT_TRUE(reader);
        Time last;
        for (auto batch = (*reader)->next(); !batch->empty(); batch = (*reader)->next()) {
            for (const Arrival& arrival : *batch) {
                const Headers headers =
                    decode(arrival.bytes, arrival.link, arrival.wire_length).headers;
                EXPECT_EQ(headers.stop, Stop::payload) << name << " frame " << arrival.frame;
                EXPECT_EQ(ip_checksum_ok(arrival.bytes, headers), true) << name;
                EXPECT_EQ(transport_checksum_ok(arrival.bytes, headers), true) << name;
                EXPECT_GE(arrival.at, last) << name << " frame " << arrival.frame;
                last = arrival.at;
            }
        }
    }
}

TEST_F(Captures, HoldWholeTcpConnections) {
    for (const std::string& name : names) {
        for (const auto& [server, stream] : streams_of(path(name))) {
            EXPECT_TRUE(stream.opened_by_syn) << name << " " << server;
            EXPECT_TRUE(stream.finished) << name << " " << server;
            EXPECT_FALSE(stream.up.empty() || stream.down.empty()) << name << " " << server;
        }
    }
}

TEST_F(Captures, OpenInWiresharkWithNoComplaintButThoseAboutTheCallsOfTheApp) {
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    for (const std::string& name : names) {
        for (const std::string& line : wireshark_warnings(path(name))) {
            EXPECT_TRUE(warnings_of_calls().contains(line)) << name << ": " << line;
        }
    }
}

TEST(ChatOf2017, OpensWithFourBytesAlone) {
    const auto streams = streams_of("pcaps/chat.pcap");
    const StreamSeen& chat = streams.at("158.85.58.15:5222#0");
    EXPECT_EQ(chat.up_segments.at(0), 4U);
    EXPECT_EQ(std::string(chat.up.begin(), chat.up.begin() + 4), std::string("ED\0\1", 4));
    const std::string rest(chat.up.begin() + 4, chat.up.begin() + 16);
    EXPECT_EQ(rest, std::string("\0\0\2\10\0WA\2\0\0\0\362", 12));
}

TEST(PhotoSent, GoesUpToTheMediaHostWithinTls) {
    const auto streams = streams_of("pcaps/photo-sent.pcap");
    const StreamSeen& media = streams.at("31.13.86.51:443#0");
    EXPECT_GT(media.up.size(), 178'544U);
    EXPECT_LT(media.up.size(), 182'000U);  // records and handshake add no more
    EXPECT_LT(media.down.size(), 4'000U);
    const std::string hello(media.up.begin(), media.up.begin() + 200);
    EXPECT_NE(hello.find("mmg.whatsapp.net"), std::string::npos);
}

TEST(SessionThroughVpn, ShowsTheWallOneFlowAndNoName) {
    const std::string bytes = content_of("pcaps/phone-2017-vpn.pcap");
    EXPECT_EQ(bytes.find("whatsapp"), std::string::npos);
    EXPECT_EQ(bytes.find("example"), std::string::npos);
    EXPECT_TRUE(streams_of("pcaps/phone-2017-vpn.pcap").empty());
}

TEST(WholeSession, HoldsEverythingThatReportsSpeakOf) {
    const std::string bytes = content_of("pcaps/phone-2017.pcap");
    for (const char* name : {"\3e15\10whatsapp\3net", "mmg.whatsapp.net", "www.example.com"}) {
        EXPECT_NE(bytes.find(name), std::string::npos) << name;
    }
    const auto streams = streams_of("pcaps/phone-2017.pcap");
    EXPECT_EQ(streams.at("158.85.58.15:5222#0").up_segments.at(0), 4U);  // text
    EXPECT_GT(streams.at("31.13.86.51:443#0").up.size(), 102'400U);      // photo sent
    EXPECT_GT(streams.at("31.13.86.51:443#1").down.size(), 64'300U);     // photo received
    EXPECT_GT(streams.at("31.13.86.51:443#2").up.size(), 18'300U);       // voice note
}

}  // namespace
}  // namespace cordon::testing
