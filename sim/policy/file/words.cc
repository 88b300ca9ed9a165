#include "sim/policy/file/words.hh"

#include <algorithm>
#include <cstddef>

#include "sim/core/ascii.hh"
#include "sim/core/hex.hh"
#include "sim/core/utf8.hh"

namespace cordon {
namespace {

constexpr std::size_t longest_shown = 80;
constexpr std::size_t longest_compared = 100;

void append_escaped(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
        out += c;
        return;
    }
    out += "\\x";
    append_hex(out, byte);
}

/// Optimal string alignment distance, whatever the case. Three rows of the usual table are enough.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    const auto same = [&](std::size_t i, std::size_t j) {
        return to_lower(a[i - 1]) == to_lower(b[j - 1]);
    };
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same(i, j) ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && to_lower(a[i - 1]) == to_lower(b[j - 2]) &&
                                 to_lower(a[i - 2]) == to_lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

std::string joined(std::span<const std::string_view> words, std::string_view last) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? last : ", ";
        out += words[i];
    }
    return out;
}

}  // namespace

std::string in_quotes(std::string_view text) {
    std::string out = "'";
    const bool cut = text.size() > longest_shown;
    std::size_t end = cut ? longest_shown : text.size();
    // A cut never splits a character.
    while (cut && end > 0 && continues_character(text[end])) --end;
    for (const char c : text.substr(0, end)) append_escaped(out, c);
    return out += cut ? "...'" : "'";
}

std::string one_of(std::span<const std::string_view> words) {
    return joined(words, " or ");
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
    if (word.size() > longest_compared) return {};
    std::string_view best;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t longer = std::max(word.size(), candidate.size());
        const std::size_t shorter = std::min(word.size(), candidate.size());
        if (longer - shorter >= least) continue;
        const std::size_t apart = distance(word, candidate);
        if (apart < least && apart < longer) {
            least = apart;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
    const std::string_view near = nearest(word, known);
    return near.empty() ? std::string{} : "; did you mean " + in_quotes(near) + "?";
}

std::string did_you_mean_or_list(std::string_view word, std::span<const std::string_view> known) {
    const std::string near = did_you_mean(word, known);
    return near.empty() ? "; there are " + joined(known, " and ") : near;
}

}  // namespace cordon
