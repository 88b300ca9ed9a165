#include <gtest/gtest.h>

#include <set>

#include "sim/core/seq32.hh"
#include "sim/decode/decode.hh"
#include "sim/scenario/run/play.hh"
#include "tests/scenario/cases/case_scene.hh"
#include "tests/support/programs.hh"
#include "tests/support/wireshark_warnings.hh"

namespace cordon::testing {
namespace {

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

std::set<std::string> warnings(const std::vector<KeptPacket>& kept) {
    std::vector<PacketToWrite> packets;
    packets.reserve(kept.size());
    for (const KeptPacket& packet : kept) {
        packets.push_back({.bytes = packet.bytes,
                           .at = packet.at,
                           .wire_length = packet.wire_length,
                           .frame = packet.frame});
    }
    return wireshark_warnings(packets);
}

/// What else is as it is in the messenger's own captures: their port 5222, which Wireshark takes
/// for XMPP, segments acknowledged twice, and connections that end with a reset.
const std::set<std::string> as_recorded{"D-SACK Sequence", "Connection reset (RST)",
                                        "Unrecognized text"};

bool is_explained(const std::string& line) {
    return line.starts_with("DNS query retransmission") || as_recorded.contains(line) ||
           warnings_of_losses().contains(line) || warnings_of_calls().contains(line);
}

TEST(LossyCaptures, OpenInWiresharkWithNothingThatIsNotExplained) {
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const PhoneRecording recording = recorded(seed, Share{20'000});
        EXPECT_GT(recording.arrived.size(), 2'000U);
        const std::set<std::string> lines = warnings(recording.arrived);
        EXPECT_FALSE(lines.empty());
        for (const std::string& line : lines) {
            EXPECT_TRUE(is_explained(line)) << line;
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
