#include "sim/scenario/run/run_json.hh"

#include <nlohmann/json.hpp>

#include "sim/core/calendar.hh"
#include "sim/report/json_document.hh"
#include "sim/report/json_text.hh"
#include "sim/report/wall_json.hh"
#include "sim/scenario/limits_json.hh"

namespace cordon {
namespace {

using Json = nlohmann::ordered_json;

/// Whole milliseconds: what a person could tell apart.
std::int64_t milliseconds(Duration duration) {
    return duration / std::chrono::milliseconds{1};
}

Json walls_json(const PlayedRun& run, const RunFacts& facts) {
    Json walls = Json::array();
    for (std::size_t at = 0; at < run.walls.size(); ++at) {
        Json wall;
        wall["wall"] = run.walls[at].empty() ? Json(nullptr) : Json(run.walls[at]);
        if (!run.walls[at].empty()) wall["file"] = facts.policy_files[at];
        walls.push_back(std::move(wall));
    }
    return walls;
}

Json wall_json(const PlayedRun& run, std::size_t wall) {
    return run.walls[wall].empty() ? Json(nullptr) : Json(run.walls[wall]);
}

Json counts_json(const TryCount& count) {
    return {{"tries", count.tries},
            {"succeeded", count.successes},
            {"at_half_patience", count.at_half},
            {"at_double_patience", count.at_double}};
}

Json row_json(const PlayedRun& run, const MatrixRow& row) {
    Json json = {{"place", run.scenario->places[row.place].name},
                 {"manner", to_text(row.manner)},
                 {"function", name_of(*run.scenario, row.function, row.visit)},
                 {"wall", wall_json(run, row.wall)}};
    Json days = Json::array();
    for (std::size_t day = 0; day < row.by_day.size(); ++day) {
        if (row.by_day[day].tries == 0) continue;
        Json each = {{"date", run.scenario->days[day].date}};
        each.update(counts_json(row.by_day[day]));
        days.push_back(std::move(each));
    }
    json["dates"] = std::move(days);
    Json failures = Json::object();
    for (const auto& [how, count] : row.failures) failures[how] = count;
    json["failures"] = std::move(failures);
    return json;
}

Json packets_json(const PlayedRun& run) {
    Json cells = Json::array();
    for (const PlayedCell& cell : run.cells) {
        cells.push_back({{"place", run.scenario->places[cell.place].name},
                         {"date", run.scenario->days[cell.day].date},
                         {"wall", wall_json(run, cell.wall)},
                         {"packets", cell.packets},
                         {"removed", cell.packets_removed},
                         {"limits", limits_json(cell.limits)}});
    }
    return cells;
}

void write_outcome(const PlayedRun& run, const PlayedCell& cell, const PlayedTry& each,
                   std::string& line) {
    const ScenarioPlace& place = run.scenario->places[cell.place];
    const Outcome& outcome = each.outcome;
    JsonAppender json(line);
    json.open_object();
    json.text("date", run.scenario->days[cell.day].date).text("place", place.name);
    json.text("phone", name_of(place, each.phone)).text("manner", to_text(each.phone.manner));
    if (run.walls[cell.wall].empty()) {
        json.null("wall");
    } else {
        json.text("wall", run.walls[cell.wall]);
    }
    json.text("function", name_of(*run.scenario, outcome.function, outcome.visit));
    json.text("started", eve_timestamp(outcome.began));
    json.text("outcome", to_text(outcome.kind)).text("why", to_text(outcome.why));
    json.number("took_ms", static_cast<std::uint64_t>(milliseconds(outcome.took)));
    if (outcome.complete_after) {
        json.number("complete_after_ms",
                    static_cast<std::uint64_t>(milliseconds(*outcome.complete_after)));
    } else {
        json.null("complete_after_ms");
    }
    json.key("succeeded");
    line += outcome.succeeded(run.scenario->patience_percent) ? "true" : "false";
    json.close_object();
    line += '\n';
}

}  // namespace

std::string run_summary_json(const PlayedRun& run, const std::vector<MatrixRow>& matrix,
                             const RunFacts& facts) {
    Json json;
    json["cordon"] = facts.version;
    json["command"] = "run";
    json["loop"] = "closed";
    json["case"] = run.scenario->name;
    json["scenario"] = facts.scenario_file;
    json["seed"] = run.scenario->seed;
    json["media"] = run.scenario->exchange == MediaExchange::of_2017 ? "2017" : "2020";
    json["patience_percent"] = run.scenario->patience_percent;
    json["walls"] = walls_json(run, facts);
    json["captured_phone"] =
        facts.captured_phone.empty() ? Json(nullptr) : Json(facts.captured_phone);
    json["room"] = wall_room_json(facts.room);
    json["matrix"] = Json::array();
    for (const MatrixRow& row : matrix) json["matrix"].push_back(row_json(run, row));
    json["cells"] = packets_json(run);
    if (!facts.ended_early.empty()) json["ended_early"] = facts.ended_early;
    if (!facts.files_end_early.empty()) json["files_end_early"] = facts.files_end_early;
    return json_document(json);
}

void write_outcomes(const PlayedRun& run, TextSink& out) {
    std::string line;
    for (const PlayedCell& cell : run.cells) {
        for (const PlayedTry& each : cell.tries) {
            line.clear();
            write_outcome(run, cell, each, line);
            out.write(line);
        }
    }
}

}  // namespace cordon
