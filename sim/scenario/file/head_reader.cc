#include <array>

#include "sim/policy/file/time_reader.hh"
#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

constexpr std::int64_t least_patience = 100;     // thousandths
constexpr std::int64_t most_patience = 100'000;  // a hundredfold

void read_exchange(const YamlNode& node, ScenarioDraft& draft) {
    constexpr std::array<std::string_view, 2> words{"2017", "2020"};
    const auto choice =
        read_choice(node, "'media', the year of the exchange of media,", words, draft.findings);
    if (!choice) return;
    draft.scenario.exchange = *choice == 0 ? MediaExchange::of_2017 : MediaExchange::of_2020;
}

void read_patience(const YamlNode& node, ScenarioDraft& draft) {
    const auto factor = read_quantity(node, Quantity::decimal, "'patience'", draft.findings);
    if (!factor) return;
    if (*factor < least_patience || *factor > most_patience || *factor % 10 != 0) {
        draft.findings.error(node.at,
                             "'patience' is a factor from 0.1 to 100 with at most two digits "
                             "behind the point, not " +
                                 in_quotes(node.text));
        return;
    }
    draft.scenario.patience_percent = static_cast<std::uint32_t>(*factor / 10);
}

void state_zone(const YamlNode& node, ScenarioDraft& draft) {
    draft.has_zone = true;  // a wrong one is told of once, not with every date
    draft.scenario.zone = read_zone(node, draft.findings).value_or(ZoneOffset{});
}

void read_wall(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* policy = root.find("policy");
    const YamlNode* candidates = root.find("candidates");
    if (policy != nullptr) {
        if (const std::string* path = read_text(*policy, "'policy'", draft.findings)) {
            draft.scenario.policy = *path;
        }
    }
    if (candidates != nullptr) {
        if (const std::string* path = read_text(*candidates, "'candidates'", draft.findings)) {
            draft.scenario.candidates = *path;
        }
    }
    if (policy != nullptr && candidates != nullptr) {
        draft.findings.error(candidates->at,
                             "a case has one wall ('policy') or several to compare "
                             "('candidates'), not both");
    }
}

}  // namespace

void read_scenario_head(const YamlNode& root, ScenarioDraft& draft) {
    if (const YamlNode* name = root.find("case")) {
        if (const auto* text = read_name(*name, "the name of a case", draft.findings)) {
            draft.scenario.name = *text;
        }
    } else {
        draft.findings.error(root.at, "a case has a name: case: NAME");
    }
    if (const YamlNode* about = root.find("about")) {
        if (const auto* text = read_text(*about, "'about'", draft.findings)) {
            draft.scenario.about = *text;
        }
    }
    if (const YamlNode* zone = root.find("zone")) state_zone(*zone, draft);
    if (const YamlNode* seed = root.find("seed")) {
        const auto value = read_quantity(*seed, Quantity::count, "'seed'", draft.findings);
        if (value) draft.scenario.seed = static_cast<std::uint64_t>(*value);
    }
    if (const YamlNode* media = root.find("media")) read_exchange(*media, draft);
    if (const YamlNode* patience = root.find("patience")) read_patience(*patience, draft);
    read_wall(root, draft);
}

void read_grounds(const YamlNode& node, const std::string& what, ScenarioDraft& draft) {
    bool said = false;
    for (const char* key : {"source", "assumed"}) {
        const YamlNode* ground = node.find(key);
        if (ground == nullptr) continue;
        said = read_text(*ground, "'" + std::string(key) + "'", draft.findings) != nullptr || said;
    }
    if (said || !node.is_map()) return;
    draft.findings.warn(node.at, what +
                                     " says nowhere where its numbers come from: write 'source' "
                                     "(a measurement) or 'assumed' (a choice)");
}

std::optional<std::size_t> read_reference(
    const YamlNode& node, const std::string& what,
    const std::map<std::string, std::size_t, std::less<>>& known, Findings& findings) {
    const std::string* name = read_text(node, what, findings);
    if (name == nullptr) return std::nullopt;
    const auto found = known.find(*name);
    if (found != known.end()) return found->second;
    std::vector<std::string_view> names;
    names.reserve(known.size());
    for (const auto& [word, unused] : known) names.push_back(word);
    findings.error(node.at, what + " names " + in_quotes(*name) + ", which does not exist" +
                                (names.empty() ? "" : did_you_mean_or_list(*name, names)));
    return std::nullopt;
}

}  // namespace cordon
