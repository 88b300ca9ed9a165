#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cordon {

/// Text as messages show it: in single quotes, control characters escaped, cut when long.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// `a, b or c`.
[[nodiscard]] std::string one_of(std::span<const std::string_view> words);

/// The known word most like a misspelt one, counting letters added, lost, changed and swapped;
/// empty when none is near (more than a third of its letters differ).
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> known);

/// `; did you mean 'NEAREST'?`, or nothing when no word is near.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> known);

/// The same, or else `; there are a, b and c`: for words of which there are few.
[[nodiscard]] std::string did_you_mean_or_list(std::string_view word,
                                               std::span<const std::string_view> known);

}  // namespace cordon
