#include "sim/scenario/reckoning/response_file.hh"

#include <algorithm>
#include <array>
#include <charconv>

namespace cordon {
namespace {

constexpr std::string_view format = "cordon-table 2";
// Bounds on what a damaged file may ask for; real tables are far smaller.
constexpr std::size_t most_turns = 1000, most_crossings = 100'000, most_axes = 8;

/// Takes a text apart into lines and words.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    std::string_view next() {
        const std::size_t end = rest_.find('\n');
        const std::string_view line = rest_.substr(0, end);
        rest_ = end == rest_.npos ? std::string_view{} : rest_.substr(end + 1);
        return line;
    }

private:
    std::string_view rest_;
};

/// What stands behind a word and a blank; none when the line begins otherwise.
std::optional<std::string_view> behind(std::string_view word, std::string_view line) {
    if (!line.starts_with(word) || line.size() <= word.size() || line[word.size()] != ' ') {
        return std::nullopt;
    }
    return line.substr(word.size() + 1);
}

std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<ResponseTable::Axis> read_axis(std::string_view text) {
    const std::size_t blank = text.rfind(' ');
    if (blank == text.npos) return std::nullopt;
    const auto count = number(text.substr(blank + 1));
    if (!count || *count < 2 || *count > most_turns) return std::nullopt;
    return ResponseTable::Axis::even(std::string(text.substr(0, blank)), *count);
}

/// Four numbers, none less than the one before it.
std::optional<TryCount> read_count(std::string_view text) {
    std::array<std::uint32_t, 4> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::size_t slash = text.find('/');
        const bool is_last = i + 1 == numbers.size();
        const auto value = number(text.substr(0, slash));
        if (!value || is_last != (slash == text.npos)) return std::nullopt;
        numbers[i] = *value;
        if (!is_last) text.remove_prefix(slash + 1);
    }
    if (numbers.back() == 0 || !std::is_sorted(numbers.begin(), numbers.end())) return std::nullopt;
    const auto [at_half, successes, at_double, tries] = numbers;
    return TryCount{
        .tries = tries, .successes = successes, .at_half = at_half, .at_double = at_double};
}

/// The counts of one probe, in the order of the crossings.
bool read_counts(std::string_view line, std::size_t probe, ResponseTable& table) {
    for (std::size_t crossing = 0; crossing < table.crossings(); ++crossing) {
        const std::size_t end = line.find(' ');
        const auto count = read_count(line.substr(0, end));
        const bool is_last = crossing + 1 == table.crossings();
        if (!count || is_last != (end == line.npos)) return false;
        table.set(probe, crossing, *count);
        if (!is_last) line = line.substr(end + 1);
    }
    return true;
}

std::size_t crossings_of(const std::vector<ResponseTable::Axis>& axes) {
    std::size_t crossings = 1;
    for (const ResponseTable::Axis& axis : axes) {
        crossings *= axis.turns.size();
        if (crossings > most_crossings) break;
    }
    return crossings;
}

}  // namespace

std::string kept_text(const KeptTable& kept) {
    std::string text(format);
    text += "\nkey " + kept.key + "\n";
    for (const ResponseTable::Axis& axis : kept.table.axes()) {
        text += "axis " + axis.dial + " " + std::to_string(axis.turns.size()) + "\n";
    }
    for (std::size_t probe = 0; probe < kept.probes.size(); ++probe) {
        text += "probe " + kept.probes[probe] + "\n";
        for (std::size_t at = 0; at < kept.table.crossings(); ++at) {
            const TryCount& count = kept.table.at(probe, at);
            if (at > 0) text += ' ';
            for (const std::uint32_t number : {count.at_half, count.successes, count.at_double}) {
                text += std::to_string(number) + "/";
            }
            text += std::to_string(count.tries);
        }
        text += '\n';
    }
    return text += "end\n";
}

std::optional<KeptTable> read_kept(std::string_view text, std::string_view key) {
    Lines lines(text);
    if (lines.next() != format) return std::nullopt;
    if (behind("key", lines.next()) != key) return std::nullopt;
    KeptTable kept;
    kept.key = key;
    std::vector<ResponseTable::Axis> axes;
    std::string_view line = lines.next();
    for (auto words = behind("axis", line); words; words = behind("axis", line)) {
        auto axis = read_axis(*words);
        if (!axis || axes.size() == most_axes) return std::nullopt;
        axes.push_back(std::move(*axis));
        line = lines.next();
    }
    if (crossings_of(axes) > most_crossings) return std::nullopt;
    std::vector<std::string_view> counts;
    for (auto name = behind("probe", line); name; name = behind("probe", line)) {
        kept.probes.emplace_back(*name);
        counts.push_back(lines.next());
        line = lines.next();
    }
    if (line != "end" || !lines.at_end()) return std::nullopt;
    kept.table = ResponseTable(kept.probes.size(), std::move(axes));
    for (std::size_t probe = 0; probe < counts.size(); ++probe) {
        if (!read_counts(counts[probe], probe, kept.table)) return std::nullopt;
    }
    return kept;
}

}  // namespace cordon
