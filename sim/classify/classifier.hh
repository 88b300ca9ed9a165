#pragma once

#include <cstdint>

#include "sim/classify/facts.hh"
#include "sim/flow/flow_packet.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/stream_head.hh"

namespace cordon {

/// What the rules and the outputs of a run ask for; what nobody asks for is not computed.
struct Wanted {
    bool ja4 = false;            // a rule names it, or events are written
    bool payload_shape = false;  // payload.*
    bool stream_up = false;      // stream.up
    bool later_names = false;    // names after the first: every HTTP request, DNS question, hello
};

/// What the classifier remembers of one flow. `settled` is all that a finished flow costs.
struct ClassifyState {
    bool settled = false;  // nothing more can be learned: on_packet need not be called
    // Owner of the folder: scanner states, stream heads, ...
    Facts facts;
};

/// Finds out what flows are about, from their first bytes on.
class Classifier {
public:
    explicit Classifier(Wanted wanted);

    /// Looks at one packet of a flow, in the order of arrival. Says which facts changed. At the last
    /// limit, or when every scanner has an answer, the state is settled.
    FactChanges on_packet(ClassifyState& state, const FlowState& flow,
                          const FlowPacket& packet) const;

private:
    Wanted wanted_;
};

}  // namespace cordon
