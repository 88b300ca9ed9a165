#include "sim/report/eve_writer.hh"

#include "sim/report/app_protocol.hh"

namespace cordon {
namespace {

std::string_view type_of(FactGroup group) {
    switch (group) {
        case FactGroup::tls:
            return "tls";
        case FactGroup::quic:
            return "quic";
        case FactGroup::http:
            return "http";
        case FactGroup::dns:
            return "dns";
        case FactGroup::app:
        case FactGroup::payload:
        case FactGroup::stream:
            break;
    }
    return {};
}

void append_app(JsonAppender& json, const Facts& facts) {
    json.text("app", to_text(facts.app)).text("why", to_text(facts.why));
}

bool lets_pass(const RuleDecided& event) {
    return event.only_noted || event.flow.verdict == "pass";
}

}  // namespace

JsonAppender EveWriter::begin(Time at, std::uint64_t flow_id, std::string_view type) {
    line_.clear();
    JsonAppender json(line_);
    json.open_object();
    append_time(json, "timestamp", at);
    if (flow_id != 0) json.number("flow_id", flow_id);
    json.text("event_type", type);
    return json;
}

JsonAppender EveWriter::begin(Time at, const FlowReport& flow, std::string_view type) {
    JsonAppender json = begin(at, flow.state->id, type);
    if (flow.state->id == 0) return json;  // a packet of no flow
    append_ends(json, ends_of(flow));
    json.text("app_proto", app_protocol(*flow.facts));
    return json;
}

void EveWriter::end(JsonAppender& json) {
    json.close_object().close_object();  // cordon, then the event
    line_ += '\n';
    sink_->write(line_);
}

void EveWriter::append_time(JsonAppender& json, std::string_view key, Time at) {
    json.key(key);
    line_ += '"';
    clock_.append(line_, at);
    line_ += '"';
}

void EveWriter::append_rule(JsonAppender& json, RuleId rule) const {
    const auto index = static_cast<std::size_t>(rule);
    if (index < rules_->size()) {
        json.text("rule", (*rules_)[index]);
    } else {
        json.null("rule");
    }
}

void EveWriter::flow_ended(const FlowEnded& event) {
    const FlowReport& flow = event.flow;
    JsonAppender json = begin(event.at, flow, "flow");
    append_protocols(json, *flow.facts);
    json.open_object("flow")
        .number("pkts_toserver", flow.state->packets[0])
        .number("bytes_toserver", flow.state->frame_bytes[0])
        .number("pkts_toclient", flow.state->packets[1])
        .number("bytes_toclient", flow.state->frame_bytes[1]);
    append_time(json, "start", flow.state->started);
    append_time(json, "end", flow.state->last_seen);
    json.close_object();
    json.open_object("cordon").exact("ns", to_ns(event.at));
    append_app(json, *flow.facts);
    append_rule(json, flow.rule);
    json.text("verdict", flow.rule == no_rule ? "pass" : flow.verdict)
        .number("first_frame", flow.state->first_frame)
        .number("payload_toserver", flow.state->payload_bytes[0])
        .number("payload_toclient", flow.state->payload_bytes[1]);
    append_names(json, *flow.facts);
    json.text("ended", to_text(event.why));
    end(json);
}

void EveWriter::protocol_seen(const ProtocolSeen& event) {
    const std::string_view type = type_of(event.group);
    if (type.empty()) return;
    JsonAppender json = begin(event.at, event.flow, type);
    append_protocol(json, *event.flow.facts, event.group);
    json.open_object("cordon").exact("ns", to_ns(event.at)).number("frame", event.frame);
    append_app(json, *event.flow.facts);
    end(json);
}

void EveWriter::rule_decided(const RuleDecided& event) {
    JsonAppender json = begin(event.at, event.flow, "alert");
    json.open_object("alert").text("action", lets_pass(event) ? "allowed" : "blocked");
    const auto index = static_cast<std::size_t>(event.rule);
    json.text("signature", index < rules_->size() ? std::string_view((*rules_)[index]) : "");
    json.close_object();
    json.open_object("cordon").exact("ns", to_ns(event.at)).number("frame", event.frame);
    append_app(json, *event.flow.facts);
    append_rule(json, event.rule);
    json.text("verdict", event.only_noted ? "note" : event.flow.verdict);
    end(json);
}

void EveWriter::flow_dropped(const FlowDropped& event) {
    JsonAppender json = begin(event.at, event.flow, "drop");
    json.open_object("cordon").exact("ns", to_ns(event.at)).number("frame", event.frame);
    append_app(json, *event.flow.facts);
    append_rule(json, event.rule);
    json.text("verdict", to_text(event.act));
    end(json);
}

void EveWriter::packet_removed(const Removal& removal, const FlowEnds* ends) {
    const Arrival& packet = removal.arrival;
    JsonAppender json = begin(packet.at, removal.flow_id, "drop");
    if (ends != nullptr) append_ends(json, *ends);
    json.open_object("drop").number("len", packet.wire_length).close_object();
    json.open_object("cordon").exact("ns", to_ns(packet.at)).number("frame", packet.frame);
    append_rule(json, removal.because);
    json.text("verdict", to_text(removal.act));
    end(json);
}

}  // namespace cordon
