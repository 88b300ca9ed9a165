#include "sim/policy/file/source.hh"

#include <algorithm>

#include "sim/core/utf8.hh"

namespace cordon {
namespace {

/// U+FEFF as UTF-8, which some editors put before a text.
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

Source::Source(std::string name, std::string text, std::size_t order)
    : name_(std::move(name)), text_(std::move(text)), order_(order) {
    if (text_.starts_with(byte_order_mark)) text_.erase(0, byte_order_mark.size());
    starts_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != text_.npos; at = text_.find('\n', at + 1)) {
        starts_.push_back(at + 1);
    }
}

std::size_t Source::line_of(std::size_t offset) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
    return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

std::size_t Source::line_start(std::size_t number) const {
    return number < starts_.size() ? starts_[number] : text_.size();
}

std::string_view Source::line(std::size_t number) const {
    const std::size_t start = line_start(number);
    const std::size_t end = std::min(text_.find('\n', start), text_.size());
    std::string_view line = text().substr(start, end - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string Source::where(std::size_t offset) const {
    const std::size_t start = line_start(line_of(offset));
    const std::string_view before = text().substr(start, offset - start);
    const auto column =
        1 + std::ranges::count_if(before, [](char c) { return !continues_character(c); });
    return where_line(offset) + ':' + std::to_string(column);
}

std::string Source::where_line(std::size_t offset) const {
    return name_ + ':' + std::to_string(line_of(offset) + 1);
}

}  // namespace cordon
