#include <map>
#include <nlohmann/json.hpp>

#include "sim/core/calendar.hh"
#include "sim/report/json_document.hh"
#include "sim/report/json_text.hh"
#include "sim/report/wall_json.hh"
#include "sim/scenario/limits_json.hh"
#include "sim/scenario/reenact/reenact_report.hh"

namespace cordon {
namespace {

using Json = nlohmann::ordered_json;

std::string_view protocol_of(const Conversation& said) {
    return said.protocol == Conversation::Protocol::tcp ? "TCP" : "UDP";
}

Json counts_json(std::span<const Reenacted> all, const LimitsReached& limits) {
    std::map<Ended, std::uint64_t> counts;
    std::uint64_t up = 0;
    std::uint64_t down = 0;
    for (const Reenacted& each : all) {
        if (each.ended == Ended::not_played) continue;
        ++counts[each.ended];
        up += each.heard[0];
        down += each.heard[1];
    }
    Json ends = Json::object();
    for (const auto& [ended, count] : counts) ends[std::string(to_text(ended))] = count;
    return {{"bytes_toserver", up},
            {"bytes_toclient", down},
            {"ended", std::move(ends)},
            {"limits", limits_json(limits)}};
}

Json not_played_json(const ReenactResult& result) {
    std::map<std::string, std::uint64_t> counts;
    for (std::size_t at = 0; at < result.recorded.size(); ++at) {
        const std::string why = why_not_played(result.recorded[at], result.paths->on_one_side[at]);
        if (!why.empty()) ++counts[why];
    }
    Json json = Json::object();
    for (const auto& [why, count] : counts) json[why] = count;
    return json;
}

void append_duration(JsonAppender& json, std::string_view key, std::optional<Duration> value) {
    if (value) {
        json.exact(key, value->count());
    } else {
        json.null(key);
    }
}

void append_side(JsonAppender& json, std::string_view key, const ConversationSide& side,
                 const MeasuredLeg& leg) {
    json.open_object(key).number("bytes", side.bytes).number("packets", side.packets);
    json.number("retransmitted", side.retransmitted).number("missing", side.missing);
    json.number("too_far_ahead", side.too_far);
    append_duration(json, "round_trip_ns", leg.round_trip);
    json.number("fastest_100ms", leg.fastest_window).close_object();
}

void append_played(JsonAppender& json, std::string_view key, const Reenacted& played) {
    if (played.ended == Ended::not_played) {
        json.null(key);
        return;
    }
    json.open_object(key).text("ended", to_text(played.ended));
    json.number("bytes_toserver", played.heard[0]).number("bytes_toclient", played.heard[1]);
    json.exact("lasted_ns", played.lasted.count()).close_object();
}

void append_conversation(const ReenactResult& result, std::size_t at, std::string& line) {
    const Conversation& said = result.recorded[at];
    JsonAppender json(line);
    json.open_object().text("timestamp", eve_timestamp(said.started));
    json.text("src_ip", to_text(said.client.address))
        .number("src_port", std::uint64_t{said.client.port});
    json.text("dest_ip", to_text(said.server.address))
        .number("dest_port", std::uint64_t{said.server.port});
    json.text("proto", protocol_of(said)).number("frame", said.frame);
    json.open_object("recorded").text("how", to_text(said.recorded));
    json.exact("lasted_ns", said.lasted.count());
    json.number("turns", std::uint64_t{said.turns.size()});
    json.key("concurrent");
    line += said.concurrent ? "true" : "false";
    append_side(json, "toserver", said.sides[0], said.legs[0]);
    append_side(json, "toclient", said.sides[1], said.legs[1]);
    json.close_object();
    const std::string why = why_not_played(said, result.paths->on_one_side[at]);
    if (why.empty()) {
        json.null("not_played");
    } else {
        json.text("not_played", why);
    }
    append_played(json, "without_wall", result.without_wall[at]);
    append_played(json, "with_wall", result.with_wall[at]);
    json.close_object();
    line += '\n';
}

}  // namespace

std::string reenact_summary_json(const ReenactResult& result, const ReenactFacts& facts) {
    Json json;
    json["cordon"] = facts.version;
    json["command"] = "reenact";
    json["loop"] = "closed";
    json["capture"] = {{"path", facts.capture}, {"xxh3_128", facts.xxh3_128}};
    json["policy"] = facts.policy;
    json["seed"] = facts.seed;
    json["settings"] = facts.settings;
    json["room"] = wall_room_json(facts.room);
    json["at"] = facts.at.empty() ? Json(nullptr) : Json(facts.at);
    json["losses"] = facts.with_losses ? "measured" : "none";
    json["conversations"] = result.recorded.size();
    json["not_played"] = not_played_json(result);
    json["packets_left_out"] = result.packets_left_out;
    json["segments_too_far_ahead"] = segments_too_far(result.recorded);
    json["without_wall"] = counts_json(result.without_wall, result.limits_without_wall);
    json["with_wall"] = counts_json(result.with_wall, result.limits_with_wall);
    if (!facts.files_end_early.empty()) json["files_end_early"] = facts.files_end_early;
    return json_document(json);
}

void write_conversations(const ReenactResult& result, TextSink& out) {
    std::string line;
    for (std::size_t at = 0; at < result.recorded.size(); ++at) {
        line.clear();
        append_conversation(result, at, line);
        out.write(line);
    }
}

}  // namespace cordon
