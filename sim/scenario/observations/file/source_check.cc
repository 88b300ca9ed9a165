#include <algorithm>

#include "sim/policy/file/words.hh"
#include "sim/scenario/observations/file/observations_draft.hh"

namespace cordon {
namespace {

SourcePlace place_of(const YamlNode& node, std::string_view key) {
    const YamlNode* value = node.find(key);
    return value == nullptr ? node.at : value->at;
}

std::string no_such_source(const std::string& name, const SourceIndex& index) {
    std::vector<std::string_view> names;
    for (const SourceEntry& entry : index.entries) names.push_back(entry.source);
    return "no source is called " + in_quotes(name) + did_you_mean(name, names);
}

std::string says(const SourceEntry& entry) {
    return "source " + in_quotes(entry.source) + " (" + entry.where + ")";
}

}  // namespace

void check_against_source(const Observation& row, const YamlNode& node, ObservationsDraft& draft) {
    if (row.source.empty()) return;
    const auto error = [&](std::string_view key, std::string what) {
        draft.findings.error(place_of(node, key), std::move(what));
    };
    const SourceEntry* entry = draft.sources.find(row.source);
    if (entry == nullptr) return error("source", no_such_source(row.source, draft.sources));
    if (!row.origin.empty() && row.origin != entry->origin) {
        error("origin", "the origin of " + says(*entry) + " is " + in_quotes(entry->origin));
    }
    if (row.read != entry->read) {
        error("read", says(*entry) + " was read as " + in_quotes(to_text(entry->read)));
    }
    if (row.from < entry->from || entry->to < row.to) {
        error("when", says(*entry) + " does not speak of all this time");
    }
    const auto& places = entry->places;
    if (!row.place.empty() && std::find(places.begin(), places.end(), row.place) == places.end()) {
        error("place", says(*entry) + " does not speak of " + in_quotes(row.place));
    }
}

}  // namespace cordon
