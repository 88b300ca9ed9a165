// A forged DNS answer from the policy file to the capture, with tshark as the second opinion.
#include <cstdlib>

#include "sim/capture/reader.hh"
#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"
#include "tests/support/programs.hh"

namespace cordon::testing {
namespace {

class ForgeDns : public ProgramTest {
protected:
    /// The DNS packets that left the wall, as tshark reads them: time in ms, source, whether it is
    /// a response, its code, its address and life time, whether the UDP checksum is right, comment.
    [[nodiscard]] std::string dns_packets(const std::string& position,
                                          const std::string& then) const {
        const std::string wall = file(
            "wall.yaml", "policy: forges\nposition: " + position +
                             "\nrules:\n  - rule: media\n    when: dns.qname == mmg.whatsapp.net\n"
                             "    then: " +
                             then + "\n    source: a test\n");
        const Outcome run =
            cordon("replay " + capture() + " --policy " + wall + " --out " + path("out"));
        EXPECT_EQ(run.status, 0) << run.err;
        const std::string command =
            "tshark -n -o udp.check_checksum:TRUE -Y dns -T fields -E separator=' ' -E header=n "
            "-e ip.src -e dns.flags.response -e dns.flags.rcode -e dns.a -e dns.resp.ttl "
            "-e udp.checksum.status -e frame.comment -r " +
            path("out/passed.pcapng") + " > " + path("told") + " 2> /dev/null";
        EXPECT_EQ(std::system(command.c_str()), 0);
        return content_of(path("told"));
    }
};

constexpr const char* question = "10.0.0.2 0    1 \n";
constexpr const char* forged = "192.0.2.80 1 0 198.51.100.7 300 1 media: inject-dns\n";
constexpr const char* real = "192.0.2.80 1 0   1 \n";  // the sample's has no records

TEST_F(ForgeDns, RacesTheRealAnswerWhereverTheWallStands) {
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    for (const char* position : {"in-path", "on-path"}) {
        EXPECT_EQ(dns_packets(position, "{ forge-dns: { answers: 198.51.100.7, ttl: 5 min } }"),
                  std::string(question) + forged + real)
            << position;
    }
}

TEST_F(ForgeDns, StandsAloneWhereTheQueryIsDropped) {
    if (!have_tshark()) GTEST_SKIP() << "no tshark here";
    EXPECT_EQ(
        dns_packets("in-path", "[{ forge-dns: { answers: 198.51.100.7, ttl: 5 min } }, drop]"),
        forged);
    EXPECT_EQ(dns_packets("in-path", "[{ forge-dns: { answers: nxdomain } }, drop]"),
              "192.0.2.80 1 3   1 media: inject-dns\n");
}

/// The snap length that the first interface of a capture states.
std::uint32_t snap_length_of(const std::string& capture) {
    const std::vector<std::string> captures{capture};
    const auto reader = open_captures(captures, {});
    return reader ? (*reader)->interfaces().front().snap_length : 1;
}

TEST_F(ForgeDns, IsNotHeldToTheSnapLengthOfTheInput) {
    std::string cut = sample_capture();
    cut.replace(16, 4, std::string("\x60\0\0\0", 4));
    const std::string replay = "replay " + file("cut.pcap", cut) + " --filter 'udp dst port 53' ";
    const std::string wall = policy(
        "  - {rule: media, when: dns.qname, then: [{forge-dns: {answers: [1.2.3.4, 5.6.7.8]}}, "
        "drop]}\n");
    ASSERT_EQ(cordon(replay + "--policy " + wall + " --out " + path("forged")).status, 0);
    EXPECT_EQ(snap_length_of(path("forged/passed.pcapng")), 0U);
    EXPECT_EQ(snap_length_of(path("forged/removed.pcapng")), 96U);
    ASSERT_EQ(cordon(replay + "--policy " + no_rules() + " --out " + path("plain")).status, 0);
    EXPECT_EQ(snap_length_of(path("plain/passed.pcapng")), 96U);
}

TEST_F(ForgeDns, ExplainsItself) {
    const std::string wall = policy(
        "  - rule: media\n    when: dns.qname == mmg.whatsapp.net\n"
        "    then: { forge-dns: { answers: [198.51.100.7, 198.51.100.8] } }\n");
    const Outcome told = cordon("explain " + capture() + " --policy " + wall + " --frame 1");
    EXPECT_NE(told.out.find("forge a DNS answer (198.51.100.7, 198.51.100.8, ttl 60 s)"),
              std::string::npos)
        << told.out;
}

TEST_F(ForgeDns, IsAnActThatAnOnPathWallCanTake) {
    const std::string wall = file("wall.yaml",
                                  "policy: p\nposition: on-path\nrules:\n  - rule: r\n"
                                  "    when: dns.qname == a.example\n    source: x\n"
                                  "    then: { forge-dns: { answers: nxdomain } }\n");
    const Outcome checked = cordon("check " + wall);
    EXPECT_EQ(checked.status, 0);
    EXPECT_EQ((checked.out + checked.err).find("warning"), std::string::npos) << checked.out;
}

}  // namespace
}  // namespace cordon::testing
