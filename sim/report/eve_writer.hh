#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/report/eve_clock.hh"
#include "sim/report/eve_flow.hh"
#include "sim/report/event.hh"
#include "sim/report/text_sink.hh"

namespace cordon {

/// Names of the rules of a policy; RuleId is the index.
using RuleNames = std::vector<std::string>;

/// Writes events as JSON, one object a line, in the manner of Suricata's EVE. Members always stand
/// in this order: timestamp, flow_id, event_type, src_ip, src_port, dest_ip, dest_port, proto,
/// app_proto; then `tls`, `http`, `dns` where the event has them; then `flow` or `alert`; then
/// `cordon`. Addresses are client first, whoever sent the packet; ports are 0 where the protocol
/// has none. policies/schema/events.schema.json describes every line.
class EveWriter {
public:
    /// Borrows both; they must outlive the writer.
    EveWriter(TextSink& sink, const RuleNames& rules) : sink_(&sink), rules_(&rules) {}

    void flow_ended(const FlowEnded& event);        // "flow"
    void protocol_seen(const ProtocolSeen& event);  // "tls", "quic", "http", "dns"
    void rule_decided(const RuleDecided& event);    // "alert"
    void flow_dropped(const FlowDropped& event);    // "drop"
    /// One removed packet (`--packet-events`): "drop" with its length. `ends` is null for a packet
    /// of no flow.
    void packet_removed(const Removal& removal, const FlowEnds* ends);

private:
    JsonAppender begin(Time at, std::uint64_t flow_id, std::string_view type);
    JsonAppender begin(Time at, const FlowReport& flow, std::string_view type);
    void end(JsonAppender& json);
    void append_time(JsonAppender& json, std::string_view key, Time at);
    void append_rule(JsonAppender& json, RuleId rule) const;

    TextSink* sink_;
    const RuleNames* rules_;
    EveClock clock_;
    std::string line_;
};

}  // namespace cordon
