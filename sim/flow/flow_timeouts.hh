#pragma once

#include <chrono>

#include "sim/core/time.hh"
#include "sim/flow/flow_state.hh"

namespace cordon {

/// How long a flow may be silent before it is forgotten, by protocol and phase. Packet time.
///
/// The model is Linux conntrack (net.netfilter.nf_conntrack_*_timeout_*, kernel documentation
/// "nf_conntrack-sysctl"), whose values are given in brackets. The exception is an established TCP
/// flow: conntrack keeps it 5 days and RFC 5382 REQ-5 asks a NAT for at least 2 h 4 min, because
/// forgetting breaks it; a wall that watches breaks nothing by forgetting and pays for every flow
/// it keeps, so 1 h is our choice.
struct FlowTimeouts {
    Duration tcp_opening = std::chrono::seconds{60};   // [SYN_RECV 60 s]
    Duration tcp_established = std::chrono::hours{1};  // choice, see above
    Duration tcp_closing = std::chrono::seconds{120};  // [FIN_WAIT 120 s]
    Duration tcp_closed = std::chrono::seconds{30};    // [LAST_ACK 30 s]: seven repeats of a FIN
    Duration udp_one_way = std::chrono::seconds{30};   // [udp 30 s]
    Duration udp_both_ways =
        std::chrono::seconds{120};               // [udp_stream 120 s]; RFC 4787 REQ-5: >= 2 min
    Duration icmp = std::chrono::seconds{30};    // [icmp 30 s]
    Duration other = std::chrono::seconds{600};  // [generic 600 s]; fragments without ports too
};

/// The pause after which this flow is over. A TCP flow picked up mid-stream counts as opening until
/// its second packet, so that stray segments do not stay.
[[nodiscard]] Duration idle_limit(const FlowState& state, const FlowTimeouts& timeouts);

/// The shortest of all limits: a flow seen less long ago is not over, whatever it is.
[[nodiscard]] Duration shortest_of(const FlowTimeouts& timeouts);

/// last_seen + idle_limit: a packet at or after this time no longer belongs to the flow. The end of
/// time where the sum does not fit.
[[nodiscard]] Time idle_deadline(const FlowState& state, const FlowTimeouts& timeouts);

}  // namespace cordon
