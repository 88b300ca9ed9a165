#include "sim/flow_record.hh"

namespace cordon {
namespace {

struct VerdictText {
    std::string_view operator()(const Pass&) const { return "pass"; }
    std::string_view operator()(const Drop&) const { return "drop"; }
    std::string_view operator()(const Reset&) const { return "reset"; }
    std::string_view operator()(const Throttle&) const { return "throttle"; }
    std::string_view operator()(const Delay&) const { return "delay"; }
    std::string_view operator()(const Lose&) const { return "lose"; }
    std::string_view operator()(const ForgeDns&) const { return "forge-dns"; }
    std::string_view operator()(const Note&) const { return "note"; }
};

/// The first verdict of a rule that does more than note.
std::string_view verdict_of(const Rule& rule) {
    for (const Verdict& verdict : rule.then) {
        if (!std::holds_alternative<Note>(verdict)) return std::visit(VerdictText{}, verdict);
    }
    return "note";
}

}  // namespace

FlowReport report_of(const FlowRecord& flow, const Policy& policy, Facts& remembered) {
    const FlowState& state = flow.state;
    if (!flow.content) {
        remembered.app = flow.app;
        remembered.why = flow.why;
        remembered.set(FactGroup::app, flow.app == App::none ? Known::absent : Known::value);
    }
    return {
        .id = state.id,
        .key = state.key,
        .client_is_low = state.client_is_low,
        .started = state.started,
        .last_seen = state.last_seen,
        .first_frame = state.first_frame,
        .packets = state.packets,
        .frame_bytes = state.frame_bytes,
        .payload_bytes = state.payload_bytes,
        .facts = flow.content ? &flow.content->classified.facts : &remembered,
        .rule = flow.last_rule,
        .verdict = flow.last_rule == no_rule ? "pass" : verdict_of(policy.rule(flow.last_rule))};
}

}  // namespace cordon
