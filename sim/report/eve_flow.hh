#pragma once

#include "sim/classify/facts.hh"
#include "sim/flow/flow_key.hh"
#include "sim/report/event.hh"
#include "sim/report/json_text.hh"

namespace cordon {

/// Ends of a flow, client first.
struct FlowEnds {
    IpAddress client, server;
    std::uint16_t client_port = 0, server_port = 0;
    std::uint8_t protocol = 0;
};
[[nodiscard]] FlowEnds ends_of(const FlowReport& flow);

/// `src_ip src_port dest_ip dest_port proto`.
void append_ends(JsonAppender& json, const FlowEnds& ends);

/// The objects `tls`, `http`, `dns`, each only when the flow has such facts; the first of its kind.
/// `only` limits them to one group.
void append_protocols(JsonAppender& json, const Facts& facts);
void append_protocol(JsonAppender& json, const Facts& facts, FactGroup only);

/// `names` with every list that is not empty, and `names_left_out`.
void append_names(JsonAppender& json, const Facts& facts);

}  // namespace cordon
