#include "tools/make-captures/words.hh"

#include <charconv>
#include <sstream>

namespace cordon::captures {
namespace {

std::optional<std::uint64_t> whole(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// `0.25` times `unit`, in integers: digits after the point count tenths of the unit and so on.
std::optional<std::uint64_t> decimal(std::string_view text, std::uint64_t unit) {
    const std::size_t point = text.find('.');
    const auto integer = whole(text.substr(0, point));
    if (!integer) return std::nullopt;
    std::uint64_t value = *integer * unit;
    if (point == std::string_view::npos) return value;
    for (const char digit : text.substr(point + 1)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        unit /= 10;
        value += static_cast<std::uint64_t>(digit - '0') * unit;
    }
    return value;
}

}  // namespace

Words::Words(std::string_view line) {
    std::string text(line.substr(0, line.find('#')));
    for (char& c : text) {
        if (c == ',') c = ' ';
    }
    std::istringstream stream(text);
    for (std::string word; stream >> word;) words_.push_back(word);
}

std::optional<std::string> Words::word() {
    if (empty()) return std::nullopt;
    return words_[next_++];
}

bool Words::take(std::string_view expected) {
    const Words wanted(expected);
    if (words_.size() - next_ < wanted.words_.size()) return false;
    for (std::size_t i = 0; i < wanted.words_.size(); ++i) {
        if (words_[next_ + i] != wanted.words_[i]) return false;
    }
    next_ += wanted.words_.size();
    return true;
}

std::optional<std::uint64_t> Words::number() {
    const auto value = whole(peek());
    if (value) ++next_;
    return value;
}

std::optional<std::uint64_t> Words::scaled(
    std::initializer_list<std::pair<const char*, std::uint64_t>> units) {
    if (words_.size() - next_ < 2) return std::nullopt;
    for (const auto& [name, unit] : units) {
        if (words_[next_ + 1] != name) continue;
        const auto value = decimal(words_[next_], unit);
        if (value) next_ += 2;
        return value;
    }
    return std::nullopt;
}

std::optional<Duration> Words::duration() {
    const auto value = scaled({{"ms", 1'000'000}, {"s", ns_per_s}, {"min", 60 * ns_per_s}});
    if (!value) return std::nullopt;
    return Duration{static_cast<std::int64_t>(*value)};
}

std::optional<std::uint64_t> Words::rate() {
    return scaled({{"kbit/s", 1'000}, {"Mbit/s", 1'000'000}});
}

std::optional<Tins::IPv4Address> Words::address() {
    try {
        const Tins::IPv4Address address{std::string(peek())};
        ++next_;
        return address;
    } catch (const std::exception&) {  // libtins throws for what is no address
        return std::nullopt;
    }
}

}  // namespace cordon::captures
