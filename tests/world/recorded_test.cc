#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "sim/capture/pcapng_writer.hh"
#include "sim/craft/tls_flights.hh"
#include "sim/world/dns_server.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

/// Keeps copies of what it is told.
struct Tape final : WorldRecorder {
    struct Packet {
        std::vector<std::uint8_t> bytes;
        Time at;
        std::uint32_t wire_length = 0;
    };
    static Packet copy(const Arrival& packet) {
        return {.bytes = {packet.bytes.begin(), packet.bytes.end()},
                .at = packet.at,
                .wire_length = packet.wire_length};
    }
    void arrived(const Arrival& packet) override { before.push_back(copy(packet)); }
    void left(const Arrival& packet) override { after.push_back(copy(packet)); }

    void write(const std::filesystem::path& path) const {
        PcapngWriter writer(OutputFile::create(path.string()).value(), "cordon test");
        const CaptureInterface raw{.link = LinkType::raw_ip};
        writer.declare({&raw, 1});
        std::uint64_t frame = 0;
        for (const Packet& packet : after) {
            writer.write({.bytes = packet.bytes,
                          .at = packet.at,
                          .wire_length = packet.wire_length,
                          .frame = ++frame});
        }
        ASSERT_TRUE(writer.commit());
    }

    std::vector<Packet> before, after;
};

std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = popen(command.c_str(), "r");
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) text += static_cast<char>(c);
    pclose(pipe);
    return text;
}

/// A look-up, a handshake with a name, and much data both ways, over the client's links.
Task<> session(Host& client, std::unique_ptr<TcpSocket>& socket) {
    const LookUp found = co_await client.look_up("mmg.whatsapp.net");
    if (!found) co_return;
    socket = client.connect({.address = found->front(), .port = 443});
    Filler filler(7, "test");
    socket->send(Content::literal(tls_client_hello("mmg.whatsapp.net", filler)));
    socket->send(Content::tls_data(300'000, 0, 1));
}

void record_session(TwoHosts& two, Tape& tape) {
    two.world.record(two.client, &tape);
    two.client.set_resolver({.address = server_address, .port = 53});
    DnsServer dns(two.server);
    dns.set("mmg.whatsapp.net", {server_address});
    std::vector<std::unique_ptr<TcpSocket>> served;
    two.server.listen(443, [&](std::unique_ptr<TcpSocket> one) {
        one->send(Content::tls_data(200'000, 0, 2));
        one->close();
        served.push_back(std::move(one));
    });
    std::unique_ptr<TcpSocket> socket;
    Task<> script = session(two.client, socket);
    script.start();
    for (int i = 0; i < 600; ++i) {
        two.world.run_until(two.world.now() + milliseconds(100));
        for (auto& one : served) one->skip(one->available());
        if (!socket) continue;
        socket->skip(socket->available());
        if (socket->remote_closed() && socket->unacknowledged() == 0) socket->close();
    }
}

/// What Wireshark says of segments that are lost before the wall, or behind it.
const std::set<std::string>& explained() {
    static const std::set<std::string> lines{
        "Previous segment(s) not captured (common at capture start)",
        "This frame is a (suspected) fast retransmission",
        "This frame is a (suspected) out-of-order segment",
        "This frame is a (suspected) retransmission",
        "This frame is a (suspected) spurious retransmission",
        "ACKed segment that wasn't captured (common at capture start)"};
    return lines;
}

/// Segments out of order are put in order first. Without that, which is how Wireshark comes, it
/// takes what lies beyond a gap for the beginning of a record, and the segment that fills the gap
/// for one that overlaps ("New fragment overlaps old data"): so it does with any capture that
/// lost a segment in the middle of a record.
std::set<std::string> complaints(const Tape& tape, const std::string& name) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("cordon-" + std::to_string(getpid()) + name + ".pcapng");
    tape.write(path);
    std::istringstream lines(
        output_of("tshark -r " + path.string() +
                  " -o tcp.reassemble_out_of_order:TRUE"
                  " -o tcp.check_checksum:TRUE -o udp.check_checksum:TRUE -Y '_ws.expert.severity"
                  " >= 0x600000' -T fields -e _ws.expert.message 2>/dev/null | tr ',' '\\n'"));
    std::filesystem::remove(path);
    std::set<std::string> found;
    for (std::string line; std::getline(lines, line);) found.insert(line);
    return found;
}

struct Recorded : ::testing::Test {
    void SetUp() override {
        if (output_of("tshark --version 2>/dev/null").empty()) GTEST_SKIP() << "no tshark here";
    }
};

TEST_F(Recorded, ASessionOnACleanPathOpensInWiresharkWithoutComplaint) {
    TwoHosts two({.up = {.rate = BitRate{20'000'000}}, .down = {.rate = BitRate{20'000'000}}});
    Tape tape;
    record_session(two, tape);
    EXPECT_GT(tape.after.size(), 400U);
    EXPECT_EQ(complaints(tape, "clean"), std::set<std::string>{});
}

TEST_F(Recorded, ASessionThatLosesShowsRetransmissionsAndNothingElse) {
    const LinkConfig lossy{
        .rate = BitRate{5'000'000}, .loss = {.independent = Share{30'000}}, .queue_bytes = 40'000};
    TwoHosts two({.seed = 5, .up = lossy, .down = lossy});
    Tape tape;
    record_session(two, tape);
    for (const std::string& line : complaints(tape, "lossy")) {
        EXPECT_TRUE(explained().contains(line)) << line;
    }
}

/// What a sender says again is what it said before, and ends where it ended before: nobody who
/// reads along can put two things together from it.
TEST(Retransmitted, BytesAndEndsAreThoseOfTheFirstTime) {
    const LinkConfig lossy{
        .rate = BitRate{5'000'000}, .loss = {.independent = Share{50'000}}, .queue_bytes = 40'000};
    std::size_t again = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        TwoHosts two({.seed = seed, .up = lossy, .down = lossy});
        Tape tape;
        record_session(two, tape);
        std::map<std::tuple<IpAddress, std::uint16_t, std::uint32_t>, std::vector<std::uint8_t>>
            said;
        for (const Tape::Packet& packet : tape.before) {
            const Decoded decoded = decode(packet.bytes, LinkType::raw_ip, packet.wire_length);
            if (!decoded.headers.is_tcp() || decoded.payload.empty()) continue;
            const auto [known, first] = said.try_emplace(
                {decoded.headers.src, decoded.headers.src_port, decoded.headers.seq.raw()},
                decoded.payload.begin(), decoded.payload.end());
            if (first) continue;
            ++again;
            EXPECT_TRUE(std::ranges::equal(known->second, decoded.payload));
        }
    }
    EXPECT_GT(again, 20U);
}

TEST_F(Recorded, PayloadIsWholeHoweverLongTheStream) {
    TwoHosts two({});
    Tape tape;
    record_session(two, tape);
    for (const Tape::Packet& packet : tape.after) {
        ASSERT_EQ(packet.bytes.size(), packet.wire_length);
    }
    EXPECT_EQ(tape.before.size(), tape.after.size());
}

TEST(Unrecorded, PayloadIsCutBehindWhatAWallReads) {
    struct Sizes final : Wall {
        void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override {
            for (const Arrival& arrival : arrivals) {
                const bool cut = arrival.bytes.size() < arrival.wire_length;
                const bool carries = arrival.wire_length > 200;
                whole += !cut && carries ? arrival.wire_length : 0;
                EXPECT_TRUE(!cut || arrival.bytes.size() <= 80U);
                cut_packets += cut ? 1 : 0;
            }
            out.leaves(arrivals);
        }
        void on_timer(Time, WallOutput&) override {}
        [[nodiscard]] std::optional<Time> next_timer() const override { return std::nullopt; }
        std::uint64_t whole = 0, cut_packets = 0;
    } sizes;
    TwoHosts two({});
    two.world.set_wall(&sizes);
    Sink sink(two.server, 443);
    const auto socket = two.client.connect({.address = server_address, .port = 443});
    socket->send(Content::noise(1'000'000, 1));
    two.world.run_until(start + seconds(10));
    EXPECT_EQ(sink.received(), 1'000'000U);
    EXPECT_GE(sizes.whole, World::stored_bytes);
    EXPECT_LE(sizes.whole, World::stored_bytes + 2 * 1'500);
    EXPECT_GT(sizes.cut_packets, 600U);
}

}  // namespace
}  // namespace cordon::test
