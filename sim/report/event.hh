#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/classify/facts.hh"
#include "sim/core/arrival.hh"
#include "sim/core/packet_count.hh"
#include "sim/flow/flow_state.hh"
#include "sim/policy/decision.hh"

namespace cordon {

/// What the wall did to a packet, as captures and events name it.
enum class Act : std::uint8_t {
    none,  // a plain pass
    drop,
    police,
    queue_full,
    delay,
    lose,
    inject_reset,
    inject_dns,
    inject_page,
    after_kill,
};
inline constexpr std::size_t act_count = static_cast<std::size_t>(Act::after_kill) + 1;
[[nodiscard]] std::string_view to_text(Act act);  // "queue-full"

/// A packet that leaves the wall other than as a plain pass: held and released, or made by the wall
/// (`arrival.frame` 0). `arrival.at` is when it leaves. A view; valid during the call.
struct Departure {
    Arrival arrival;
    Act act = Act::none;
    RuleId because = no_rule;
    std::uint64_t flow_id = 0;  // 0: of no flow
    Duration held{};            // how long it waited
};

/// A packet that does not leave the wall.
struct Removal {
    Arrival arrival;
    Act act = Act::drop;
    RuleId because = no_rule;
    std::uint64_t flow_id = 0;
};

/// One flow as reports name it. A view; valid during the call.
struct FlowReport {
    const FlowState* state = nullptr;
    const Facts* facts = nullptr;
    PacketCount removed;
    RuleId rule = no_rule;     // that decided last; no_rule: it passed throughout
    std::string_view verdict;  // "pass", "drop", ... of that rule's first deciding verdict
};

/// Why a flow's record was closed.
enum class FlowEnd : std::uint8_t { idle, closed, replaced, evicted, end_of_run };
inline constexpr std::size_t flow_end_count = static_cast<std::size_t>(FlowEnd::end_of_run) + 1;
[[nodiscard]] std::string_view to_text(FlowEnd end);

struct FlowEnded {
    FlowReport flow;
    FlowEnd why = FlowEnd::idle;
    Time at;  // packet time at which the wall let go of it
};

/// A TLS, QUIC, HTTP or DNS fact was seen for the first time in a flow.
struct ProtocolSeen {
    FlowReport flow;
    FactGroup group = FactGroup::tls;
    Time at;
    std::uint64_t frame = 0;
};

/// A rule decided (or noted) for the first time in a flow.
struct RuleDecided {
    FlowReport flow;
    RuleId rule = no_rule;
    Time at;
    std::uint64_t frame = 0;
    bool only_noted = false;
};

/// A rule removed a packet of a flow for the first time.
struct FlowDropped {
    FlowReport flow;
    RuleId rule = no_rule;
    Act act = Act::drop;
    Time at;
    std::uint64_t frame = 0;
};

}  // namespace cordon
