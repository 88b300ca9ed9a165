#include "sim/scenario/deciding/finding.hh"

#include <algorithm>

namespace cordon {
namespace {

constexpr Duration clearly_longer = std::chrono::seconds{2};
constexpr std::int64_t times_as_long = 3;

std::string kind_of(const Seen& seen, Duration usual) {
    const bool crawls = seen.took >= times_as_long * usual && seen.took >= usual + clearly_longer;
    if (seen.complete) return crawls ? "slow" : "works";
    if (seen.wrong_address) return "wrong address";
    if (seen.trouble == Trouble::slow) return "slow";
    return seen.trouble == Trouble::none ? "waiting" : std::string(to_text(seen.trouble));
}

std::string duration_text(Duration took) {
    constexpr std::int64_t long_seconds = 120;
    const std::int64_t seconds = (took + std::chrono::milliseconds{500}) / std::chrono::seconds{1};
    if (seconds < long_seconds) return std::to_string(seconds) + " s";
    return std::to_string((seconds + 30) / 60) + " min";
}

std::string rate_text(const Seen& seen) {
    const std::int64_t ms = std::max<std::int64_t>(1, seen.took / std::chrono::milliseconds{1});
    const std::uint64_t rate = 8 * seen.bytes / static_cast<std::uint64_t>(ms);  // kbit/s
    return rate == 0 ? "under 1 kbit/s" : std::to_string(rate) + " kbit/s";
}

std::string ordinal(std::uint32_t number) {
    const std::string text = std::to_string(number);
    if (number == 2) return text + "nd";
    return number == 3 ? text + "rd" : text + "th";
}

}  // namespace

Finding::Finding(const Seen& seen, Duration usual) : kind_(kind_of(seen, usual)), text_(kind_) {
    if (kind_ == "slow")
        text_ += ", " + (seen.bytes > 0 ? rate_text(seen) : duration_text(seen.took));
    if (kind_ == "works" && seen.addresses > 1) text_ += ", the " + ordinal(seen.addresses);
}

}  // namespace cordon
