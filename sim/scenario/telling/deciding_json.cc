#include <nlohmann/json.hpp>

#include "sim/scenario/telling/deciding_text.hh"

namespace cordon {
namespace {

using Json = nlohmann::ordered_json;

Json pairs_json(const DecidingTable& table, const std::vector<Pair>& pairs) {
    Json all = Json::array();
    for (const auto& [a, b] : pairs) {
        all.push_back({table.columns[a].candidate, table.columns[b].candidate});
    }
    return all;
}

Json probe_json(const DecidingTable& table, const DecidingPlan& plan, std::size_t probe) {
    Json seen = Json::object();
    for (const DecidingColumn& column : table.columns) {
        Json texts = Json::array();
        for (const Finding& finding : column.by_probe[probe]) texts.push_back(finding.text());
        seen[column.candidate] = std::move(texts);
    }
    return {{"probe", plan.probes[probe].name},
            {"does", to_text(plan.probes[probe].does)},
            {"seen", std::move(seen)},
            {"tells_apart", pairs_json(table, table.separation.by_probe[probe])}};
}

}  // namespace

nlohmann::ordered_json deciding_json(const DecidingTable& table, const DecidingPlan& plan,
                                     const std::string& wave) {
    Json candidates = Json::array();
    for (const DecidingColumn& column : table.columns) {
        Json settings = Json::array();
        for (const std::string& each : column.settings.policy) settings.push_back(each);
        for (const std::string& each : column.settings.world) {
            settings.push_back(std::string(world_prefix) + each);
        }
        candidates.push_back({{"candidate", column.candidate},
                              {"stands", column.stands},
                              {"settings", std::move(settings)},
                              {"sittings_looked_at", column.looked},
                              {"acts", column.acts}});
    }
    Json probes = Json::array(), smallest = Json::array();
    for (std::size_t i = 0; i < plan.probes.size(); ++i) {
        probes.push_back(probe_json(table, plan, i));
    }
    for (const std::size_t probe : table.separation.smallest_set) {
        smallest.push_back(plan.probes[probe].name);
    }
    return {{"wave", wave},
            {"while_fails", plan.fails_name},
            {"candidates", std::move(candidates)},
            {"probes", std::move(probes)},
            {"smallest_set", std::move(smallest)},
            {"never_told_apart", pairs_json(table, table.separation.never)}};
}

}  // namespace cordon
