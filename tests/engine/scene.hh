#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine.hh"
#include "sim/policy/policy.hh"

namespace cordon::test {

using namespace std::chrono_literals;

/// One recorded conversation or several, and what a wall makes of them: packets are added by verbs
/// in the order of their times, then judged under a policy given as text. Every verb gives the
/// frame number of its packet.
class Scene {
public:
    /// Ends of a conversation. The client is 10.0.0.2 unless said.
    struct Ends {
        std::uint16_t client_port = 40'000;
        std::string server = "203.0.113.5";
        std::uint16_t server_port = 443;
        std::string client = "10.0.0.2";
    };

    /// Packets from now on come at this time after the scene's beginning.
    Scene& at(Duration since_start);
    /// The beginning; 2017-07-18T00:00:00Z unless said.
    Scene& begins(Time start);

    std::uint64_t syn(const Ends& ends);
    std::uint64_t syn_ack(const Ends& ends);
    /// The client sends so many bytes of nothing in particular, or these.
    std::uint64_t up(const Ends& ends, std::size_t bytes);
    std::uint64_t up(const Ends& ends, const std::string& payload);
    std::uint64_t down(const Ends& ends, std::size_t bytes);
    std::uint64_t fin(const Ends& ends);
    std::uint64_t rst(const Ends& ends);
    /// The client asks for `name` in a TLS ClientHello, or in an HTTP request.
    std::uint64_t hello(const Ends& ends, std::string_view name);
    std::uint64_t get(const Ends& ends, std::string_view host);
    /// The bytes of that ClientHello, to be sent in pieces.
    [[nodiscard]] static std::string hello_for(std::string_view name);
    /// A UDP datagram of the client.
    std::uint64_t datagram(const Ends& ends, const std::string& payload);
    /// One that says to be longer than its packet, so that its header is not believed.
    std::uint64_t overlong_datagram(const Ends& ends);
    std::uint64_t dns_query(const Ends& ends, std::string_view name);

    /// An Ethernet frame that holds no IP; one with so many bytes behind its header.
    std::uint64_t arp();
    std::uint64_t lldp(std::size_t bytes);

    /// Handshake: SYN, SYN/ACK and ACK.
    void opens(const Ends& ends);

    /// Judges all packets so far. `span` is how many arrivals the engine is given together. Expects
    /// that engines that follow every rule of every flow, or tell nothing of flows, make the same
    /// of them.
    struct Run {
        /// By frame: "pass", "RULE: ACT", or "RULE: delay" with its time in `left_at`.
        std::map<std::uint64_t, std::string> fate;
        std::map<std::uint64_t, Time> left_at;
        std::vector<std::string> alerts;  // "RULE @frame", "RULE noted @frame"
        std::vector<std::string>
            packets;  // what Emit heard of packets, in order; bytes of those made
        std::vector<std::string> events;                // what it heard of flows and rules
        std::map<std::uint64_t, std::string> verdicts;  // on flows, by their first frame
        std::uint64_t injected = 0;
        /// Frames whose fate is not "pass".
        [[nodiscard]] std::vector<std::uint64_t> touched() const;
    };
    [[nodiscard]] Run judged_by(const std::string& policy_text, std::size_t span = 64,
                                std::uint64_t seed = 1) const;
    /// By this engine alone, which is for this policy.
    [[nodiscard]] Run judged_by(Engine& engine, const Policy& policy, std::size_t span = 64) const;

    [[nodiscard]] Time start() const { return start_; }
    /// All packets so far, as an engine gets them. Views; valid until the next is added.
    [[nodiscard]] std::vector<Arrival> arrivals() const;

private:
    struct Packet {
        std::vector<std::uint8_t> bytes;
        Time at;
    };
    struct Sequence {
        std::uint32_t up = 1000, down = 5000;
    };
    std::uint64_t add(std::vector<std::uint8_t> bytes);
    std::uint64_t without_ip(std::uint16_t ether_type, std::size_t bytes);
    std::uint64_t segment(const Ends& ends, Direction direction, std::uint8_t flags,
                          const std::string& payload);

    Time start_ = time_from_ns(1'500'336'000'000'000'000);
    Duration offset_{};
    std::vector<Packet> packets_;
    std::map<std::string, Sequence> sequences_;  // by ends
};

/// A policy of these rules, given as the lines of `rules:`.
[[nodiscard]] std::string policy_of(const std::string& rules, const std::string& head = "");

/// Reads a policy that must be right; a test that gives a wrong one fails with its errors.
[[nodiscard]] Policy policy_from(const std::string& text);

}  // namespace cordon::test
