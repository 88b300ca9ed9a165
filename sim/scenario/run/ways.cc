#include "sim/scenario/run/ways.hh"

#include <algorithm>

namespace cordon {
namespace {

constexpr std::uint64_t whole = 1'000'000;
constexpr std::uint64_t bits_per_byte = 8;
constexpr std::uint64_t least_queue = 3'000;  // bytes: two full packets

__extension__ using Wide = unsigned __int128;

std::uint64_t queue_bytes(BitRate rate, Duration queue) {
    const Wide bits =
        Wide{rate.bits_per_second} * static_cast<std::uint64_t>(queue.count()) / std::nano::den;
    return std::max(static_cast<std::uint64_t>(bits / bits_per_byte), least_queue);
}

/// Bursts of `length` packets on average that hold `share` of all packets: with chances b to begin
/// and 1/length to end, b / (b + 1/length) = share.
LossConfig::Bursts bursts_of(std::uint64_t share, std::uint64_t length) {
    const std::uint64_t end = whole / length;
    const std::uint64_t kept = whole - share;
    const std::uint64_t begin = kept == 0 ? whole : std::min(whole, end * share / kept);
    return {.begin = Share{static_cast<std::uint32_t>(begin)},
            .end = Share{static_cast<std::uint32_t>(end)},
            .lost = Share{static_cast<std::uint32_t>(whole)}};
}

}  // namespace

Share weather_at(const Way& way, Direction direction, std::uint8_t hour) {
    const bool blows = direction == Direction::up ? way.weather_up : way.weather_down;
    if (!blows || way.weather.empty()) return {};
    Share share = way.weather.back().second;
    for (const auto& [from, more] : way.weather) {
        if (from <= hour) share = more;
    }
    return share;
}

LinkConfig link_of(const Way& way, Direction direction, std::uint8_t hour) {
    const WayDirection& of = direction == Direction::up ? way.up : way.down;
    LinkConfig link;
    link.rate = of.rate;
    link.delay = way.delay;
    link.jitter = way.jitter;
    link.queue_bytes = queue_bytes(of.rate, way.queue);
    const std::uint64_t lost = std::min<std::uint64_t>(
        whole, of.loss.millionths + weather_at(way, direction, hour).millionths);
    if (lost == 0) return link;
    if (way.burst > 1) {
        link.loss.bursts = bursts_of(lost, way.burst);
    } else {
        link.loss.independent = Share{static_cast<std::uint32_t>(lost)};
    }
    return link;
}

}  // namespace cordon
