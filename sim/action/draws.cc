#include "sim/action/draws.hh"

#include <algorithm>

namespace cordon {
namespace {

/// Keeps these draws apart from those of `chance` and `active`, which start from the same rule.
constexpr std::uint64_t of_a_packet = 0x7061636b65740000;  // "packet"

void mix_address(KeyedRandom& random, const IpAddress& address) {
    random.mix(address.high()).mix(address.low());
}

}  // namespace

KeyedRandom packet_draw(KeyedRandom rule, VerdictPlace place, const FlowState& flow,
                        std::uint64_t k, Direction direction) {
    rule.mix(of_a_packet).mix(std::uint64_t{place.in_list} << 1U | (place.residual ? 1U : 0U));
    mix_address(rule, flow.key.low);
    mix_address(rule, flow.key.high);
    const std::uint64_t ports =
        std::uint64_t{flow.key.low_port} << 16U | std::uint64_t{flow.key.high_port};
    const std::uint64_t protocol =
        std::uint64_t{flow.key.protocol} << 8U | std::uint64_t{flow.key.ip_version};
    rule.mix(ports << 16U | protocol).mix(k);
    return rule.mix(std::uint64_t{flow.packets[index(direction)]} << 1U | index(direction));
}

Duration drawn_delay(const Delay& delay, const KeyedRandom& draw) {
    __extension__ using Wide = __int128;
    if (delay.jitter <= Duration::zero()) return std::max(delay.by, Duration::zero());
    const auto jitter = static_cast<std::uint64_t>(delay.jitter.count());  // < 2^63
    const std::uint64_t shift = draw.below(2 * jitter + 1);
    const Wide drawn = Wide{delay.by.count()} - jitter + shift;
    if (drawn < 0) return Duration::zero();
    return drawn > Duration::max().count() ? Duration::max()
                                           : Duration{static_cast<Duration::rep>(drawn)};
}

}  // namespace cordon
