#include <algorithm>

#include "sim/policy/file/words.hh"
#include "sim/scenario/candidate/file/candidate_draft.hh"

namespace cordon {
namespace {

bool is_moved(const std::string& path, const Candidate& candidate) {
    return std::any_of(candidate.dials.begin(), candidate.dials.end(), [&](const Dial& dial) {
        return std::any_of(dial.moves.begin(), dial.moves.end(),
                           [&](const std::string& moved) { return lies_below(path, moved); });
    });
}

}  // namespace

bool lies_below(std::string_view path, std::string_view prefix) {
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '.');
}

void read_numbers(const YamlNode& root, CandidateDraft& draft) {
    const YamlNode* numbers = root.find("numbers");
    if (numbers == nullptr) return;
    if (!numbers->is_map()) {
        draft.findings.error(numbers->at,
                             "'numbers' is a map from settings to their sources, as "
                             "in {chat.when: nDPI issue 400}; this is " +
                                 std::string(kind_name(*numbers)));
        return;
    }
    for (const YamlEntry& entry : numbers->entries) {
        const std::string* source =
            read_text(entry.value, "the source of a number", draft.findings);
        if (source != nullptr && source->empty()) {
            draft.findings.error(entry.key.at,
                                 "the source of " + in_quotes(entry.key.text) + " is not stated");
        }
        draft.numbers.emplace(entry.key.text, entry.key.at);
    }
}

void check_numbers(const PolicyFiles& files, CandidateDraft& draft) {
    std::vector<std::string> used;
    std::vector<StatedNumber> all;
    for (const PolicyFile& file : files.files) {
        for (StatedNumber& number : stated_numbers(file.root)) all.push_back(std::move(number));
    }
    for (const StatedNumber& number : all) {
        const auto sourced =
            std::find_if(draft.numbers.begin(), draft.numbers.end(),
                         [&](const auto& entry) { return lies_below(number.path, entry.first); });
        if (sourced != draft.numbers.end()) {
            used.push_back(sourced->first);
        } else if (!is_moved(number.path, draft.candidate)) {
            draft.findings.error(number.at, "the number " + in_quotes(number.path) +
                                                " is neither sourced nor a dial: name it under "
                                                "'numbers' with its source, or move it by a dial");
        }
    }
    std::vector<std::string_view> paths;
    paths.reserve(all.size());
    for (const StatedNumber& number : all) paths.push_back(number.path);
    for (const auto& [path, at] : draft.numbers) {
        if (std::find(used.begin(), used.end(), path) != used.end()) continue;
        draft.findings.error(at,
                             "no number is called " + in_quotes(path) + did_you_mean(path, paths));
    }
}

}  // namespace cordon
