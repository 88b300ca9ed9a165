#include "sim/policy/file/pattern.hh"

#include <re2/re2.h>

namespace cordon {
namespace {

constexpr std::int64_t most_memory = 1 << 20;

class Re2Pattern final : public TextPattern {
public:
    Re2Pattern(re2::StringPiece pattern, const RE2::Options& options)
        : expression_(pattern, options) {}

    [[nodiscard]] bool found_in(std::string_view text) const override {
        return RE2::PartialMatch({text.data(), text.size()}, expression_);
    }
    [[nodiscard]] const RE2& expression() const { return expression_; }

private:
    RE2 expression_;
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
