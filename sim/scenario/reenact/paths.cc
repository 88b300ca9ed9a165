#include "sim/scenario/reenact/paths.hh"

#include <algorithm>
#include <array>
#include <utility>

namespace cordon {
namespace {

constexpr std::uint64_t burst = 30'000;  // bytes in a window that show a rate: 20 full packets
constexpr std::uint64_t bits_per_byte = 8;
constexpr std::uint64_t windows_a_second = std::chrono::seconds{1} / rate_window;
constexpr std::uint64_t whole = 1'000'000;
constexpr std::uint64_t headers = 48;  // of IPv6 and UDP

/// What is gathered of a host before it is a path.
struct Gathered {
    std::optional<Duration> round_trip;
    std::uint64_t window = 0;
    std::uint64_t passed = 0, again = 0;
    std::uint64_t largest_datagram = 0;
};

class Gatherer {
public:
    void add(const Conversation& said) {
        for (const Direction side : {Direction::up, Direction::down}) {
            const IpAddress& sender =
                side == Direction::up ? said.client.address : said.server.address;
            const IpAddress& receiver =
                side == Direction::up ? said.server.address : said.client.address;
            add_sent(hosts_[sender], said, side);
            hosts_[receiver].passed += said.side(side).data_packets + said.side(side).syns;
            hosts_[receiver].again += said.side(side).retransmitted;
        }
    }
    [[nodiscard]] const std::map<IpAddress, Gathered>& hosts() const { return hosts_; }

private:
    static void add_sent(Gathered& host, const Conversation& said, Direction side) {
        const MeasuredLeg& leg = said.legs[index(side)];
        if (leg.round_trip) {
            host.round_trip = std::min(host.round_trip.value_or(Duration::max()), *leg.round_trip);
        }
        host.window = std::max(host.window, leg.fastest_window);
        if (said.protocol != Conversation::Protocol::udp) return;
        for (const Turn& turn : said.turns) {
            if (turn.side == side) {
                host.largest_datagram = std::max(host.largest_datagram, turn.bytes);
            }
        }
    }

    std::map<IpAddress, Gathered> hosts_;
};

RecordedHost host_of(const Gathered& gathered) {
    RecordedHost host;
    host.delay = gathered.round_trip.value_or(Duration{}) / 2;
    if (gathered.window >= burst) {
        host.rate = BitRate{gathered.window * bits_per_byte * windows_a_second};
    }
    if (gathered.passed > 0) {
        host.loss = Share{static_cast<std::uint32_t>(gathered.again * whole / gathered.passed)};
    }
    const std::uint64_t largest = gathered.largest_datagram + headers;
    host.mtu = static_cast<std::uint16_t>(std::clamp<std::uint64_t>(largest, 1500, 65'535));
    return host;
}

using BySide = std::array<Duration, 2>;

/// By how much the recorded round trip of each side was longer than the one that is simulated.
BySide longer_ways(const Conversation& said, const RecordedPaths& paths) {
    BySide longer{};
    for (const Direction side : {Direction::up, Direction::down}) {
        const Endpoint& end = side == Direction::up ? said.client : said.server;
        const Duration simulated = 2 * paths.hosts.at(end.address).delay;
        const Duration way = said.legs[index(side)].round_trip.value_or(simulated);
        longer[index(side)] = std::max(Duration{0}, way - simulated);
    }
    return longer;
}

void lengthen_turns(Conversation& said, const BySide& longer) {
    std::array<bool, 2> spoke{};
    for (Turn& turn : said.turns) {
        // The opening took longer, too: it is felt before the first thing that is said.
        const bool first = !std::exchange(spoke[index(turn.side)], true);
        if (turn.since_heard) {
            turn.pause = sum_of(turn.pause, longer[index(turn.side)]);
        } else if (first && said.protocol == Conversation::Protocol::tcp) {
            turn.pause = sum_of(turn.pause, sum_of(longer[0], longer[1]));
        }
    }
}

}  // namespace

RecordedPaths measure_paths(std::span<const Conversation> conversations, const CidrSet* inside) {
    Gatherer gatherer;
    for (const Conversation& said : conversations) {
        if (can_be_modelled(said.recorded)) gatherer.add(said);
    }
    RecordedPaths paths;
    for (const auto& [address, gathered] : gatherer.hosts()) {
        paths.hosts.emplace(address, host_of(gathered));
    }
    std::map<IpAddress, bool> sides;
    for (const Conversation& said : conversations) {
        bool on_one_side = false;
        if (can_be_modelled(said.recorded)) {
            const auto side_of = [&](const IpAddress& address, bool otherwise) {
                const bool side = inside != nullptr ? inside->contains(address) : otherwise;
                return sides.emplace(address, side).first->second;
            };
            // Who answers somebody outside is inside.
            const auto server = sides.find(said.server.address);
            const bool client =
                side_of(said.client.address, server == sides.end() || !server->second);
            on_one_side = side_of(said.server.address, !client) == client;
        }
        paths.on_one_side.push_back(on_one_side);
    }
    for (const auto& [address, side] : sides) paths.hosts[address].inside = side;
    return paths;
}

void lengthen_pauses(std::vector<Conversation>& conversations, const RecordedPaths& paths) {
    for (Conversation& said : conversations) {
        if (!can_be_modelled(said.recorded)) continue;
        const BySide longer = longer_ways(said, paths);
        lengthen_turns(said, longer);
        for (const Direction side : {Direction::up, Direction::down}) {
            Closing& closing = said.sides[index(side)].closing;
            if (closing.since_heard) closing.pause = sum_of(closing.pause, longer[index(side)]);
        }
    }
}

}  // namespace cordon
