#include <gtest/gtest.h>

#include "sim/craft/dns_answer.hh"
#include "sim/craft/ip_packet.hh"
#include "sim/world/dns_server.hh"
#include "tests/world/raw_packets.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

constexpr IpAddress first = IpAddress::v4(0x9df01435), second = IpAddress::v4(0x9df01436);

/// Asks, and keeps the answer and when it came.
struct Asking {
    Asking(Host& host, std::string name) : task(ask(host, std::move(name))) { task.start(); }
    Task<> ask(Host& host, std::string name) {
        answer = co_await host.look_up(std::move(name));
        took = host.now() - start;
    }
    std::optional<LookUp> answer;
    Duration took{};
    Task<> task;
};

struct Resolving : ::testing::Test {
    Resolving() : two({}) { two.client.set_resolver({.address = server_address, .port = 53}); }
    TwoHosts two;
};

TEST_F(Resolving, GivesTheAddressesOfTheTable) {
    DnsServer dns(two.server);
    dns.set("e1.WhatsApp.net", {first, second});
    const Asking asking(two.client, "E1.whatsapp.net");
    two.world.run_until(start + seconds(1));
    ASSERT_TRUE(asking.answer && *asking.answer);
    EXPECT_EQ(**asking.answer, (std::vector{first, second}));
    EXPECT_EQ(asking.took, milliseconds(50));
}

TEST_F(Resolving, TurnsTheOrderOfSeveralAddresses) {
    DnsServer dns(two.server);
    dns.set("chat", {first, second});
    const Asking one(two.client, "chat");
    two.world.run_until(start + seconds(1));
    two.world.run_until(start + seconds(61));  // the first may not be kept any longer
    const Asking other(two.client, "chat");
    two.world.run_until(start + seconds(62));
    EXPECT_EQ((*one.answer)->front(), first);
    EXPECT_EQ((*other.answer)->front(), second);
}

TEST_F(Resolving, GivesNoMoreAddressesAtOnceThanAreAskedFor) {
    DnsServer dns(two.server);
    dns.set("mmg", {first, second}, 1);
    const Asking one(two.client, "mmg");
    two.world.run_until(start + seconds(61));
    const Asking other(two.client, "mmg");
    two.world.run_until(start + seconds(62));
    EXPECT_EQ(**one.answer, std::vector{first});
    EXPECT_EQ(**other.answer, std::vector{second});
}

TEST_F(Resolving, KeepsAnAnswerForItsMinuteAndNoLonger) {
    DnsServer dns(two.server);
    dns.set("Chat", {first, second});
    const Asking one(two.client, "chat");
    two.world.run_until(start + milliseconds(60'049));  // it came after 50 ms
    const Asking again(two.client, "CHAT");
    EXPECT_EQ(**again.answer, **one.answer);
    EXPECT_EQ(dns.answered(), 1U);
    two.world.run_until(start + milliseconds(60'050));
    const Asking anew(two.client, "chat");
    two.world.run_until(start + seconds(62));
    EXPECT_EQ((*anew.answer)->front(), second);
    EXPECT_EQ(dns.answered(), 2U);
}

TEST_F(Resolving, SaysThatANameDoesNotExist) {
    const DnsServer dns(two.server);
    const Asking asking(two.client, "nobody.example");
    two.world.run_until(start + seconds(1));
    ASSERT_TRUE(asking.answer);
    EXPECT_EQ(asking.answer->error(), NetFailure::no_such_name);
}

TEST_F(Resolving, AsksTwiceWithFiveSecondsPatience) {
    std::vector<Duration> asked;
    const SentBy seen(two.world, two.client,
                      [&](const Arrival& packet) { asked.push_back(packet.at - start); });
    const Asking asking(two.client, "mmg.whatsapp.net");
    two.world.run_until(start + seconds(60));
    EXPECT_EQ(asked, (std::vector<Duration>{Duration{}, seconds(5)}));
    ASSERT_TRUE(asking.answer);
    EXPECT_EQ(asking.answer->error(), NetFailure::timed_out);
    EXPECT_EQ(asking.took, seconds(10));
}

/// Passes everything and answers questions before the server can.
class Forger final : public Wall {
public:
    void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) override {
        for (const Arrival& arrival : arrivals) {
            out.leaves({&arrival, 1});
            const Decoded decoded = decode(arrival.bytes, arrival.link, arrival.wire_length);
            if (decoded.headers.dst_port == 53) forge(decoded, arrival.at, out);
        }
    }
    void on_timer(Time, WallOutput&) override {}
    [[nodiscard]] std::optional<Time> next_timer() const override { return std::nullopt; }

private:
    static void forge(const Decoded& question, Time at, WallOutput& out) {
        const std::vector<std::uint8_t> bytes =
            udp_packet({.src = question.headers.dst, .dst = question.headers.src},
                       {.src_port = 53, .dst_port = question.headers.src_port},
                       *dns_answer(question.payload, {.addresses = {&second, 1}}));
        const Arrival made{.bytes = bytes,
                           .at = at,
                           .wire_length = static_cast<std::uint32_t>(bytes.size()),
                           .link = LinkType::raw_ip};
        out.leaves({&made, 1});
    }
};

TEST_F(Resolving, BelievesAForgedAnswerThatComesFirst) {
    Forger forger;
    two.world.set_wall(&forger);
    DnsServer dns(two.server);
    dns.set("mmg.whatsapp.net", {first});
    const Asking asking(two.client, "mmg.whatsapp.net");
    two.world.run_until(start + seconds(1));
    ASSERT_TRUE(asking.answer && *asking.answer);
    EXPECT_EQ(**asking.answer, std::vector{second});
    EXPECT_EQ(asking.took, Duration{});
    EXPECT_EQ(dns.answered(), 1U);
    EXPECT_EQ(two.world.wall_counts().made, 1U);
}

}  // namespace
}  // namespace cordon::test
