#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <set>
#include <sstream>

#include "sim/capture/pcapng_writer.hh"
#include "sim/core/seq32.hh"
#include "sim/decode/decode.hh"
#include "sim/scenario/run/play.hh"
#include "tests/scenario/cases/case_scene.hh"

namespace cordon::testing {
namespace {

std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = popen(command.c_str(), "r");
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) text += static_cast<char>(c);
    pclose(pipe);
    return text;
}

/// One phone that tries every function, over ways that lose so much, without a wall.
PhoneRecording recorded(std::uint64_t seed, Share loss, PhoneTcp tcp = PhoneTcp::android) {
    Scenario scenario = case_named("adblock-2019");
    scenario.seed = seed;
    scenario.places[0].operators[0].phones = 1;
    scenario.places[0].operators[0].tcp = tcp;
    for (Way* way : {&scenario.access[0], &scenario.paths[0]}) way->up.loss = way->down.loss = loss;
    for (Tries& each : scenario.tries) each.count = 2;
    PlayOptions options;
    options.recorded = WantedPhone{};
    return play(scenario, {RunWall{}}, options).recordings.at(0);
}

std::set<std::string> complaints(const std::vector<KeptPacket>& packets) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("cordon-lossy-" + std::to_string(getpid()) + ".pcapng");
    PcapngWriter writer(OutputFile::create(path.string()).value(), "cordon test");
    const CaptureInterface raw{.link = LinkType::raw_ip};
    writer.declare({&raw, 1});
    for (const KeptPacket& packet : packets) {
        writer.write({.bytes = packet.bytes,
                      .at = packet.at,
                      .wire_length = packet.wire_length,
                      .frame = packet.frame});
    }
    EXPECT_TRUE(writer.commit());
    // Segments out of order are put in order first: tests/world/recorded_test.cc says why.
    std::istringstream lines(
        output_of("tshark -r " + path.string() +
                  " -o tcp.reassemble_out_of_order:TRUE -o tcp.check_checksum:TRUE"
                  " -o udp.check_checksum:TRUE -q -z expert,warn 2>/dev/null"));
    std::filesystem::remove(path);
    std::set<std::string> found;
    // "   24  Malformed               STUN  Packet length is not multiple of 4 bytes"
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::uint32_t count = 0;
        std::string group, protocol, what;
        if (!(words >> count >> group >> protocol >> std::ws)) continue;
        std::getline(words, what);
        found.insert(what);
    }
    return found;
}

/// What Wireshark says of segments that are lost, and what it says of the messenger's own captures:
/// wa_voice.pcap and peafowl-whatsapp.pcap have the four lines on STUN and on port 5222, which it
/// takes for XMPP.
const std::set<std::string>& explained() {
    static const std::set<std::string> lines{
        "Previous segment(s) not captured (common at capture start)",
        "This frame is a (suspected) fast retransmission",
        "This frame is a (suspected) out-of-order segment",
        "This frame is a (suspected) retransmission",
        "This frame is a (suspected) spurious retransmission",
        "ACKed segment that wasn't captured (common at capture start)",
        "D-SACK Sequence",
        "Connection reset (RST)",
        "Packet length is not multiple of 4 bytes",
        "Unknown attribute 0x4000",
        "Unknown attribute 0x4002",
        "Unrecognized text"};
    return lines;
}

TEST(LossyCaptures, OpenInWiresharkWithNothingThatIsNotExplained) {
    if (output_of("tshark --version 2>/dev/null").empty()) GTEST_SKIP() << "no tshark here";
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const PhoneRecording recording = recorded(seed, Share{20'000});
        EXPECT_GT(recording.arrived.size(), 2'000U);
        for (const std::string& line : complaints(recording.arrived)) {
            const bool asks_again = line.starts_with("DNS query retransmission");
            EXPECT_TRUE(asks_again || explained().contains(line)) << line;
        }
    }
}

/// Chat segments of a phone that were not full and left while another such was on its way.
std::size_t sent_without_waiting(PhoneTcp tcp) {
    const PhoneRecording recording = recorded(1, Share{}, tcp);
    constexpr std::uint32_t full = 1'448;
    std::size_t count = 0;
    Seq32 small_end;
    bool is_out = false;
    for (const KeptPacket& packet : recording.arrived) {
        const Decoded decoded = decode(packet.bytes, LinkType::raw_ip, packet.wire_length);
        const Headers& headers = decoded.headers;
        if (!headers.is_tcp()) continue;
        if (headers.src_port == 5222 && headers.ack >= small_end) is_out = false;
        const std::uint32_t length = headers.payload_length;
        if (headers.dst_port != 5222 || length == 0 || length >= full) continue;
        if (is_out) ++count;
        is_out = true;
        small_end = headers.seq + length;
    }
    return count;
}

TEST(PhoneTcp, Of2017SendsNothingSmallBeforeTheLastIsAcknowledged) {
    EXPECT_EQ(sent_without_waiting(PhoneTcp::android_2017), 0U);
    EXPECT_GT(sent_without_waiting(PhoneTcp::android), 10U);
}

}  // namespace
}  // namespace cordon::testing
