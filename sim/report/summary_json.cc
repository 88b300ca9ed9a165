#include <nlohmann/json.hpp>

#include "sim/core/calendar.hh"
#include "sim/report/json_document.hh"
#include "sim/report/summary.hh"
#include "sim/report/wall_json.hh"

namespace cordon {
namespace {

using Json = nlohmann::ordered_json;

Json count_json(const PacketCount& count) {
    return {{"packets", count.packets}, {"bytes", count.bytes}};
}

void put_time(Json& json, const std::string& name, const std::optional<Time>& at) {
    json[name] = at ? Json(eve_timestamp(*at)) : Json(nullptr);
    json[name + "_ns"] = at ? Json(std::to_string(to_ns(*at))) : Json(nullptr);
}

Json input_json(const InputSummary& input) {
    Json json = {
        {"path", input.path}, {"file_bytes", input.file_bytes}, {"packets", input.packets}};
    put_time(json, "first", input.first_time);
    put_time(json, "last", input.last_time);
    json["packets_cut"] = input.packets_cut;
    json["blocks_not_copied"] = input.blocks_not_copied;
    json["times_out_of_range"] = input.times_out_of_range;
    if (input.ended_early) json["ended_early"] = *input.ended_early;
    if (!input.xxh3_128.empty()) json["xxh3_128"] = input.xxh3_128;
    if (!input.sha256.empty()) json["sha256"] = input.sha256;
    return json;
}

Json totals_json(const Tally& tally) {
    const PacketCount in = tally.arrived();
    return {{"packets_in", in.packets},
            {"bytes_in", in.bytes},
            {"passed", count_json(tally.passed())},
            {"removed", count_json(tally.removed())},
            {"held", count_json(tally.held())},
            {"injected", count_json(tally.injected())},
            {"left", count_json(tally.left_in_all())},
            {"after_kill", count_json(tally.by(Act::after_kill))},
            {"flows", tally.flows()},
            {"verdicts_xxh3_128", tally.verdicts_hex()}};
}

Json reading_json(const ReadingCounts& counts) {
    return {{"to_the_payload", counts.to_the_payload},
            {"capture_too_short", counts.capture_too_short},
            {"malformed", counts.malformed},
            {"unsupported", counts.unsupported},
            {"later_fragments", counts.later_fragments},
            {"first_fragments", counts.first_fragments},
            {"outside_any_flow", counts.outside_any_flow}};
}

Json outcomes_json(const Tally& tally) {
    Json list = Json::array();
    for (std::size_t i = 0; i < act_count; ++i) {
        const auto act = static_cast<Act>(i);
        const PacketCount& count = tally.by(act);
        if (count.packets == 0 && act != Act::none) continue;
        list.push_back(
            {{"outcome", to_text(act)}, {"packets", count.packets}, {"bytes", count.bytes}});
    }
    return list;
}

Json rules_json(const Summary& summary) {
    Json list = Json::array();
    const auto& rules = summary.tally->rules();
    for (std::size_t i = 0; i < rules.size() && i < summary.rules.size(); ++i) {
        Json held = count_json(rules[i].held);
        held["longest_ns"] = rules[i].longest_hold.count();
        list.push_back({{"rule", summary.rules[i]},
                        {"flows_decided", rules[i].flows_decided},
                        {"flows_noted", rules[i].flows_noted},
                        {"removed", count_json(rules[i].removed)},
                        {"held", std::move(held)},
                        {"injected", count_json(rules[i].injected)}});
    }
    return list;
}

Json applications_json(const Tally& tally) {
    Json list = Json::array();
    for (const App app : all_apps()) {
        const AppTally& counts = tally.app(app);
        if (counts.flows == 0) continue;
        list.push_back({{"app", to_text(app)},
                        {"flows", counts.flows},
                        {"flows_decided", counts.flows_decided},
                        {"flows_touched", counts.flows_touched},
                        {"packets", counts.packets},
                        {"bytes", counts.bytes},
                        {"payload_toserver", counts.payload_up},
                        {"payload_toclient", counts.payload_down},
                        {"removed", count_json(counts.removed)}});
    }
    return list;
}

}  // namespace

std::string summary_json(const Summary& summary) {
    Json selection = Json::object();
    for (const auto& [name, value] : summary.selection) selection[name] = value;
    Json inputs = Json::array();
    for (const InputSummary& input : summary.inputs) inputs.push_back(input_json(input));
    Json json = {{"note", open_loop_note(*summary.tally)},
                 {"loop", "open"},
                 {"version", summary.version},
                 {"policy", {{"name", summary.policy}, {"position", summary.position}}},
                 {"seed", summary.seed},
                 {"settings", summary.settings},
                 {"selection", std::move(selection)},
                 {"room", wall_room_json(summary.room)},
                 {"inputs", std::move(inputs)},
                 {"totals", totals_json(*summary.tally)},
                 {"reading", reading_json(summary.reading)},
                 {"limits", wall_limits_json(summary.limits)},
                 {"outcomes", outcomes_json(*summary.tally)},
                 {"rules", rules_json(summary)},
                 {"applications", applications_json(*summary.tally)}};
    if (summary.ended_early) json["ended_early"] = *summary.ended_early;
    if (!summary.files_end_early.empty()) json["files_end_early"] = summary.files_end_early;
    return json_document(json);
}

}  // namespace cordon
