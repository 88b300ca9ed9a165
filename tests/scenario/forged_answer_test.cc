// Forged DNS answers where endpoints react: who comes first decides what a phone believes.
#include <gtest/gtest.h>

#include "sim/policy/file/load.hh"
#include "sim/scenario/engine_wall.hh"
#include "sim/world/dns_server.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

constexpr IpAddress real_address = IpAddress::v4(0x1f0d5633);

class ForgedAnswer : public testing::Test {
protected:
    ForgedAnswer() : two({}), dns(two.server) {
        two.client.set_resolver({.address = server_address, .port = 53});
        dns.set("mmg.whatsapp.net", {real_address});
        dns.set("e1.whatsapp.net", {real_address});
    }
    void behind(const std::string& policy_text) {
        const MemoryFiles none{std::map<std::string, std::string, std::less<>>{}};
        auto loaded = parse_policy(policy_text, "p.yaml", none);
        ASSERT_TRUE(loaded) << to_text(loaded.error().front());
        policy = std::move(loaded->policy);
        wall.emplace(policy, Engine::Options{});
        two.world.set_wall(&*wall);
    }
    std::optional<LookUp> ask(const std::string& name) {
        two.world.run_until(two.world.now() + std::chrono::days(1));  // nothing is kept of before
        std::optional<LookUp> answer;
        Task<> asking = ask_host(two.client, name, answer);
        asking.start();
        two.world.run_until(two.world.now() + seconds(30));
        return answer;
    }
    static Task<> ask_host(Host& host, std::string name, std::optional<LookUp>& answer) {
        answer = co_await host.look_up(std::move(name));
    }
    static std::string forging(const std::string& position, const std::string& then) {
        return "policy: p\nposition: " + position +
               "\nrules:\n  - rule: media\n    when: dns.qname == mmg.whatsapp.net\n    then: " +
               then + "\n    source: a test\n";
    }

    TwoHosts two;
    DnsServer dns;
    Policy policy;
    std::optional<EngineWall> wall;
};

TEST_F(ForgedAnswer, IsBelievedAsItComesFirst) {
    for (const char* position : {"in-path", "on-path"}) {
        behind(forging(position, "{ forge-dns: { answers: 192.0.2.1 } }"));
        const auto answer = ask("mmg.whatsapp.net");
        ASSERT_TRUE(answer && *answer) << position;
        EXPECT_EQ(**answer, std::vector{*parse_ip_address("192.0.2.1")}) << position;
    }
    EXPECT_EQ(dns.answered(), 2U);  // the real answers came too, too late
}

TEST_F(ForgedAnswer, IsNotGivenForOtherNames) {
    behind(forging("on-path", "{ forge-dns: { answers: 192.0.2.1 } }"));
    const auto answer = ask("e1.whatsapp.net");
    ASSERT_TRUE(answer && *answer);
    EXPECT_EQ(**answer, std::vector{real_address});
}

TEST_F(ForgedAnswer, ThatNoNameExistsEndsTheLookUp) {
    behind(forging("in-path", "[{ forge-dns: { answers: nxdomain } }, drop]"));
    const auto answer = ask("mmg.whatsapp.net");
    ASSERT_TRUE(answer && !*answer);
    EXPECT_EQ(answer->error(), NetFailure::no_such_name);
    EXPECT_EQ(dns.answered(), 0U);
}

}  // namespace
}  // namespace cordon::test
