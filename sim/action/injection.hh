#pragma once

#include <cstdint>
#include <vector>

#include "sim/action/action_state.hh"
#include "sim/decode/headers.hh"
#include "sim/report/emit.hh"

namespace cordon {

/// The packet that makes the wall send others; views, valid while the packet is.
struct InjectionCause {
    const Arrival& arrival;
    const Headers& headers;
    Direction direction = Direction::up;
    const LinkHeaders* links = nullptr;  // of its flow; null when none are remembered
    std::uint64_t flow_id = 0;
    RuleId because = no_rule;
    Time now;
};

/// Where and how a packet of the wall's own goes onto the link.
struct LinkWay {
    std::vector<std::uint8_t> header;
    LinkType link = LinkType::ethernet;
    InterfaceId interface {};
};

/// The way of packets in a direction: behind the link header last seen in it, else behind the
/// cause's, turned round.
[[nodiscard]] LinkWay way_towards(Direction towards, const InjectionCause& cause);

/// Tells Emit that a packet, link header included, leaves now.
void inject(Bytes packet, const LinkWay& way, Act act, const InjectionCause& cause, Emit& emit);

/// The headers of a packet say IPv4 or IPv6 and have addresses of that kind. An IPv6 packet between
/// IPv4-mapped addresses belongs on no wire; its answer would be IPv4.
[[nodiscard]] bool has_addresses_of_its_kind(const Headers& headers);

}  // namespace cordon
