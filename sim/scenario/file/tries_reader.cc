#include <array>

#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

constexpr std::int64_t most_tries = 100'000;
constexpr std::int64_t most_bytes = 1'000'000'000;

void read_try(const YamlEntry& entry, ScenarioDraft& draft) {
    const std::string& word = entry.key.text;
    if (word == "source" || word == "assumed") return;
    const auto function = function_named(word);
    if (!function) {
        std::vector<std::string_view> known;
        for (const Function each : all_functions()) known.push_back(to_text(each));
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
        {.function = *function, .count = static_cast<std::uint32_t>(*count)});
}

void read_sizes(const YamlNode& node, ScenarioDraft& draft) {
    ContentSizes& sizes = draft.scenario.sizes;
    struct Size {
        std::string_view name;
        std::uint64_t* value;
    };
    const std::array<Size, 7> known{{{"text", &sizes.text},
                                     {"photo", &sizes.photo},
                                     {"photo-received", &sizes.photo_received},
                                     {"preview", &sizes.preview},
                                     {"voice-note", &sizes.voice_note},
                                     {"video", &sizes.video},
                                     {"web-page", &sizes.web_page}}};
    std::vector<std::string_view> words{"source", "assumed"};
    for (const Size& size : known) words.push_back(size.name);
    static_cast<void>(expect_map(node, "'sizes'", words, draft.findings));
    for (const Size& size : known) {
        const YamlNode* value = node.find(size.name);
        if (value == nullptr) continue;
        const auto bytes =
            read_positive(*value, Quantity::size, in_quotes(size.name), draft.findings);
        if (bytes && *bytes > most_bytes) {
            draft.findings.error(value->at, in_quotes(size.name) + " is at most 1,000 MB");
        } else if (bytes) {
            *size.value = static_cast<std::uint64_t>(*bytes);
        }
    }
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
