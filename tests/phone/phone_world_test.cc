// Phones in a simulated world: real packets, real TCP, DNS over the wire.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>

#include "tests/phone/scene.hh"
#include "tests/phone/world_scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;
using std::chrono::seconds;

std::string output_of(const std::string& command) {
    struct Close {
        void operator()(std::FILE* pipe) const { pclose(pipe); }
    };
    const std::unique_ptr<std::FILE, Close> pipe(popen(command.c_str(), "r"));
    std::string text;
    std::array<char, 4096> part{};
    while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe.get())) {
        text.append(part.data(), count);
    }
    return text;
}

TEST(InAWorld, EveryFunctionSucceeds) {
    for (const MediaExchange exchange : {MediaExchange::of_2017, MediaExchange::of_2020}) {
        WorldScene scene;
        scene.service->settings.exchange = exchange;
        for (const Function function : all_functions()) {
            const Outcome outcome = scene.attempt(function);
            EXPECT_EQ(outcome.kind, Kind::delivered) << ::testing::PrintToString(outcome);
            EXPECT_TRUE(outcome.succeeded(50)) << ::testing::PrintToString(outcome);
        }
    }
}

TEST(InAWorld, EveryFunctionSucceedsOverAPoorWay) {
    constexpr Share out{10'000}, in{50'000};  // Wang 2025: 5-15% across the border, inbound
    for (const Function function : all_functions()) {
        WorldScene scene(2, out, in);
        const Outcome outcome = scene.attempt(function);
        EXPECT_TRUE(outcome.succeeded()) << ::testing::PrintToString(outcome);
    }
}

TEST(InAWorld, FlowsAreTakenForWhatTheyAre) {
    WorldScene scene;
    for (const Function function : all_functions()) static_cast<void>(scene.attempt(function));
    scene.service->settings.web_port = 80;
    static_cast<void>(scene.attempt(Function::web_page));
    const std::multiset<std::string> apps = apps_of(scene.packets());
    EXPECT_EQ(apps.count("whatsapp.chat 5222"), 1U);
    EXPECT_EQ(apps.count("whatsapp.media 443"), 5U);  // photo, note, video; photo, video received
    EXPECT_EQ(apps.count("whatsapp.register 443"), 2U);
    EXPECT_EQ(apps.count("whatsapp.call 3478"), 10U);  // two calls, five relays
    EXPECT_EQ(apps.count("tls 443"), 1U);
    EXPECT_EQ(apps.count("http 80"), 1U);
    EXPECT_EQ(apps.size() - apps.count("dns 53"), 20U);
    EXPECT_EQ(apps.count("dns 53"), 4U);  // four names; answers are kept for their minute
}

TEST(InAWorld, WiresharkReadsEveryPacketWithoutComplaint) {
    if (output_of("tshark --version 2>/dev/null").empty()) GTEST_SKIP() << "no tshark here";
    WorldScene scene;
    for (const Function function : all_functions()) static_cast<void>(scene.attempt(function));
    const std::string path = ::testing::TempDir() + "phone_world_test.pcap";
    scene.write_pcap(path);
    const std::string tshark = "tshark -r '" + path + "' -o tcp.check_checksum:TRUE ";
    // The app itself sends attribute 0x4000 unpadded, which Wireshark calls malformed in recordings
    // (wa_voice.pcap), too; and 0x4002 is its own (pcaps/README.md).
    EXPECT_EQ(output_of(tshark + "-Y '_ws.malformed && !stun' 2>/dev/null"), "");
    const std::vector<std::string> known{"Packet length is not multiple of 4 bytes",
                                         "Unknown attribute 0x4000", "Unknown attribute 0x4002"};
    std::istringstream lines(
        output_of(tshark + "-Y '_ws.expert.severity >= 0x600000' -T fields -e _ws.expert.message "
                           "2>/dev/null | tr ',' '\\n' | sort | uniq"));
    for (std::string line; std::getline(lines, line);) {
        EXPECT_TRUE(std::count(known.begin(), known.end(), line)) << line;
    }
    const std::string names =
        output_of(tshark +
                  "-Y tls.handshake.extensions_server_name -T fields -e "
                  "tls.handshake.extensions_server_name 2>/dev/null | sort | uniq -c");
    EXPECT_NE(names.find("5 mmg.whatsapp.net"), std::string::npos) << names;
    EXPECT_NE(names.find("2 v.whatsapp.net"), std::string::npos) << names;
    std::filesystem::remove(path);
}

TEST(InAWorld, TheSameSeedSendsTheSamePackets) {
    const auto packets = [](std::uint64_t seed) {
        WorldScene scene(seed);
        static_cast<void>(scene.attempt(Function::photo_send));
        const std::string path = ::testing::TempDir() + "phone_world_same.pcap";
        scene.write_pcap(path);
        std::string text = output_of("cat '" + path + "' | cksum");
        std::filesystem::remove(path);
        return text;
    };
    EXPECT_EQ(packets(1), packets(1));
    EXPECT_NE(packets(1), packets(2));
}

TEST(InAWorld, ChatOpensWithFourBytesAlone) {
    WorldScene scene;
    scene.phone().switch_on();
    scene.world.run_until(scene.world.now() + seconds{5});
    EXPECT_TRUE(scene.phone().chat_is_open());
    const std::string path = ::testing::TempDir() + "phone_world_chat.pcap";
    scene.write_pcap(path);
    if (output_of("tshark --version 2>/dev/null").empty()) GTEST_SKIP() << "no tshark here";
    const std::string lengths = output_of(
        "tshark -r '" + path +
        "' -Y 'tcp.dstport == 5222 && tcp.len > 0' -T fields -e tcp.len 2>/dev/null | head -2");
    EXPECT_EQ(lengths, "4\n254\n");
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace cordon::test
