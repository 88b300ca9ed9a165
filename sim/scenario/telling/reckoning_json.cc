#include "sim/scenario/telling/reckoning_json.hh"

#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/report/json_document.hh"
#include "sim/report/wall_json.hh"
#include "sim/scenario/telling/closing_sentence.hh"
#include "sim/scenario/telling/deciding_text.hh"

namespace cordon {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) {
    return std::floor(value * 1000 + 0.5) / 1000;
}

Json order_json(const Told& told) {
    Json order = Json::array();
    for (const Ranked& ranked : told.reckoning.ranking.order) {
        const std::size_t at = ranked.candidate;
        Json by_origin = Json::object();
        for (std::size_t i = 0; i < ranked.score.by_origin.size(); ++i) {
            if (ranked.score.by_origin[i] == 0) continue;
            by_origin[told.reckoning.reports.origins[i]] = rounded(ranked.score.by_origin[i]);
        }
        order.push_back({{"candidate", told.name(at)},
                         {"null_wall", told.candidates[at].null_wall},
                         {"bits_saved", rounded(ranked.score.saved())},
                         {"behind_first", rounded(ranked.to_first.bits)},
                         {"error", rounded(ranked.to_first.error)},
                         {"told_apart", ranked.told_apart},
                         {"breaks_control", ranked.breaks_control},
                         {"identifiable", told.reckoning.recovery.is_identifiable(at)},
                         {"log2_chance_by_origin", std::move(by_origin)}});
    }
    return order;
}

Json rows_json(const Told& told, std::size_t candidate) {
    Json rows = Json::array();
    for (const Agreement& agreement : told.reckoning.agreement[candidate]) {
        const Report& report = told.reckoning.reports.rows[agreement.row];
        rows.push_back({{"id", report.id},
                        {"says", to_text(report.said)},
                        {"use", to_text(report.use)},
                        {"came_to_agree", to_text(agreement.how)},
                        {"allowed", {rounded(agreement.low), rounded(agreement.high)}},
                        {"left_out",
                         {{"works", rounded(agreement.left_out[0])},
                          {"partly", rounded(agreement.left_out[1])},
                          {"fails", rounded(agreement.left_out[2])}}},
                        {"expected", rounded(agreement.expected)}});
    }
    return rows;
}

Json controls_json(const Told& told, std::size_t candidate) {
    Json controls = Json::array();
    for (const ControlResult& control : told.reckoning.controls[candidate]) {
        controls.push_back({{"id", told.reckoning.reports.rows[control.row].id},
                            {"share", rounded(control.share)},
                            {"holds", control.holds}});
    }
    return controls;
}

/// Groups of candidates that reports of this kind cannot tell apart.
Json groups_json(const Told& told) {
    Json groups = Json::array();
    for (const std::vector<std::size_t>& group : told.reckoning.recovery.not_told_apart()) {
        Json names = Json::array();
        for (const std::size_t candidate : group) names.push_back(told.name(candidate));
        groups.push_back(std::move(names));
    }
    return groups;
}

Json candidates_json(const Told& told) {
    Json candidates = Json::array();
    for (std::size_t i = 0; i < told.candidates.size(); ++i) {
        candidates.push_back({{"candidate", told.name(i)},
                              {"controls", controls_json(told, i)},
                              {"rows", rows_json(told, i)},
                              {"recovered_as", told.reckoning.recovery.named[i]}});
    }
    return candidates;
}

/// Rows that come to agree otherwise, by the name of the candidate.
Json other_ways_json(const Told& told, const OtherAssumption& other) {
    Json all = Json::object();
    for (std::size_t i = 0; i < other.other_ways.size(); ++i) {
        Json rows = Json::array();
        for (const OtherAssumption::OtherWay& row : other.other_ways[i]) {
            rows.push_back({{"id", told.reckoning.reports.rows[row.row].id},
                            {"usually", to_text(row.usual)},
                            {"here", to_text(row.here)}});
        }
        all[told.name(i)] = std::move(rows);
    }
    return all;
}

Json assumptions_json(const Told& told) {
    Json all = Json::array();
    for (const OtherAssumption& other : told.reckoning.sensitivity) {
        Json saved = Json::array();
        for (const double bits : other.saved) saved.push_back(rounded(bits));
        Json entry = {{"assumption", other.name},
                      {"bits_saved", std::move(saved)},
                      {"order_changes", other.differs_at < other.order.size()}};
        if (!other.other_ways.empty()) entry["agree_otherwise"] = other_ways_json(told, other);
        all.push_back(std::move(entry));
    }
    return all;
}

}  // namespace

nlohmann::ordered_json reckoning_json(const Told& told) {
    const Reckoning& reckoning = told.reckoning;
    const HowMany many = scored(reckoning.reports);
    return {{"reports", many.rows},
            {"voices", many.voices},
            {"order", order_json(told)},
            {"first_is_preferred", reckoning.ranking.first_is_preferred},
            {"names_a_wall", reckoning.names_a_wall(told.candidates)},
            {"shuffled",
             {{"deals", reckoning.shuffled.deals},
              {"beaten", reckoning.shuffled.beaten},
              {"holds", reckoning.shuffled.holds()}}},
            {"recovery_sets", reckoning.recovery.sets},
            {"cannot_be_told_apart", groups_json(told)},
            {"candidates", candidates_json(told)},
            {"other_assumptions", assumptions_json(told)},
            {"closing", closing_sentence(told)}};
}

std::string reckoning_json_text(const Told& told, const TableFacts& facts,
                                const DecidingTold* deciding) {
    Json json = reckoning_json(told);
    json["tables"] = {
        {"days", facts.days}, {"fewest_tries", facts.fewest_tries}, {"reduced", facts.reduced}};
    json["limits"] = wall_limits_json(facts.limits);
    if (deciding != nullptr) {
        json["deciding"] = deciding_json(deciding->table, deciding->plan,
                                         told.observations.waves[deciding->plan.wave].name);
    }
    return json_document(json);
}

}  // namespace cordon
