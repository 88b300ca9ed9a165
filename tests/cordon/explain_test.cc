#include "tests/cordon/program.hh"

namespace cordon::testing {
namespace {

class Explain : public ProgramTest {
protected:
    [[nodiscard]] Outcome explain(int frame, const std::string& options = "") const {
        return cordon("explain " + capture() + " --policy " + wall() + " --frame " +
                      std::to_string(frame) + " " + options);
    }
    [[nodiscard]] std::string wall() const {
        return policy(
            "  - rule: no-media\n    when: http.host == media.example and flow.up.bytes > 10 B\n"
            "    then: drop\n"
            "  - rule: look-ups\n    when: dns.qname == mmg.whatsapp.net\n"
            "    then: { delay: { by: 50 ms } }\n");
    }
    static bool says(const Outcome& outcome, const std::string& words) {
        return outcome.out.find(words) != std::string::npos;
    }
};

TEST_F(Explain, TellsWhyAPacketWasRemoved) {
    const Outcome outcome = explain(6);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_TRUE(says(outcome, "10.0.0.2 -> 192.0.2.80")) << outcome.out;
    EXPECT_TRUE(says(outcome, "http.host: media.example")) << outcome.out;
    EXPECT_TRUE(says(outcome, "1. no-media: decides")) << outcome.out;
    EXPECT_TRUE(says(outcome, "flow.up.bytes > 10 B: true  (44 B)")) << outcome.out;
    EXPECT_TRUE(says(outcome, "2. look-ups: does not hold")) << outcome.out;
    EXPECT_TRUE(says(outcome, "it was removed (no-media: drop)")) << outcome.out;
}

TEST_F(Explain, TellsWhatIsNotKnownYet) {
    const Outcome outcome = explain(3);
    EXPECT_TRUE(says(outcome, "1. no-media: ")) << outcome.out;
    EXPECT_TRUE(says(outcome, "http.host == media.example: unknown  (not known yet)"))
        << outcome.out;
    EXPECT_TRUE(says(outcome, "it left the wall as it came")) << outcome.out;
}

TEST_F(Explain, TellsWhenAHeldPacketLeaves) {
    EXPECT_TRUE(says(explain(1), "it was held for 0.05 s and left at 2017-09-25 02:00:00.05"))
        << explain(1).out;
}

TEST_F(Explain, FollowsARuleBehindOneThatDecidesForGood) {
    const std::string rules = policy(
        "  - { rule: name, when: tls.sni == mmg.whatsapp.net, then: drop }\n"
        "  - { rule: burst, when: flow.up.bytes_in(5 s) > 10 KiB, then: drop }\n");
    const Outcome outcome =
        cordon("explain pcaps/photo-sent.pcap --policy " + rules + " --frame 100");
    EXPECT_TRUE(says(outcome, "1. name: decides")) << outcome.out << outcome.err;
    EXPECT_TRUE(says(outcome, "2. burst: holds, but an earlier rule decides")) << outcome.out;
}

TEST_F(Explain, TellsOfAPacketWithoutAnIpHeaderUnderAPolicyWithoutRules) {
    std::string bytes = content_of(capture());
    constexpr std::size_t ether_type = 24 + 16 + 12;  // behind the headers of file and packet
    bytes.replace(ether_type, 2, "\x08\x06");
    const std::string arp = file("arp.pcap", bytes);
    const Outcome outcome = cordon("explain " + arp + " --policy " + no_rules() + " --frame 1");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out.rfind("Packet 1: 2017-09-25 02:00:00", 0), 0U) << outcome.out;
    EXPECT_TRUE(says(outcome, "pass: no rule decides")) << outcome.out;
}

TEST_F(Explain, AFrameThatIsNotThereIsRefused) {
    EXPECT_EQ(explain(13).status, 2);
    EXPECT_NE(explain(13).err.find("there is no frame 13: it has 12"), std::string::npos);
    EXPECT_EQ(explain(0).status, 2);
    EXPECT_NE(explain(6, "--filter udp").err.find("frame 6 is not among the chosen"),
              std::string::npos);
}

}  // namespace
}  // namespace cordon::testing
