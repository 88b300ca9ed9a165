#include "sim/policy/file/draft.hh"

#include <utility>

#include "sim/policy/file/words.hh"

namespace cordon {

std::string_view to_text(SetKind kind) {
    switch (kind) {
        case SetKind::domains:
            return "domains";
        case SetKind::cidrs:
            return "cidrs";
        case SetKind::ports:
            return "ports";
        case SetKind::strings:
            return "strings";
        case SetKind::bytes:
            return "bytes";
        case SetKind::pool:
            return "pool";
    }
    return "";
}

std::vector<std::string_view> words_of(const NameTable& names) {
    std::vector<std::string_view> words;
    for (const auto& [name, entry] : names) words.push_back(name);
    return words;
}

SetId Draft::add_set(std::string name, Set set) {
    policy.sets.push_back({.name = std::move(name), .set = std::move(set)});
    return static_cast<SetId>(policy.sets.size() - 1);
}

bool claim(NameTable& names, std::string_view what, const std::string& name, Named entry,
           Findings& findings) {
    const auto [standing, is_new] = names.emplace(name, entry);
    if (is_new) return true;
    const SourcePlace first = standing->second.at;
    findings.error(entry.at, std::string(what) + ' ' + in_quotes(name) + " is already defined in " +
                                 first.source->where_line(first.offset));
    return false;
}

}  // namespace cordon
