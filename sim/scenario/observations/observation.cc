#include "sim/scenario/observations/observation.hh"

#include <array>

namespace cordon {
namespace {

using Word = std::string_view;
constexpr std::array<Word, status_count> statuses{"works", "partly", "fails"};
constexpr std::array<Word, 6> kinds{"measurement", "journalist-test", "user",
                                    "aggregate",   "analyst",         "control"};
constexpr std::array<Word, 4> uses{"fit", "held-out", "control", "context"};
constexpr std::array<Word, 3> reads{"primary", "repost", "secondary"};
constexpr std::array<Word, 4> roads{"direct", "vpn", "roaming", "outside"};
constexpr std::array<Word, 4> recipients{"not-said", "home", "abroad", "both"};

template <typename Enum, std::size_t size>
Word word_of(const std::array<Word, size>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

}  // namespace

Word what_was_tried(const Observation& row) {
    if (!row.function) return {};
    return *row.function == Function::visit ? Word(row.visit) : to_text(*row.function);
}

Word to_text(Status status) {
    return word_of(statuses, status);
}
Word to_text(ReportKind kind) {
    return word_of(kinds, kind);
}
Word to_text(ReportUse use) {
    return word_of(uses, use);
}
Word to_text(ReadIn read) {
    return word_of(reads, read);
}
Word to_text(Road road) {
    return word_of(roads, road);
}
Word to_text(Recipient recipient) {
    return word_of(recipients, recipient);
}

std::span<const Word> status_words() {
    return statuses;
}
std::span<const Word> kind_words() {
    return kinds;
}
std::span<const Word> use_words() {
    return uses;
}
std::span<const Word> read_words() {
    return reads;
}
std::span<const Word> road_words() {
    return roads;
}
std::span<const Word> recipient_words() {
    return recipients;
}

}  // namespace cordon
