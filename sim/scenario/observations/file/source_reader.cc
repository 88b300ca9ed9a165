#include <algorithm>
#include <array>

#include "sim/policy/file/words.hh"
#include "sim/scenario/observations/file/observations_draft.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 9> keys{"source", "title", "origin", "read", "when",
                                               "where",  "works", "fails",  "entry"};

std::vector<std::string> texts_of(const YamlNode& node, std::string_view what,
                                  ObservationsDraft& draft) {
    std::vector<std::string> texts;
    for (const YamlNode* item : read_list(node, what, draft.findings)) texts.push_back(item->text);
    return texts;
}

void read_optional_text(const YamlNode& node, std::string_view key, std::string& into,
                        ObservationsDraft& draft) {
    const YamlNode* value = node.find(key);
    if (value == nullptr) return;
    const std::string* text = read_text(*value, "'" + std::string(key) + "'", draft.findings);
    if (text != nullptr) into = *text;
}

void read_lists(const YamlNode& node, SourceEntry& entry, ObservationsDraft& draft) {
    const YamlNode* places = node.find("where");
    if (places == nullptr) {
        draft.findings.error(node.at, "a source lacks 'where', the places that it speaks of");
    } else {
        entry.places = texts_of(*places, "'where'", draft);
    }
    if (const YamlNode* found = node.find("entry"))
        entry.entry = texts_of(*found, "'entry'", draft);
}

void read_source(const YamlNode& node, ObservationsDraft& draft) {
    static_cast<void>(expect_map(node, "a source", keys, draft.findings));
    if (!node.is_map()) return;
    SourceEntry entry;
    entry.where = node.at.source->where_line(node.at.offset);
    if (const auto* text = read_needed_name(node, "source", "a source", draft)) {
        entry.source = *text;
        const bool known = draft.sources.find(*text) != nullptr;
        if (known) {
            draft.findings.error(node.find("source")->at,
                                 "two sources are called " + in_quotes(*text));
        }
    }
    if (const auto* text = read_needed_text(node, "title", "a source", draft)) entry.title = *text;
    if (const auto* text = read_needed_name(node, "origin", "a source", draft)) {
        entry.origin = *text;
    }
    if (const YamlNode* read = node.find("read")) {
        const auto choice = read_choice(*read, "'read'", read_words(), draft.findings);
        if (choice) entry.read = static_cast<ReadIn>(*choice);
    } else {
        draft.findings.error(node.at, "a source lacks 'read': " + one_of(read_words()));
    }
    if (const YamlNode* when = node.find("when")) {
        if (const auto span = read_span(*when, "'when'", draft)) {
            entry.from = span->from;
            entry.to = span->to;
        }
    } else {
        draft.findings.error(node.at, "a source lacks 'when', the days that it speaks of");
    }
    read_lists(node, entry, draft);
    read_optional_text(node, "works", entry.works, draft);
    read_optional_text(node, "fails", entry.fails, draft);
    draft.sources.entries.push_back(std::move(entry));
}

}  // namespace

std::vector<std::string_view> source_keys() {
    return {keys.begin(), keys.end()};
}

void read_sources(const YamlNode& root, ObservationsDraft& draft) {
    constexpr std::array<std::string_view, 3> known{"sources", "about", "list"};
    static_cast<void>(expect_map(root, "an index of sources", known, draft.findings));
    const YamlNode* list = root.find("list");
    if (list == nullptr || !list->is_list()) {
        draft.findings.error(root.at, "an index of sources has a 'list' of them");
        return;
    }
    draft.has_sources = true;
    for (const YamlNode& node : list->items) read_source(node, draft);
}

}  // namespace cordon
