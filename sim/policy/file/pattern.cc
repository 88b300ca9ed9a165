#include "sim/policy/file/pattern.hh"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sim/policy/file/needed_text.hh"

namespace cordon {
namespace {

constexpr std::int64_t most_memory = 1 << 20;
constexpr int shortest_telling_text = 3;  // bytes; shorter ones stand in too much to rule it out

/// Texts, in lower case, of which one stands in whatever the expression is found in; none when it
/// does not say so. Requires: the expression is good.
std::vector<std::string> needed_texts(re2::StringPiece pattern, const RE2::Options& options) {
    re2::FilteredRE2 filter(shortest_telling_text);
    int number = 0;
    std::vector<std::string> texts;
    if (filter.Add(pattern, options, &number) != RE2::NoError) return {};
    filter.Compile(&texts);
    std::vector<int> without_any;
    filter.AllPotentials({}, &without_any);
    const auto is_plain = [](const std::string& text) {
        return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
    };
    const auto is_usable = [&](const std::string& t) { return !t.empty() && is_plain(t); };
    if (!without_any.empty() || !std::ranges::all_of(texts, is_usable)) return {};
    return texts;
}

/// `$`, `\z`, `\b` or `\B` stands in the pattern; perhaps as a plain letter.
bool may_look_at_end(std::string_view pattern) {
    return pattern.find('$') != pattern.npos || pattern.find("\\z") != pattern.npos ||
           pattern.find("\\b") != pattern.npos || pattern.find("\\B") != pattern.npos;
}

/// Most texts hold nothing that an expression needs: then it is not asked.
class Re2Pattern final : public TextPattern {
public:
    Re2Pattern(re2::StringPiece pattern, const RE2::Options& options)
        : expression_(pattern, options),
          looks_at_end_(may_look_at_end({pattern.data(), pattern.size()})) {
        if (!expression_.ok()) return;
        for (std::string& text : needed_texts(pattern, options)) {
            needed_.emplace_back(std::move(text));
        }
    }

    [[nodiscard]] bool found_in(std::string_view text) const override {
        const auto stands = [text](const NeededText& needed) { return needed.stands_in(text); };
        if (!needed_.empty() && std::ranges::none_of(needed_, stands)) return false;
        return RE2::PartialMatch({text.data(), text.size()}, expression_);
    }
    [[nodiscard]] bool looks_at_end() const override { return looks_at_end_; }
    [[nodiscard]] const RE2& expression() const { return expression_; }

private:
    RE2 expression_;
    bool looks_at_end_;
    std::vector<NeededText> needed_;  // one of them; empty: not known
};

}  // namespace

tl::expected<std::unique_ptr<const TextPattern>, PatternError> compile_pattern(
    std::string_view pattern) {
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);  // one byte is one character
    options.set_max_mem(most_memory);
    options.set_log_errors(false);
    options.set_never_capture(true);
    auto compiled =
        std::make_unique<Re2Pattern>(re2::StringPiece(pattern.data(), pattern.size()), options);
    const RE2& expression = compiled->expression();
    if (expression.ok()) return std::unique_ptr<const TextPattern>(std::move(compiled));
    const std::size_t found = pattern.find(expression.error_arg());
    return tl::unexpected(
        PatternError{.what = expression.error(), .at = found == pattern.npos ? 0 : found});
}

}  // namespace cordon
