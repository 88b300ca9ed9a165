#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/craft/ip_packet.hh"
#include "sim/craft/tcp_options.hh"
#include "tests/world/raw_packets.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {

using Lines = std::vector<std::string>;

/// One endpoint against a peer that does only what the test says, over a way that takes no time.
/// What the endpoint sends is told as lines: milliseconds since the start, flags as tcpdump has
/// them (S SYN, F FIN, R RST, P PSH, . ACK), begin:end of the payload, ack, win (as in the header),
/// and SACK blocks; all numbers relative to the initial ones.
///
///     "40 P. 1:5 ack 1 win 256 <1449:2897>"
class ScriptedPeer {
public:
    explicit ScriptedPeer(const TcpProfile& profile = linux_android());

    /// What a segment of the peer says; numbers relative as above.
    struct Says {
        std::string flags = ".";
        std::uint32_t seq = 1;
        std::uint32_t ack = 1;
        std::uint32_t length = 0;
        std::uint16_t window = 65'535;
        TcpOptionFields options{};
        std::vector<std::array<std::uint32_t, 2>> sacks{};
    };
    void says(const Says& what);
    /// Begins the connection from the endpoint's side and answers its SYN: MSS 1000, SACK, no
    /// scaling, no time stamps; then forgets the lines so far.
    void opens(const TcpOptionFields& answer = {.maximum_segment_size = 1'000,
                                                .sack_permitted = true});
    /// Begins the connection only.
    void connects();
    /// The endpoint listens instead.
    void listens();

    /// Time goes on by so much, or to so many milliseconds after the start.
    void wait(Duration time) { two.world.run_until(two.world.now() + time); }
    void until(std::int64_t ms) { two.world.run_until(start + milliseconds(ms)); }
    /// The lines since the last time.
    [[nodiscard]] Lines sent();

    TwoHosts two;
    std::unique_ptr<TcpSocket> socket;
    /// The last segment that the endpoint sent, options and all.
    TcpOptions last_options;
    Endpoint local;  // of the endpoint

    [[nodiscard]] TcpConnection& connection() {
        return *two.client.tcp().find(socket->local(), socket->remote());
    }

    std::uint32_t peer_initial = 0x00010000;  // may be set before the peer first speaks

private:
    void note(const Arrival& packet);

    SentBy sent_by_;
    Lines lines_;
    std::uint32_t initial_ = 0;
    bool knows_initial_ = false;
};

}  // namespace cordon::test
