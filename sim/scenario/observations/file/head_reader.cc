#include <algorithm>
#include <array>

#include "sim/policy/file/time_reader.hh"
#include "sim/policy/file/words.hh"
#include "sim/scenario/observations/file/observations_draft.hh"

namespace cordon {
namespace {

void state_zone(const YamlNode& node, ObservationsDraft& draft) {
    draft.has_zone = true;  // a wrong one is told of once, not with every date
    draft.observations.zone = read_zone(node, draft.findings).value_or(ZoneOffset{});
}

bool is_midnight(Time at, ZoneOffset zone) {
    return (at.time_since_epoch() + zone.east) % std::chrono::hours{24} == Duration::zero();
}

void read_wave(const YamlEntry& entry, ObservationsDraft& draft) {
    const std::string* name = read_name(entry.key, "the name of a wave", draft.findings);
    const auto span = read_span(entry.value, "a wave", draft);
    if (name == nullptr || !span) return;
    const ZoneOffset zone = draft.observations.zone;
    if (!is_midnight(span->from, zone) || !is_midnight(span->to, zone)) {
        draft.findings.error(entry.value.at, "wave " + in_quotes(*name) +
                                                 " is not whole days: it begins and ends with "
                                                 "dates, or at 00:00");
        return;
    }
    std::vector<Wave>& waves = draft.observations.waves;
    const auto other = std::find_if(waves.begin(), waves.end(), [&](const Wave& wave) {
        return span->from < wave.to && wave.from < span->to;
    });
    if (other != waves.end()) {
        draft.findings.error(
            entry.key.at, "wave " + in_quotes(*name) + " overlaps wave " + in_quotes(other->name));
    }
    waves.push_back({.name = *name, .from = span->from, .to = span->to});
}

void read_waves(const YamlNode& root, ObservationsDraft& draft) {
    const YamlNode* waves = root.find("waves");
    if (waves == nullptr || !waves->is_map() || waves->entries.empty()) {
        draft.findings.error(waves == nullptr ? root.at : waves->at,
                             "'waves' is a map of names, each with {from: DATE, to: DATE}: "
                             "stretches in which a wall stands still");
        return;
    }
    for (const YamlEntry& entry : waves->entries) read_wave(entry, draft);
}

}  // namespace

void read_observations_head(const YamlNode& root, ObservationsDraft& draft) {
    Observations& result = draft.observations;
    if (const auto* name = read_needed_name(root, "observations", "the file", draft)) {
        result.name = *name;
    }
    if (const YamlNode* about = root.find("about")) {
        const std::string* text = read_text(*about, "'about'", draft.findings);
        if (text != nullptr) result.about = *text;
    }
    if (const YamlNode* zone = root.find("zone")) state_zone(*zone, draft);
    if (const auto* nation = read_needed_name(root, "nation", "the file", draft)) {
        result.nation = *nation;
    }
    read_waves(root, draft);
}

}  // namespace cordon
