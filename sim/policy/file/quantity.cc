#include "sim/policy/file/quantity.hh"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <vector>

#include "sim/core/ascii.hh"
#include "sim/core/hex.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

using Parsed = tl::expected<std::int64_t, std::string>;
__extension__ using Wide = unsigned __int128;

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

constexpr std::array counts{Unit{"", 1}};
constexpr std::array sizes{Unit{"B", 1},          Unit{"kB", 1000},     Unit{"KiB", 1024},
                           Unit{"MB", 1'000'000}, Unit{"MiB", 1048576}, Unit{"", 1}};
constexpr std::array durations{Unit{"ns", 1},
                               Unit{"us", 1000},
                               Unit{"ms", 1'000'000},
                               Unit{"s", ns_per_s},
                               Unit{"min", 60 * ns_per_s},
                               Unit{"h", 3600 * ns_per_s},
                               Unit{"d", 86400 * ns_per_s}};
constexpr std::array rates{Unit{"bit/s", 1}, Unit{"kbit/s", 1000}, Unit{"Mbit/s", 1'000'000}};
constexpr std::array decimals{Unit{"", 1000}};
constexpr std::array shares{Unit{"%", 10'000}};

std::span<const Unit> units_of(Quantity quantity) {
    switch (quantity) {
        case Quantity::count:
            return counts;
        case Quantity::size:
            return sizes;
        case Quantity::duration:
            return durations;
        case Quantity::rate:
            return rates;
        case Quantity::decimal:
            return decimals;
        case Quantity::share:
            return shares;
    }
    return {};
}

std::int64_t greatest(Quantity quantity) {
    if (quantity == Quantity::duration) return longest_duration.count();
    return std::numeric_limits<std::int64_t>::max();
}

tl::unexpected<std::string> wrong(std::string_view text, const std::string& why) {
    return tl::unexpected(in_quotes(text) + ' ' + why);
}

/// Digits with their decimal point taken out; 64 bits hold 19 digits.
struct Digits {
    std::uint64_t value = 0;
    unsigned after_point = 0;
    std::size_t length = 0;  // how much of the text they took
    bool fits = true;
};

Digits read_digits(std::string_view text) {
    Digits digits;
    bool point = false;
    for (; digits.length < text.size(); ++digits.length) {
        const char c = text[digits.length];
        const bool ends_with_digit =
            digits.length + 1 < text.size() && is_digit(text[digits.length + 1]);
        if (c == '.' && !point && digits.length > 0 && ends_with_digit) {
            point = true;
            continue;
        }
        if (!is_digit(c)) break;
        constexpr std::uint64_t most = (std::numeric_limits<std::uint64_t>::max() - 9) / 10;
        digits.fits = digits.fits && digits.value <= most;
        if (!digits.fits) continue;
        digits.value = digits.value * 10 + static_cast<std::uint64_t>(c - '0');
        if (point) ++digits.after_point;
    }
    return digits;
}

Parsed unknown_unit(std::string_view text, std::string_view unit, Quantity quantity) {
    std::vector<std::string_view> names;
    for (const Unit& known : units_of(quantity)) {
        if (!known.name.empty()) names.push_back(known.name);
    }
    if (names.empty()) return wrong(text, "is not a plain number: it takes no unit");
    if (unit.empty()) return wrong(text, "needs a unit: " + one_of(names));
    return wrong(text, "has an unknown unit " + in_quotes(unit) + "; it may be " + one_of(names) +
                           did_you_mean(unit, names));
}

Parsed scaled(std::string_view text, const Digits& digits, std::uint64_t factor,
              Quantity quantity) {
    Wide value = Wide{digits.value} * factor;
    for (unsigned i = 0; i < digits.after_point; ++i) {
        if (value % 10 != 0) {
            return wrong(text, "is finer than cordon counts: " + std::string(example_of(quantity)) +
                                   " is kept in whole parts");
        }
        value /= 10;
    }
    if (value > static_cast<Wide>(greatest(quantity))) return wrong(text, "is too large");
    return static_cast<std::int64_t>(value);
}

Parsed parse_hexadecimal(std::string_view text) {
    std::uint64_t value = 0;
    for (const char c : text.substr(2)) {
        const auto digit = hex_value(c);
        if (!digit) return wrong(text, "is not a number");
        if (value > (std::numeric_limits<std::uint64_t>::max() >> 5U)) {
            return wrong(text, "is too large");
        }
        value = value * 16 + *digit;
    }
    return static_cast<std::int64_t>(value);
}

}  // namespace

Parsed parse_quantity(std::string_view text, Quantity quantity) {
    if (quantity == Quantity::count && text.size() > 2 && text.starts_with("0x")) {
        return parse_hexadecimal(text);
    }
    const Digits digits = read_digits(text);
    if (digits.length == 0) {
        return wrong(text, "is not " + std::string(example_of(quantity)));
    }
    std::string_view unit = text.substr(digits.length);
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    const std::span<const Unit> units = units_of(quantity);
    const auto found = std::find_if(units.begin(), units.end(),
                                    [&](const Unit& known) { return known.name == unit; });
    if (found == units.end()) return unknown_unit(text, unit, quantity);
    if (!digits.fits) return wrong(text, "is too large, or has too many digits");
    return scaled(text, digits, found->factor, quantity);
}

std::string_view example_of(Quantity quantity) {
    switch (quantity) {
        case Quantity::count:
            return "a number such as 443";
        case Quantity::size:
            return "a size such as 8 KiB";
        case Quantity::duration:
            return "a time such as 90 s";
        case Quantity::rate:
            return "a rate such as 64 kbit/s";
        case Quantity::decimal:
            return "a number such as 3.4";
        case Quantity::share:
            return "a share such as 60%";
    }
    return "";
}

}  // namespace cordon
