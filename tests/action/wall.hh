#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "sim/action/actor.hh"
#include "sim/craft/frame.hh"
#include "sim/decode/decode.hh"
#include "tests/action/recorded_emit.hh"

namespace cordon::test {

/// A rule as the actor knows it.
struct TestRule {
    std::string name = "rule";
    std::vector<Verdict> then;
    std::vector<Verdict> residual_then = {};
    DirectionLimit direction = DirectionLimit::both;
};

/// A wall that has decided already: drives an Actor as the engine would, with flows of its own.
class Wall {
public:
    using Frame = std::vector<std::uint8_t>;

    explicit Wall(std::vector<TestRule> rules, const Actor::Config& config = {})
        : rules_(std::move(rules)), actor_(actions(rules_), config) {}

    /// A packet comes and goes under a rule; no_rule passes it.
    Fate arrives(const Frame& frame, Time now, RuleId rule = RuleId{0}, bool residual = false) {
        return arrives({.bytes = frame,
                        .at = now,
                        .frame = 0,
                        .note = nullptr,
                        .wire_length = static_cast<std::uint32_t>(frame.size())},
                       now, rule, residual);
    }
    Fate arrives(Arrival arrival, Time now, RuleId rule = RuleId{0}, bool residual = false) {
        while (actor_.next_timer().value_or(Time::max()) <= now) {
            actor_.on_timer(*actor_.next_timer(), emit);
        }
        arrival.frame = ++frames_;
        const Decoded decoded = decode(arrival.bytes, arrival.link, arrival.wire_length);
        Flow& flow = flow_of(decoded.headers, now);
        const Direction direction =
            flow.state.direction_from(flow_key_of(decoded.headers).from_low);
        observe_packet(flow.state, flow.track,
                       {.headers = &decoded.headers,
                        .payload = decoded.payload,
                        .direction = direction,
                        .now = now,
                        .frame_length = arrival.wire_length});
        if (actor_.resets()) {
            Actor::note_link_header(flow.links, arrival, decoded.headers, direction);
        }
        return actor_.act(decision(rule, residual), arrival, decoded.headers,
                          {flow.state, flow.track, flow.action, 0, &flow.links}, direction, now,
                          emit);
    }
    void finish() { actor_.finish(emit); }

    [[nodiscard]] Actor& actor() { return actor_; }
    RecordedEmit emit;

private:
    struct Flow {
        FlowState state;
        TcpTrack track;
        ActionState action;
        LinkHeaders links;
    };

    static std::vector<RuleActions> actions(const std::vector<TestRule>& rules) {
        std::vector<RuleActions> all;
        all.reserve(rules.size());
        for (const TestRule& rule : rules)
            all.push_back({rule.name, rule.then, rule.residual_then});
        return all;
    }
    Decision decision(RuleId id, bool residual) const {
        if (id == no_rule) return {};
        const TestRule& rule = rules_.at(static_cast<std::size_t>(id));
        return {.because = id,
                .verdicts = residual ? rule.residual_then : rule.then,
                .direction = rule.direction,
                .residual = residual};
    }
    Flow& flow_of(const Headers& headers, Time now) {
        const FlowKey key = flow_key_of(headers).key;
        for (Flow& known : flows_) {
            if (known.state.key == key) return known;
        }
        Flow& opened = flows_.emplace_back();
        opened.state.key = key;
        begin_flow(opened.state, headers, now, frames_);
        return opened;
    }

    std::vector<TestRule> rules_;
    Actor actor_;
    std::deque<Flow> flows_;
    std::uint64_t frames_ = 0;
};

/// A phone and a server that talk TCP over Ethernet; the numbers of both begin at 1,000 and 5,000.
struct Talk {
    IpAddress phone = IpAddress::v4(0x0a000001), server = IpAddress::v4(0x1f0d5633);
    std::uint16_t phone_port = 40'000, server_port = 443;
    std::vector<std::uint16_t> vlans = {};

    [[nodiscard]] Wall::Frame up(std::uint32_t seq, std::uint32_t ack, std::size_t payload,
                                 std::uint8_t its_flags = tcp_flag::ack) const {
        return tcp_frame({.src = {2, 0, 0, 0, 0, 1}, .dst = {2, 0, 0, 0, 0, 9}, .vlans = vlans},
                         {.src = phone, .dst = server},
                         {.src_port = phone_port,
                          .dst_port = server_port,
                          .seq = Seq32{seq},
                          .ack = Seq32{ack},
                          .flags = its_flags,
                          .options = {}},
                         Wall::Frame(payload, 0x75));
    }
    [[nodiscard]] Wall::Frame down(std::uint32_t seq, std::uint32_t ack, std::size_t payload,
                                   std::uint8_t its_flags = tcp_flag::ack) const {
        return tcp_frame({.src = {2, 0, 0, 0, 0, 8}, .dst = {2, 0, 0, 0, 0, 2}, .vlans = vlans},
                         {.src = server, .dst = phone},
                         {.src_port = server_port,
                          .dst_port = phone_port,
                          .seq = Seq32{seq},
                          .ack = Seq32{ack},
                          .flags = its_flags,
                          .options = {}},
                         Wall::Frame(payload, 0x64));
    }
    [[nodiscard]] Wall::Frame syn() const { return up(999, 0, 0, tcp_flag::syn); }
    [[nodiscard]] Wall::Frame syn_ack() const {
        return down(4'999, 1'000, 0, tcp_flag::syn | tcp_flag::ack);
    }
};

inline constexpr Time start = time_from_ns(1'500'000'000'000'000'000);

}  // namespace cordon::test
