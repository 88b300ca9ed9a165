#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sim/craft/tls_flights.hh"
#include "sim/world/dns_server.hh"
#include "tests/support/programs.hh"
#include "tests/support/wireshark_warnings.hh"
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

    std::vector<Packet> before, after;
};

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

std::set<std::string> warnings(const Tape& tape) {
    std::vector<PacketToWrite> packets;
    packets.reserve(tape.after.size());
    for (const Tape::Packet& packet : tape.after) {
        packets.push_back(
            {.bytes = packet.bytes, .at = packet.at, .wire_length = packet.wire_length});
    }
    return testing::wireshark_warnings(packets);
}

struct Recorded : ::testing::Test {
    void SetUp() override {
        if (!testing::have_tshark()) GTEST_SKIP() << "no tshark here";
    }
};

TEST_F(Recorded, ASessionOnACleanPathOpensInWiresharkWithoutComplaint) {
    TwoHosts two({.up = {.rate = BitRate{20'000'000}}, .down = {.rate = BitRate{20'000'000}}});
    Tape tape;
    record_session(two, tape);
    EXPECT_GT(tape.after.size(), 400U);
    EXPECT_EQ(warnings(tape), std::set<std::string>{});
}

TEST_F(Recorded, ASessionThatLosesShowsRetransmissionsAndNothingElse) {
    const LinkConfig lossy{
        .rate = BitRate{5'000'000}, .loss = {.independent = Share{30'000}}, .queue_bytes = 40'000};
    TwoHosts two({.seed = 5, .up = lossy, .down = lossy});
    Tape tape;
    record_session(two, tape);
    const std::set<std::string> lines = warnings(tape);
    EXPECT_FALSE(lines.empty());
    for (const std::string& line : lines) {
        EXPECT_TRUE(testing::warnings_of_losses().contains(line)) << line;
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
