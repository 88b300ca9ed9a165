#include <gtest/gtest.h>

#include "sim/craft/ip_packet.hh"
#include "sim/craft/tls_flights.hh"
#include "sim/scenario/limits.hh"
#include "tests/world/raw_packets.hh"
#include "tests/world/walled.hh"

namespace cordon::test {
namespace {

using std::chrono::minutes;

constexpr Endpoint https{.address = server_address, .port = 443};

/// EVIDENCE's throttling: 140 kbit/s, a bucket for each direction of each flow, over the limit
/// dropped.
std::string policing(std::uint64_t kbits) {
    return "policy: throttled\n"
           "position: in-path\n"
           "inside: [10.0.0.0/8]\n"
           "rules:\n"
           "  - rule: slow\n"
           "    when: server.port == 443\n"
           "    then: { throttle: { rate: " +
           std::to_string(kbits) +
           " kbit/s, burst: 16 KiB, by: police, each: direction } }\n"
           "    source: test\n";
}

const TwoHosts::Setting fast{.up = {.rate = BitRate{50'000'000}, .queue_bytes = 250'000},
                             .down = {.rate = BitRate{50'000'000}, .queue_bytes = 250'000},
                             .one_way = milliseconds(20)};

/// Until all that was sent is acknowledged, in seconds.
double seconds_to_finish(TwoHosts& two, TcpSocket& socket) {
    while (socket.unacknowledged() > 0 && two.world.now() < start + minutes(5)) {
        two.world.run_until(two.world.now() + milliseconds(10));
    }
    return static_cast<double>((two.world.now() - start) / milliseconds(1)) / 1e3;
}

TEST(Policed, APhotoOf178544BytesTakesNineToThirteenSecondsAt140KilobitsPerSecond) {
    for (const TcpProfile* profile : {&linux_android(), &ios_like()}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            TwoHosts::Setting setting = fast;
            setting.profile = profile;
            setting.seed = seed;
            setting.one_way = milliseconds(10 + 15 * static_cast<int>(seed));
            Walled walled(policing(140), setting);
            const Sink sink(walled.server, 443);
            const auto socket = walled.client.connect(https);
            socket->send(Content::tls_data(178'544, 0, 1));
            const double took = seconds_to_finish(walled, *socket);
            EXPECT_GT(took, 9) << profile->name << ' ' << seed;
            EXPECT_LT(took, 13) << profile->name << ' ' << seed;
        }
    }
}

/// Goodput in kbit/s over minutes 1 to 10 of an upload, and of a download on the same connection.
struct Goodput {
    double up = 0, down = 0;
};

enum class Ways : std::uint8_t { up, both };

Goodput policed_goodput(std::uint64_t kbits, Ways ways, const TcpProfile& profile) {
    TwoHosts::Setting setting = fast;
    setting.profile = &profile;
    Walled walled(policing(kbits), setting);
    std::unique_ptr<TcpSocket> served;
    walled.server.listen(443, [&](std::unique_ptr<TcpSocket> socket) {
        served = std::move(socket);
        if (ways == Ways::both) served->send(Content::noise(std::uint64_t{1} << 30U, 2));
    });
    const auto socket = walled.client.connect(https);
    socket->send(Content::noise(std::uint64_t{1} << 30U, 1));
    std::uint64_t up = 0, down = 0;
    for (int second = 0; second < 600; ++second) {
        walled.world.run_until(start + seconds(second));
        if (!served) continue;
        const bool counts = second > 60;
        up += counts ? served->available() : 0;
        down += counts ? socket->available() : 0;
        served->skip(served->available());
        socket->skip(socket->available());
    }
    return {.up = static_cast<double>(up) * 8 / 539e3,
            .down = static_cast<double>(down) * 8 / 539e3};
}

TEST(Policed, LongRunGoodputStaysInTheBand) {
    for (const TcpProfile* profile : {&linux_android(), &ios_like(), &textbook_reno()}) {
        for (const std::uint64_t kbits : {130U, 140U, 150U}) {
            const Goodput goodput = policed_goodput(kbits, Ways::up, *profile);
            EXPECT_GT(goodput.up, static_cast<double>(kbits) * 0.9) << profile->name;
            EXPECT_LE(goodput.up, static_cast<double>(kbits)) << profile->name;
        }
    }
}

TEST(Policed, NeitherDirectionLowersTheOther) {
    const Goodput alone = policed_goodput(140, Ways::up, linux_android());
    const Goodput both = policed_goodput(140, Ways::both, linux_android());
    EXPECT_NEAR(both.up, 140, 14);
    EXPECT_NEAR(both.down, 140, 14);
    EXPECT_NEAR(both.up, alone.up, 14);
}

/// EVIDENCE's throttling by name: known by four addresses and ports, renewed by every packet,
/// forgotten after ten minutes of silence; FIN and RST do not clear it (target 19).
struct ThrottledByName : ::testing::Test {
    ThrottledByName()
        : walled(
              "policy: throttled\n"
              "position: in-path\n"
              "inside: [10.0.0.0/8]\n"
              "rules:\n"
              "  - rule: slow\n"
              "    when: tls.sni == t.co\n"
              "    then: { throttle: { rate: 140 kbit/s, burst: 16 KiB, each: direction } }\n"
              "    for: { residual: { key: 4-tuple, last: 10 min, renew: true } }\n"
              "    source: test\n",
              fast, options()),
          sink(walled.server, 443),
          socket(walled.client.connect(https)) {
        Filler filler(1, "test");
        socket->send(Content::literal(tls_client_hello("t.co", filler)));
        upload();
    }
    static Engine::Options options() {
        Engine::Options options;
        options.timeouts.tcp_established = minutes(10);
        return options;
    }
    /// Seconds that 100,000 bytes take.
    double upload() {
        const Time before = walled.world.now();
        socket->send(Content::tls_data(100'000, 0, 1));
        while (socket->unacknowledged() > 0)
            walled.world.run_until(walled.world.now() + milliseconds(10));
        return static_cast<double>((walled.world.now() - before) / milliseconds(1)) / 1e3;
    }
    void pause(Duration time) { walled.world.run_until(walled.world.now() + time); }
    /// A segment that the wall sees and that the server does not take: its number is far off.
    void show(std::uint8_t flags) {
        TcpFields tcp;
        tcp.src_port = socket->local().port;
        tcp.dst_port = 443;
        tcp.seq = Seq32{walled.client.tcp().find(socket->local(), socket->remote())->next_raw() +
                        (1U << 30U)};
        tcp.flags = flags;
        send_raw(walled.client, tcp_packet({.src = client_address, .dst = server_address}, tcp));
        pause(seconds(1));
    }

    static constexpr double slow = 3, quick = 1;  // seconds for 100,000 bytes
    Walled walled;
    Sink sink;
    std::unique_ptr<TcpSocket> socket;
};

TEST_F(ThrottledByName, StaysThrottledAfterNineMinutesOfSilence) {
    pause(minutes(9));
    EXPECT_GT(upload(), slow);
}

TEST_F(ThrottledByName, IsFreeAfterElevenMinutesOfSilence) {
    pause(minutes(11));
    EXPECT_LT(upload(), quick);
}

TEST_F(ThrottledByName, AFinOrAResetDoesNotClearIt) {
    show(tcp_flag::fin | tcp_flag::ack);
    EXPECT_GT(upload(), slow);
    show(tcp_flag::rst);
    EXPECT_GT(upload(), slow);
    pause(minutes(3));  // the wall's flow is over, the block is not
    EXPECT_GT(upload(), slow);
}

TEST_F(ThrottledByName, StaysThrottledForTwoHoursOfUse) {
    for (int minute = 0; minute < 120; minute += 5) {
        pause(minutes(5));
        EXPECT_GT(upload(), slow) << minute;
    }
}

TEST(LimitsReached, CountWhatTheWallForgotAndWhatFoundAQueueFull) {
    Engine::Options few;
    few.room.flows = shard_count;  // one for each pair of addresses
    Walled walled(
        "policy: p\nrules:\n  - rule: r\n    when: tls.sni == a.example\n"
        "    then: drop\n    source: test\n",
        {.up = {.rate = BitRate{1'000'000}, .queue_bytes = 6'000}}, few);
    EXPECT_FALSE(limits_of(walled.world).any());
    const Sink sink(walled.server, 443);
    const Endpoint server{.address = server_address, .port = 443};
    const auto first = walled.client.connect(server);
    const auto second = walled.client.connect(server);
    first->send(Content::noise(100'000, 1));
    walled.world.run_until(walled.world.now() + seconds(10));
    EXPECT_GE(walled.wall.limits().flows_evicted, 1U);
    EXPECT_EQ(limits_of(walled.world).queue_full,
              walled.client.links().access_up.counts().queue_full);
    EXPECT_GT(limits_of(walled.world).queue_full, 0U);
}

}  // namespace
}  // namespace cordon::test
