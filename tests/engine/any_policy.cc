#include "tests/engine/any_policy.hh"

#include <array>

namespace cordon::test {
namespace {

constexpr std::array plain_verdicts{"drop", "drop", "pass", "note"};
constexpr std::array verdicts{"drop",
                              "drop",
                              "pass",
                              "note",
                              "reset",
                              "{ throttle: { rate: 64 kbit/s, burst: 2 KiB } }",
                              "{ throttle: { rate: 64 kbit/s, burst: 2 KiB, by: shape } }",
                              "{ delay: { by: 20 ms, jitter: 15 ms } }",
                              "{ lose: { share: 30% } }"};
constexpr std::array scopes{"packet", "flow"};
constexpr std::array tuples{"2-tuple", "3-tuple", "4-tuple", "5-tuple"};
constexpr std::array residual_settings{", then: drop",
                                       ", then: drop",
                                       ", then: pass",
                                       ", then: note",
                                       "",
                                       ", renew: true",
                                       ", renew: true, then: drop"};
constexpr std::array directions{"up", "down"};
constexpr std::array keys{"packet", "flow", "client", "server",
                          "name",   "hour", "place",  "[server, day]"};
constexpr std::array delays{"800 ms", "1600 ms", "{ by: 2 s, jitter: 1 s }",
                            "{ p50: 1 s, p90: 20 s }"};
constexpr std::array phases{"early", "late"};
constexpr std::array comparisons{"tls.sni == media.example",
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
                                 "flow.age >= 40 s",
                                 "flow.age <= 80 s",
                                 "flow.up.packets >= 5",
                                 "flow.down.packets <= 3",
                                 "tcp.len >= 600 and tcp.len <= 1200",
                                 "flow.idle > 20 s",
                                 "flow.up.bytes_in(1 s) > 1 KiB",
                                 "flow.up.bytes_in(16 s) > 2 KiB",
                                 "flow.down.bytes_in(16 s) < 100 B",
                                 "flow.up.rate(10 s) > 2 kbit/s",
                                 "payload.len > 300",
                                 "flow.established",
                                 "flow.idle < 3 s",
                                 "flow.up.bytes_in(2 s) == 0",
                                 "flow.down.rate(30 s) < 100 bit/s",
                                 "flow.up.packets != 3",
                                 "ip.src == 10.0.0.2",
                                 "ip.dst in {10.0.0.0/30, 203.0.113.2}",
                                 "ip.proto == udp",
                                 "tcp.srcport == 443",
                                 "tcp.dstport in {80, 443}",
                                 "tcp.flags == 0x10",
                                 "tcp.len > 600",
                                 "udp.len > 10",
                                 "udp.dstport == 53",
                                 "frame.len < 100",
                                 "direction == down",
                                 "client.ip == 10.0.0.3",
                                 "inside.ip in {10.0.0.2}",
                                 "place == odd",
                                 "tls.sni matches \"^m.*e$\"",
                                 "http.host != media.example",
                                 "time.weekday == tue",
                                 "stream.up contains 47:45:54",
                                 "time.hour == 0"};

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

}  // namespace

std::string AnyPolicy::text() {
    std::string rules;
    const std::size_t count = 1 + below(6);
    for (std::size_t i = 0; i < count; ++i) rules += rule("r" + std::to_string(i));
    return policy_of(rules,
                     "zone: \"+00:00\"\n"
                     "inside: [10.0.0.0/8]\n"
                     "let:\n"
                     "  odd: { place: [10.0.0.3/32] }\n"
                     "phases:\n"
                     "  early: { from: 2017-07-18T00:00, to: 2017-07-18T00:01 }\n"
                     "  late: { from: 2017-07-18T00:02, to: 2017-07-18T01:00 }\n");
}

std::string AnyPolicy::rule(const std::string& name) {
    std::string text = "  - rule: " + name + "\n";
    if (below(8) > 0) text += "    when: " + condition() + "\n";
    text += "    then: " + (acts_ == Acts::all ? one_of(verdicts) : one_of(plain_verdicts)) + "\n";
    if (below(2) == 0) text += "    for: " + (below(2) == 0 ? one_of(scopes) : residual()) + "\n";
    if (below(4) == 0) text += "    direction: " + one_of(directions) + "\n";
    if (below(4) == 0) text += "    chance: 60%\n    per: " + one_of(keys) + "\n";
    if (below(5) == 0) text += "    in: [" + one_of(phases) + "]\n";
    if (below(6) == 0) text += "    active: { every: 30 s, lasts: 12 s, jitter: 3 s }\n";
    if (below(6) == 0) text += "    after: " + one_of(delays) + "\n";
    return text;
}

std::string AnyPolicy::residual() {
    return "{ residual: { key: " + one_of(tuples) + ", last: " + std::to_string(1 + below(40)) +
           " s" + one_of(residual_settings) + " } }";
}

std::string AnyPolicy::condition() {
    std::string text = one_of(comparisons);
    while (below(2) == 0) {
        text.insert(0, below(3) == 0 ? "not (" : "(");
        text += below(2) == 0 ? ") and " : ") or ";
        text += one_of(comparisons);
    }
    return text;
}

Scene any_talk(std::uint32_t seed) {
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

}  // namespace cordon::test
