#include <array>

#include "sim/policy/file/time_reader.hh"
#include "sim/policy/file/words.hh"
#include "sim/scenario/observations/file/observations_draft.hh"

namespace cordon {
namespace {

constexpr Duration one_day = std::chrono::hours{24};
constexpr std::size_t date_length = 10;  // 2017-07-18

constexpr TimeAdvice advice{
    .no_time = "is no date; write 2017-07-18, or a span such as {from: 2017-07-18, to: 2017-07-20}",
    .no_zone = "zone: \"+08:00\" at the top"};

std::optional<Time> read_moment(const YamlNode& node, std::string_view what,
                                ObservationsDraft& draft) {
    const auto zone = draft.has_zone ? std::optional(draft.observations.zone) : std::nullopt;
    return read_time(node, what, zone, advice, draft.findings);
}

const YamlNode* needed(const YamlNode& map, std::string_view key, std::string_view whose,
                       ObservationsDraft& draft) {
    const YamlNode* node = map.find(key);
    if (node == nullptr) {
        draft.findings.error(map.at, std::string(whose) + " lacks '" + std::string(key) + "'");
    }
    return node;
}

}  // namespace

std::optional<Span> read_span(const YamlNode& node, std::string_view what,
                              ObservationsDraft& draft) {
    if (node.is_text()) {
        const auto day = read_moment(node, what, draft);
        if (!day) return std::nullopt;
        if (node.text.size() != date_length) {
            draft.findings.error(
                node.at, in_quotes(node.text) + " is a moment; write the day alone, or a span");
            return std::nullopt;
        }
        return Span{*day, later_by(*day, one_day)};
    }
    constexpr std::array<std::string_view, 2> keys{"from", "to"};
    if (!expect_map(node, what, keys, draft.findings)) return std::nullopt;
    const YamlNode* from = needed(node, "from", what, draft);
    const YamlNode* to = needed(node, "to", what, draft);
    if (from == nullptr || to == nullptr) return std::nullopt;
    const auto begin = read_moment(*from, "'from'", draft);
    const auto end = read_moment(*to, "'to'", draft);
    if (!begin || !end) return std::nullopt;
    if (*end <= *begin) {
        draft.findings.error(
            to->at, std::string(what) + " ends before it begins; 'to' is the first day after it");
        return std::nullopt;
    }
    return Span{*begin, *end};
}

const std::string* read_needed_text(const YamlNode& map, std::string_view key,
                                    std::string_view whose, ObservationsDraft& draft) {
    const YamlNode* node = needed(map, key, whose, draft);
    if (node == nullptr) return nullptr;
    return read_text(*node, "'" + std::string(key) + "'", draft.findings);
}

const std::string* read_needed_name(const YamlNode& map, std::string_view key,
                                    std::string_view whose, ObservationsDraft& draft) {
    const YamlNode* node = needed(map, key, whose, draft);
    if (node == nullptr) return nullptr;
    return read_name(*node, "'" + std::string(key) + "'", draft.findings);
}

}  // namespace cordon
