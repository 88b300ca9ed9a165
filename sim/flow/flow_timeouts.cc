#include "sim/flow/flow_timeouts.hh"

#include <algorithm>

namespace cordon {
namespace {

bool has_ports(const FlowKey& key) {
    return key.low_port != 0 || key.high_port != 0;
}

Duration tcp_limit(const FlowState& state, const FlowTimeouts& timeouts) {
    switch (state.phase) {
        case FlowPhase::opening:
            return timeouts.tcp_opening;
        case FlowPhase::established: {
            const bool stray = state.picked_up && state.packets[0] + state.packets[1] <= 1;
            return stray ? timeouts.tcp_opening : timeouts.tcp_established;
        }
        case FlowPhase::closing:
            return timeouts.tcp_closing;
        case FlowPhase::closed:
            return timeouts.tcp_closed;
    }
    return timeouts.other;
}

}  // namespace

Duration idle_limit(const FlowState& state, const FlowTimeouts& timeouts) {
    switch (state.key.protocol) {
        case ip_protocol::tcp:
            return has_ports(state.key) ? tcp_limit(state, timeouts) : timeouts.other;
        case ip_protocol::udp:
            if (!has_ports(state.key)) return timeouts.other;
            return state.phase == FlowPhase::opening ? timeouts.udp_one_way
                                                     : timeouts.udp_both_ways;
        case ip_protocol::icmp:
        case ip_protocol::icmp6:
            return timeouts.icmp;
        default:
            return timeouts.other;
    }
}

Duration shortest_of(const FlowTimeouts& timeouts) {
    return std::min({timeouts.tcp_opening, timeouts.tcp_established, timeouts.tcp_closing,
                     timeouts.tcp_closed, timeouts.udp_one_way, timeouts.udp_both_ways,
                     timeouts.icmp, timeouts.other});
}

Time idle_deadline(const FlowState& state, const FlowTimeouts& timeouts) {
    return later_by(state.last_seen, idle_limit(state, timeouts));
}

}  // namespace cordon
