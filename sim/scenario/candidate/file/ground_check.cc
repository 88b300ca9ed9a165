#include <algorithm>
#include <set>

#include "sim/policy/file/words.hh"
#include "sim/scenario/candidate/file/candidate_draft.hh"

namespace cordon {
namespace {

std::set<std::string, std::less<>> rules_and_phases(const PolicyFiles& files) {
    std::set<std::string, std::less<>> names;
    for (const PolicyFile& file : files.files) {
        if (const YamlNode* rules = file.root.find("rules")) {
            for (const YamlNode& rule : rules->items) {
                if (const YamlNode* name = rule.find("rule")) names.insert(name->text);
            }
        }
        if (const YamlNode* phases = file.root.find("phases")) {
            for (const YamlEntry& phase : phases->entries) names.insert(phase.key.text);
        }
    }
    return names;
}

/// The id or source of a row that a text names; empty when it names none.
std::string_view row_named_in(const std::string& text, const Observations& rows) {
    for (const Observation& row : rows.rows) {
        if (text.find(row.id) != std::string::npos) return row.id;
        if (text.find(row.source) != std::string::npos) return row.source;
    }
    return {};
}

void check_rule(const YamlNode& rule, CandidateDraft& draft) {
    const YamlNode* name = rule.find("rule");
    if (name == nullptr) return;
    const YamlNode* source = rule.find("source");
    if (source != nullptr) {
        if (draft.rows == nullptr) return;
        const std::string_view row = row_named_in(source->text, *draft.rows);
        if (row.empty()) return;
        draft.findings.error(source->at, "the source of rule " + in_quotes(name->text) +
                                             " is the report " + in_quotes(row) +
                                             ": a rule may not rest on what it makes agree");
        return;
    }
    if (draft.candidate.null_wall && rule.find("assumed") != nullptr) return;
    const bool from_rows = draft.candidate.written_from.contains(name->text);
    draft.findings.error(
        name->at, "rule " + in_quotes(name->text) +
                      (from_rows ? " has no ground but the rows that it makes agree: 'source' says "
                                   "where such an act was seen otherwise"
                                 : " has no 'source', which says where such an act was seen"));
}

void check_row_id(const YamlNode& item, CandidateDraft& draft) {
    if (draft.rows == nullptr) return;
    std::vector<std::string_view> ids;
    for (const Observation& row : draft.rows->rows) ids.push_back(row.id);
    if (std::find(ids.begin(), ids.end(), item.text) != ids.end()) return;
    draft.findings.error(item.at,
                         "no row is called " + in_quotes(item.text) + did_you_mean(item.text, ids));
}

}  // namespace

void read_written_from(const YamlNode& root, CandidateDraft& draft) {
    const YamlNode* parts = root.find("written-from");
    if (parts == nullptr) return;
    if (!parts->is_map()) {
        draft.findings.error(parts->at,
                             "'written-from' is a map from rules and phases to the ids "
                             "of rows; this is " +
                                 std::string(kind_name(*parts)));
        return;
    }
    for (const YamlEntry& part : parts->entries) {
        auto& rows = draft.candidate.written_from[part.key.text];
        for (const YamlNode* item : read_list(part.value, "the rows", draft.findings)) {
            rows.push_back(item->text);
            check_row_id(*item, draft);
        }
    }
}

void check_grounds(const PolicyFiles& files, CandidateDraft& draft) {
    const auto names = rules_and_phases(files);
    std::vector<std::string_view> words(names.begin(), names.end());
    for (const PolicyFile& file : files.files) {
        if (const YamlNode* parts = file.root.find("written-from")) {
            for (const YamlEntry& part : parts->entries) {
                if (names.contains(part.key.text)) continue;
                draft.findings.error(part.key.at, "no rule or phase is called " +
                                                      in_quotes(part.key.text) +
                                                      did_you_mean(part.key.text, words));
            }
        }
        const YamlNode* rules = file.root.find("rules");
        if (rules == nullptr) continue;
        for (const YamlNode& rule : rules->items) check_rule(rule, draft);
    }
}

}  // namespace cordon
