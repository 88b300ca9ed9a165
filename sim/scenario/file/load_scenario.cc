#include "sim/scenario/file/load_scenario.hh"

#include <algorithm>
#include <filesystem>

#include "sim/policy/file/file_reader.hh"
#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

bool has_vpn(const Scenario& scenario) {
    return std::any_of(scenario.places.begin(), scenario.places.end(), [](const auto& place) {
        return std::any_of(place.operators.begin(), place.operators.end(),
                           [](const Operator& each) { return each.vpn.millionths > 0; });
    });
}

/// What the sections ask of one another.
void check_together(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* servers = root.find("servers");
    if (servers == nullptr || !servers->is_map()) return;
    const auto need = [&](ServerRole role, const std::string& why) {
        if (draft.scenario.pool(role)) return;
        draft.findings.error(
            servers->at, "there are no servers for " + in_quotes(to_text(role)) + ", and " + why);
    };
    need(ServerRole::resolver, "phones ask for names");
    if (has_vpn(draft.scenario)) need(ServerRole::vpn, "some phones use a VPN");
    std::vector<ServerRole> asked;
    for (const Tries& tries : draft.scenario.tries) {
        for (const ServerRole role : roles_of(tries.function)) {
            if (std::find(asked.begin(), asked.end(), role) != asked.end()) continue;
            asked.push_back(role);
            need(role, in_quotes(to_text(tries.function)) + " is tried");
        }
    }
}

/// The path of a case's wall; one word that is no file beside the case stays, as the name of a
/// ready wall.
std::string wall_of(const std::string& scenario_file, const std::string& named) {
    std::string beside = path_beside(scenario_file, named);
    const bool is_word = named.find('/') == std::string::npos && !named.ends_with(".yaml") &&
                         !named.ends_with(".yml");
    std::error_code error;
    return is_word && !std::filesystem::exists(beside, error) ? named : beside;
}

}  // namespace

std::vector<std::string_view> scenario_keys() {
    return {"case",   "about",      "zone",  "seed",   "media",  "patience",
            "policy", "candidates", "dates", "hours",  "access", "paths",
            "places", "servers",    "sites", "visits", "sizes",  "tries"};
}

tl::expected<LoadedScenario, std::vector<Diagnostic>> parse_scenario(std::string text,
                                                                     const std::string& file_name) {
    const Source source(file_name, std::move(text), 0);
    ScenarioDraft draft;
    const std::optional<YamlNode> root = parse_yaml(source, draft.findings);
    if (!root) return tl::unexpected(draft.findings.all_errors());
    if (root->kind == YamlNode::Kind::empty) {
        draft.findings.error(root->at, "this file is empty; a scenario begins with case: NAME");
        return tl::unexpected(draft.findings.all_errors());
    }
    const std::vector<std::string_view> keys = scenario_keys();
    static_cast<void>(expect_map(*root, "a scenario", keys, draft.findings));
    if (root->is_map()) {
        read_scenario_head(*root, draft);
        read_days(*root, draft);
        read_ways(*root, draft);
        read_places(*root, draft);
        read_servers(*root, draft);
        read_sites(*root, draft);
        read_visits(*root, draft);
        read_tries(*root, draft);
        check_together(*root, draft);
    }
    if (draft.findings.has_errors()) return tl::unexpected(draft.findings.all_errors());
    return LoadedScenario{.scenario = std::move(draft.scenario),
                          .warnings = draft.findings.all_warnings()};
}

tl::expected<LoadedScenario, std::vector<Diagnostic>> load_scenario(const std::string& path) {
    auto text = DiskFiles().read(path);
    if (!text) {
        std::vector<Diagnostic> errors;
        errors.push_back({.severity = Severity::error,
                          .what = "cannot read this scenario: " + text.error().what,
                          .where = path});
        return tl::unexpected(std::move(errors));
    }
    auto loaded = parse_scenario(std::move(*text), path);
    if (!loaded) return loaded;
    Scenario& scenario = loaded->scenario;
    if (!scenario.policy.empty()) scenario.policy = wall_of(path, scenario.policy);
    if (!scenario.candidates.empty()) {
        scenario.candidates = path_beside(path, scenario.candidates);
    }
    return loaded;
}

bool is_scenario(const std::string& path) {
    auto text = DiskFiles().read(path);
    if (!text) return false;
    Findings unheard;
    const Source source(path, std::move(*text), 0);
    const auto root = parse_yaml(source, unheard);
    return root && root->is_map() && root->find("case") != nullptr;
}

}  // namespace cordon
