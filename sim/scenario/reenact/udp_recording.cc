#include "sim/scenario/reenact/udp_recording.hh"

#include <algorithm>

namespace cordon {
namespace {

bool is_group(const IpAddress& address) {
    if (!address.is_v4()) return (address.high() >> 56U) == 0xff;
    return (address.v4_host_order() >> 28U) == 0xe || address.v4_host_order() == 0xffffffff;
}

}  // namespace

UdpRecording::UdpRecording(const Endpoint& client, const Endpoint& server, Time at,
                           std::uint64_t frame)
    : last_at_(at) {
    out_.protocol = Conversation::Protocol::udp;
    out_.client = client;
    out_.server = server;
    out_.started = at;
    out_.frame = frame;
}

void UdpRecording::add(Direction from, const Decoded& packet, Time at) {
    ConversationSide& side = out_.sides[index(from)];
    End& sender = ends_[index(from)];
    const End& other = ends_[index(opposite(from))];
    const bool answers = !sender.last && other.last;
    std::optional<Duration>& leg = out_.legs[index(from)].round_trip;
    // No handshake measures the way: an answer took at least that long to come.
    if (answers && !leg) leg = std::max(Duration{0}, time_between(*other.last, at));
    const Duration pause = answers ? Duration{0} : pause_before(from, at);
    out_.turns.push_back({.side = from,
                          .bytes = packet.headers.payload_length,
                          .heard = answers ? 1U : 0U,
                          .pause = pause,
                          .since_heard = answers});
    ++side.packets;
    ++side.data_packets;
    keep(from, packet);
    side.bytes += packet.headers.payload_length;
    sender.rate.add(at, packet.headers.payload_length);
    sender.last = at;
    last_at_ = std::max(last_at_, at);
}

Duration UdpRecording::pause_before(Direction from, Time at) const {
    const std::optional<Time> before = ends_[index(from)].last;
    return before ? std::max(Duration{0}, time_between(*before, at)) : Duration{0};
}

/// What the recording cut off a datagram becomes zeros, so that the next lies where it should.
void UdpRecording::keep(Direction from, const Decoded& packet) {
    std::vector<std::uint8_t>& first = ends_[index(from)].first;
    const std::size_t room = first_bytes_kept - first.size();
    const std::size_t stated = std::min<std::size_t>(room, packet.headers.payload_length);
    const std::size_t captured = std::min(stated, packet.payload.size());
    first.insert(first.end(), packet.payload.begin(),
                 packet.payload.begin() + static_cast<std::ptrdiff_t>(captured));
    first.resize(first.size() + (stated - captured));
}

Conversation UdpRecording::take() {
    for (const Direction side : {Direction::up, Direction::down}) {
        out_.sides[index(side)].first = std::move(ends_[index(side)].first);
        out_.legs[index(side)].fastest_window = ends_[index(side)].rate.most();
    }
    out_.lasted = time_between(out_.started, last_at_);
    const bool one_sided = out_.sides[0].packets == 0 || out_.sides[1].packets == 0;
    if (one_sided) out_.recorded = Recorded::one_sided;
    if (is_group(out_.server.address)) out_.recorded = Recorded::group;
    return std::move(out_);
}

}  // namespace cordon
