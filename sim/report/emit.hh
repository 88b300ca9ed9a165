#pragma once

#include <span>

#include "sim/core/arrival.hh"
#include "sim/report/event.hh"

namespace cordon {

/// Where the engine tells what happened. Calls come in the order of the packets; views are valid
/// during the call.
class Emit {
public:
    Emit() = default;
    Emit(const Emit&) = delete;
    Emit& operator=(const Emit&) = delete;
    virtual ~Emit() = default;

    /// Plain passes in a row: each leaves as it came, with its own timestamp.
    virtual void passed(std::span<const Arrival> run) = 0;
    virtual void left(const Departure& departure) = 0;
    virtual void removed(const Removal& removal) = 0;

    virtual void flow_ended(const FlowEnded& event) = 0;
    virtual void protocol_seen(const ProtocolSeen& event) = 0;
    virtual void rule_decided(const RuleDecided& event) = 0;
    virtual void flow_dropped(const FlowDropped& event) = 0;
};

}  // namespace cordon
