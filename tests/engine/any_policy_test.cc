// Whatever the policy says, what the engine leaves out makes no difference: Scene judges each of
// these also with every rule of every flow followed, and without reports; and in spans of one.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

/// Policies drawn from a grammar of rules that stand in each other's way.
class AnyPolicy {
public:
    explicit AnyPolicy(std::uint32_t seed) : random_(seed) {}

    std::string text() {
        std::string rules;
        const std::size_t count = 1 + below(6);
        for (std::size_t i = 0; i < count; ++i) rules += rule("r" + std::to_string(i));
        return policy_of(rules,
                         "zone: \"+00:00\"\n"
                         "inside: [10.0.0.0/8]\n"
                         "phases:\n"
                         "  early: { from: 2017-07-18T00:00, to: 2017-07-18T00:01 }\n"
                         "  late: { from: 2017-07-18T00:02, to: 2017-07-18T01:00 }\n");
    }

private:
    std::size_t below(std::size_t bound) { return random_() % bound; }
    template <std::size_t count>
    std::string one_of(const std::array<const char*, count>& choices) {
        return choices[below(count)];
    }

    std::string rule(const std::string& name) {
        std::string text = "  - rule: " + name + "\n";
        if (below(8) > 0) text += "    when: " + condition() + "\n";
        text += "    then: " + one_of(verdicts) + "\n";
        if (below(2) == 0) text += "    for: " + one_of(scopes) + "\n";
        if (below(4) == 0) text += "    direction: " + one_of(directions) + "\n";
        if (below(4) == 0) text += "    chance: 60%\n    per: " + one_of(keys) + "\n";
        if (below(5) == 0) text += "    in: [" + one_of(phases) + "]\n";
        if (below(6) == 0) text += "    active: { every: 30 s, lasts: 12 s, jitter: 3 s }\n";
        if (below(6) == 0) text += "    after: { by: 2 s, jitter: 1 s }\n";
        return text;
    }
    std::string condition() {
        std::string text = one_of(comparisons);
        while (below(2) == 0) {
            text.insert(0, below(3) == 0 ? "not (" : "(");
            text += below(2) == 0 ? ") and " : ") or ";
            text += one_of(comparisons);
        }
        return text;
    }

    static constexpr std::array verdicts{
        "drop",
        "drop",
        "pass",
        "note",
        "reset",
        "{ throttle: { rate: 64 kbit/s, burst: 2 KiB } }",
        "{ throttle: { rate: 64 kbit/s, burst: 2 KiB, by: shape } }",
        "{ delay: { by: 20 ms, jitter: 15 ms } }",
        "{ lose: { share: 30% } }"};
    static constexpr std::array scopes{
        "packet", "flow", "{ residual: { key: 3-tuple, last: 20 s, renew: false, then: drop } }",
        "{ residual: { key: 2-tuple, last: 40 s, renew: true, then: drop } }"};
    static constexpr std::array directions{"up", "down"};
    static constexpr std::array keys{"packet", "flow", "client", "server", "name", "hour"};
    static constexpr std::array phases{"early", "late"};
    static constexpr std::array comparisons{
        "tls.sni == media.example",
        "tls.sni in {media.example, web.example}",
        "tls.sni",
        "http.host == web.example",
        "http.path contains x",
        "http.host == 1.example and flow.up.bytes_in(16 s) > 900 B",
        "http.host == 2.example and flow.up.rate(10 s) > 500 bit/s",
        "http.method == GET",
        "dns.qname == media.example",
        "app == tls",
        "app == dns",
        "server.ip == 203.0.113.2",
        "server.port == 443",
        "flow.up.bytes > 500",
        "flow.up.bytes > 2 KiB",
        "flow.up.packets == 4",
        "flow.down.packets < 2",
        "flow.age > 30 s",
        "flow.age < 70 s",
        "flow.idle > 20 s",
        "flow.up.bytes_in(1 s) > 1 KiB",
        "flow.up.bytes_in(16 s) > 2 KiB",
        "flow.down.bytes_in(16 s) < 100 B",
        "flow.up.rate(10 s) > 2 kbit/s",
        "payload.len > 300",
        "stream.up contains 47:45:54",
        "time.hour == 0"};

    std::mt19937 random_;
};

/// One step of some conversation: a packet or a handshake.
void step(Scene& scene, const Scene::Ends& ends, std::size_t what, std::size_t bytes) {
    switch (what) {
        case 0:
            return scene.opens(ends);
        case 1:
            scene.hello(ends, bytes % 3 == 0 ? "media.example" : "web.example");
            break;
        case 2:
            scene.get(ends, bytes % 2 == 0 ? "media.example" : "web.example");
            break;
        case 7:
            scene.up(ends, "POST /x HTTP/1.1\r\nHost: " + std::to_string(bytes % 3) +
                               ".example\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n" +
                               std::string(bytes, 'x'));
            break;
        case 3:
            scene.dns_query({.client_port = ends.client_port, .server_port = 53}, "media.example");
            break;
        case 4:
            scene.fin(ends);
            break;
        case 5:
        case 6:
            scene.down(ends, bytes);
            break;
        default:
            scene.up(ends, bytes);
    }
}

/// Thirty conversations of several kinds, to and fro over three minutes.
Scene talk(std::uint32_t seed) {
    std::mt19937 random(seed);
    Scene scene;
    for (int i = 0; i < 220; ++i) {
        const std::size_t who = i < 30 ? static_cast<std::size_t>(i) : random() % 30;
        const Scene::Ends ends{.client_port = static_cast<std::uint16_t>(30'000 + who),
                               .server = "203.0.113." + std::to_string(1 + who % 3),
                               .server_port = static_cast<std::uint16_t>(who % 4 == 0 ? 80 : 443),
                               .client = "10.0.0." + std::to_string(2 + who % 2)};
        scene.at(i * 800ms);
        step(scene, ends, i < 30 ? 0 : random() % 12, random() % 1400);
    }
    return scene;
}

TEST(AnyPolicy, IsCarriedOutTheSameTheLongWayAndTheShort) {
    std::size_t touched = 0;
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        const std::string policy = AnyPolicy(seed).text();
        const Scene scene = talk(seed);
        const auto run = scene.judged_by(policy, 64, seed);
        EXPECT_EQ(run.packets, scene.judged_by(policy, 1, seed).packets);
        touched += run.touched().size();
        ASSERT_FALSE(HasFailure()) << "seed " << seed << "\n" << policy;
    }
    EXPECT_GT(touched, 10'000U);  // the policies do something
}

}  // namespace
}  // namespace cordon::test
