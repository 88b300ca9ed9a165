#include "sim/scenario/deciding/file/load_deciding.hh"

#include <algorithm>
#include <array>

#include "sim/policy/file/words.hh"
#include "sim/scenario/deciding/file/deciding_draft.hh"
#include "sim/scenario/run/cast.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 5> keys{"deciding", "about", "wave", "while-fails",
                                               "probes"};

const YamlNode* needed(const YamlNode& root, std::string_view key, DecidingDraft& draft) {
    const YamlNode* node = root.find(key);
    if (node == nullptr) {
        draft.findings.error(root.at, "the file lacks '" + std::string(key) + "'");
    }
    return node;
}

void read_head(const YamlNode& root, DecidingDraft& draft) {
    if (const YamlNode* name = needed(root, "deciding", draft)) {
        static_cast<void>(read_name(*name, "'deciding'", draft.findings));
    }
    if (const YamlNode* about = root.find("about")) {
        const std::string* text = read_text(*about, "'about'", draft.findings);
        if (text != nullptr) draft.plan.about = *text;
    }
    if (const YamlNode* wave = needed(root, "wave", draft)) {
        std::vector<std::string_view> names;
        for (const Wave& each : draft.observations.waves) names.push_back(each.name);
        const auto which = read_choice(*wave, "'wave'", names, draft.findings);
        draft.plan.wave = which.value_or(0);
    }
    if (const YamlNode* fails = needed(root, "while-fails", draft)) {
        const auto attempted = read_attempted(*fails, draft).value_or(Attempted{});
        draft.plan.fails = attempted.function;
        draft.plan.fails_visit = attempted.visit;
        draft.plan.fails_name = fails->text;
    }
}

void read_probes(const YamlNode& root, DecidingDraft& draft) {
    const YamlNode* probes = needed(root, "probes", draft);
    if (probes == nullptr) return;
    if (!probes->is_list() || probes->items.empty()) {
        draft.findings.error(probes->at, "'probes' is a list, one probe a line, each after a '-'");
        return;
    }
    if (probes->items.size() > most_probes) {
        draft.findings.error(probes->at, "a plan has at most 16 probes: an afternoon's work");
        return;
    }
    for (const YamlNode& probe : probes->items) read_probe(probe, draft);
}

/// A phone behind the wall makes the probes.
void check_phones(const YamlNode& root, DecidingDraft& draft) {
    const auto& places = draft.scenario.places;
    const bool any = std::any_of(places.begin(), places.end(), [](const ScenarioPlace& place) {
        const std::vector<CastPhone> phones = cast_of(place);
        return std::any_of(phones.begin(), phones.end(),
                           [](const CastPhone& phone) { return phone.manner == Manner::plain; });
    });
    if (!any) {
        draft.findings.error(root.at, "no phone of the scenario is behind the wall without a VPN");
    }
}

}  // namespace

std::vector<std::string_view> deciding_keys() {
    return {keys.begin(), keys.end()};
}

tl::expected<DecidingPlan, std::vector<Diagnostic>> parse_deciding(
    std::string text, const std::string& file_name, const Scenario& scenario,
    const Observations& observations) {
    const Source source(file_name, std::move(text), 0);
    DecidingDraft draft{.scenario = scenario, .observations = observations};
    const std::optional<YamlNode> root = parse_yaml(source, draft.findings);
    if (!root) return tl::unexpected(draft.findings.all_errors());
    if (expect_map(*root, "a plan of probes", keys, draft.findings)) {
        read_head(*root, draft);
        read_probes(*root, draft);
        check_phones(*root, draft);
    }
    if (draft.findings.has_errors()) return tl::unexpected(draft.findings.all_errors());
    return std::move(draft.plan);
}

tl::expected<DecidingPlan, std::vector<Diagnostic>> load_deciding(
    const std::string& path, const Scenario& scenario, const Observations& observations) {
    auto text = DiskFiles().read(path);
    if (text) return parse_deciding(std::move(*text), path, scenario, observations);
    std::vector<Diagnostic> errors;
    errors.push_back({.severity = Severity::error,
                      .what = "cannot read this plan of probes: " + text.error().what,
                      .where = path});
    return tl::unexpected(std::move(errors));
}

bool is_deciding(const std::string& path) {
    const auto text = DiskFiles().read(path);
    if (!text) return false;
    Findings unheard;
    const Source source(path, *text, 0);
    const auto root = parse_yaml(source, unheard);
    return root && root->is_map() && root->find("deciding") != nullptr;
}

}  // namespace cordon
