#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cordon {

/// A text that stands in whatever an expression is found in, looked for by the rarest of its
/// letters: most texts do not hold that one, and are ruled out by one search for a byte.
class NeededText {
public:
    /// `lower`: in lower case, ASCII. Requires: not empty.
    explicit NeededText(std::string lower);

    /// Whether it stands in `text` in whatever case.
    [[nodiscard]] bool stands_in(std::string_view text) const;

private:
    [[nodiscard]] bool stands_by(char rarest, std::string_view text) const;

    std::string lower_;
    std::size_t at_;  // of its rarest letter
};

}  // namespace cordon
