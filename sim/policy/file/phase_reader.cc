#include "sim/policy/file/phase_reader.hh"

#include <array>
#include <optional>

#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/time_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr TimeAdvice advice{
    .no_time = "is no time; write 2017-07-15, or 2017-07-15T08:00 with +08:00 after it or not",
    .no_zone = "zone: \"+08:00\" at the top, or the offset after the time of day"};

std::optional<Time> read_end(const YamlNode& phase, std::string_view key, Draft& draft) {
    const YamlNode* node = phase.find(key);
    const std::string name = "'" + std::string(key) + "'";
    if (node == nullptr) {
        draft.findings.error(phase.at, "a phase lacks " + name);
        return std::nullopt;
    }
    const auto zone = draft.has_zone ? std::optional(draft.policy.zone) : std::nullopt;
    return read_time(*node, name, zone, advice, draft.findings);
}

void read_phase(const YamlEntry& entry, Draft& draft) {
    constexpr std::array<std::string_view, 2> keys{"from", "to"};
    const std::string* name = read_name(entry.key, "the name of a phase", draft.findings);
    const bool fits = expect_map(entry.value, "a phase", keys, draft.findings);
    // The name is claimed also when the span is wrong, so that rules that use it are not blamed.
    if (name == nullptr ||
        !claim(draft.phases, "phase", *name,
               {.index = draft.policy.phases.size(), .at = entry.key.at}, draft.findings)) {
        return;
    }
    draft.policy.phases.push_back({.name = *name, .from = {}, .to = {}});
    if (!fits) return;
    const auto from = read_end(entry.value, "from", draft);
    const auto to = read_end(entry.value, "to", draft);
    if (!from || !to) return;
    if (*to <= *from) {
        draft.findings.error(entry.value.find("to")->at,
                             "phase " + in_quotes(*name) +
                                 " ends before it begins; 'to' is the first "
                                 "moment after it");
        return;
    }
    draft.policy.phases.back().from = *from;
    draft.policy.phases.back().to = *to;
}

}  // namespace

void read_phases(const YamlNode& root, Draft& draft) {
    const YamlNode* phases = root.find("phases");
    if (phases == nullptr) return;
    if (!phases->is_map()) {
        draft.findings.error(phases->at,
                             "'phases' is a map of names, each with {from: DATE, to: "
                             "DATE}; this is " +
                                 std::string(kind_name(*phases)));
        return;
    }
    for (const YamlEntry& entry : phases->entries) read_phase(entry, draft);
}

}  // namespace cordon
