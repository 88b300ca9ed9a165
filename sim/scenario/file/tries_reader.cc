#include <algorithm>
#include <array>
#include <limits>

#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

constexpr std::int64_t most_tries = 100'000;
constexpr std::int64_t most_bytes = 1'000'000'000;

void read_try(const YamlEntry& entry, ScenarioDraft& draft) {
    const std::string& word = entry.key.text;
    if (word == "source" || word == "assumed") return;
    const std::vector<Visit>& visits = draft.scenario.visits;
    const auto visit = std::find_if(visits.begin(), visits.end(),
                                    [&](const Visit& each) { return each.name == word; });
    const auto function = visit == visits.end() ? function_named(word) : Function::visit;
    if (!function) {
        std::vector<std::string_view> known;
        for (const Function each : all_functions()) known.push_back(to_text(each));
        for (const Visit& each : visits) known.push_back(each.name);
        draft.findings.error(entry.key.at, "people do not do " + in_quotes(word) + " with a phone" +
                                               did_you_mean_or_list(word, known));
        return;
    }
    const auto count =
        read_positive(entry.value, Quantity::count, "how often it is tried", draft.findings);
    if (!count) return;
    if (*count > most_tries) {
        draft.findings.error(entry.value.at, "a phone tries at most 100,000 times a day");
        return;
    }
    draft.scenario.tries.push_back(
        {.function = *function,
         .count = static_cast<std::uint32_t>(*count),
         .visit = static_cast<std::uint16_t>(*function == Function::visit ? visit - visits.begin()
                                                                          : 0)});
}

/// Reads one size into its member, which may hold less than others.
template <typename Integer>
void read_size(const YamlNode& sizes, std::string_view name, Integer& into, ScenarioDraft& draft) {
    const YamlNode* node = sizes.find(name);
    if (node == nullptr) return;
    const auto bytes = read_positive(*node, Quantity::size, in_quotes(name), draft.findings);
    const std::int64_t most =
        std::min<std::int64_t>(most_bytes, std::numeric_limits<Integer>::max());
    if (bytes && *bytes > most) {
        draft.findings.error(node->at,
                             in_quotes(name) + " is at most " + std::to_string(most) + " bytes");
    } else if (bytes) {
        into = static_cast<Integer>(*bytes);
    }
}

void read_sizes(const YamlNode& node, ScenarioDraft& draft) {
    constexpr std::array<std::string_view, 9> words{"text",          "photo",      "photo-received",
                                                    "photo-message", "voice-note", "video",
                                                    "web-page",      "source",     "assumed"};
    static_cast<void>(expect_map(node, "'sizes'", words, draft.findings));
    ContentSizes& sizes = draft.scenario.sizes;
    read_size(node, "text", sizes.text, draft);
    read_size(node, "photo", sizes.photo, draft);
    read_size(node, "photo-received", sizes.photo_received, draft);
    read_size(node, "photo-message", sizes.photo_message, draft);
    read_size(node, "voice-note", sizes.voice_note, draft);
    read_size(node, "video", sizes.video, draft);
    read_size(node, "web-page", sizes.web_page, draft);
    read_grounds(node, "'sizes'", draft);
}

}  // namespace

void read_tries(const YamlNode& root, ScenarioDraft& draft) {
    if (const YamlNode* sizes = root.find("sizes")) read_sizes(*sizes, draft);
    const YamlNode* tries = root.find("tries");
    if (tries == nullptr || !tries->is_map() || tries->entries.empty()) {
        draft.findings.error(tries == nullptr ? root.at : tries->at,
                             "a case has 'tries': how often each phone tries each function on a "
                             "day, such as {text: 4, photo-send: 2}");
        return;
    }
    for (const YamlEntry& entry : tries->entries) read_try(entry, draft);
    read_grounds(*tries, "'tries'", draft);
}

}  // namespace cordon
