#include "sim/world/link.hh"

#include <algorithm>
#include <cassert>

namespace cordon {
namespace {

constexpr std::uint64_t bit_ns_per_byte = 8'000'000'000;

/// Purposes of the draws of one packet.
enum Draw : std::uint64_t { lost_alone, burst_turns, lost_in_burst, jitter_of };

KeyedRandom part_of(KeyedRandom key, std::uint64_t part) {
    return key.mix(part);
}

}  // namespace

Link::Link(const LinkConfig& config, KeyedRandom draws) : config_(&config), draws_(draws) {}

std::optional<Time> Link::send(Time now, std::uint32_t bytes) {
    if (config_->rate && !has_room(now, bytes)) {
        ++counts_.queue_full;
        return std::nullopt;
    }
    const Time sent = config_->rate ? sent_by(now, bytes) : now;
    const KeyedRandom packet = part_of(draws_, counts_.arrived + counts_.lost);
    if (loses(packet)) {
        ++counts_.lost;
        return std::nullopt;
    }
    Time arrival = later_by(sent, config_->delay);
    if (config_->jitter > Duration::zero()) {
        const auto spread = static_cast<std::uint64_t>(config_->jitter.count()) + 1;
        arrival = later_by(arrival, Duration{part_of(packet, jitter_of).below(spread)});
        last_arrival_ = arrival = std::max(arrival, last_arrival_);
    }
    ++counts_.arrived;
    return arrival;
}

bool Link::has_room(Time now, std::uint32_t bytes) {
    if (!config_->queue_bytes || busy_until_ <= now) return true;
    __extension__ using Wide = unsigned __int128;
    const auto busy_ns = static_cast<std::uint64_t>((busy_until_ - now).count());
    const Wide here = Wide{busy_ns} * config_->rate->bits_per_second / bit_ns_per_byte;
    return here + bytes <= *config_->queue_bytes;
}

Time Link::sent_by(Time now, std::uint32_t bytes) {
    const std::uint64_t rate = config_->rate->bits_per_second;
    assert(rate > 0);
    if (busy_until_ < now) {
        busy_until_ = now;
        part_ = 0;
    }
    const std::uint64_t work = bytes * bit_ns_per_byte + part_;
    busy_until_ = later_by(busy_until_, Duration{work / rate});
    part_ = work % rate;
    return busy_until_;
}

bool Link::loses(const KeyedRandom& packet) {
    const LossConfig& loss = config_->loss;
    bool lost = loss.independent.millionths > 0 &&
                part_of(packet, lost_alone).says_yes(loss.independent.millionths);
    if (loss.bursts) {
        const Share turn = in_burst_ ? loss.bursts->end : loss.bursts->begin;
        if (part_of(packet, burst_turns).says_yes(turn.millionths)) in_burst_ = !in_burst_;
        lost = lost ||
               (in_burst_ && part_of(packet, lost_in_burst).says_yes(loss.bursts->lost.millionths));
    }
    return lost;
}

}  // namespace cordon
