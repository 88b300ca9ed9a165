#include "sim/action/inject_resets.hh"

#include <vector>

namespace cordon {
namespace {

bool send_reset(Direction towards, const InjectionCause& cause, Trigger fate, const TcpTrack& track,
                Emit& emit) {
    const Headers& headers = cause.headers;
    const auto numbers = reset_numbers(headers, fate, cause.direction, towards, track);
    if (!numbers) return false;
    TcpEnds ends{headers.src, headers.dst, headers.src_port, headers.dst_port};
    if (towards != cause.direction) ends = ends.opposite();
    const LinkWay way = way_towards(towards, cause);
    inject(plain_reset(way.header, way.link, ends, *numbers), way, Act::inject_reset, cause, emit);
    return true;
}

}  // namespace

std::uint64_t inject_resets(const Reset& reset, const InjectionCause& cause, Trigger fate,
                            const TcpTrack& track, Emit& emit) {
    std::uint64_t sent = 0;
    if (reset.to != Reset::To::server && send_reset(Direction::down, cause, fate, track, emit)) {
        ++sent;
    }
    if (reset.to != Reset::To::client && send_reset(Direction::up, cause, fate, track, emit)) {
        ++sent;
    }
    return sent;
}

}  // namespace cordon
