#include "sim/policy/file/needed_text.hh"

#include <algorithm>
#include <utility>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

/// Letters from the commonest to the rarest in English (the order of typesetters' cases); whatever
/// is no letter is common in paths.
std::size_t rareness(char c) {
    constexpr std::string_view from_common = "etaoinshrdlucmfwypvbgkjqxz";
    const std::size_t found = from_common.find(c);
    return found == std::string_view::npos ? 0 : found + 1;
}

}  // namespace

NeededText::NeededText(std::string lower)
    : lower_(std::move(lower)),
      at_(static_cast<std::size_t>(std::ranges::max_element(lower_, {}, rareness) -
                                   lower_.begin())) {}

bool NeededText::stands_in(std::string_view text) const {
    const char rarest = lower_[at_];
    const bool is_letter = 'a' <= rarest && rarest <= 'z';
    return stands_by(rarest, text) ||
           (is_letter && stands_by(static_cast<char>(rarest - 'a' + 'A'), text));
}

bool NeededText::stands_by(char rarest, std::string_view text) const {
    const auto same = [](char a, char b) { return to_lower(a) == b; };
    std::size_t found = text.find(rarest, at_);
    for (; found != std::string_view::npos; found = text.find(rarest, found + 1)) {
        if (std::ranges::equal(text.substr(found - at_, lower_.size()), lower_, same)) return true;
    }
    return false;
}

}  // namespace cordon
