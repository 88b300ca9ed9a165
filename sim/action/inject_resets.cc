#include "sim/action/inject_resets.hh"

#include <vector>

#include "sim/craft/link_header.hh"

namespace cordon {
namespace {

/// Where and how a packet goes onto the link.
struct Way {
    std::vector<std::uint8_t> header;
    LinkType link = LinkType::ethernet;
    InterfaceId interface {};
};

Way way_towards(Direction towards, const ResetTrigger& trigger) {
    if (towards != trigger.direction && trigger.links != nullptr) {
        const LinkHeader& last = (*trigger.links)[index(towards)];
        const Bytes header = Bytes{last.bytes}.first(last.size);
        if (last.seen) return {{header.begin(), header.end()}, last.link, last.interface};
    }
    const Bytes header = link_header_of(trigger.arrival.bytes, trigger.headers.network_offset);
    Way way{{header.begin(), header.end()}, trigger.arrival.link, trigger.arrival.interface};
    if (towards != trigger.direction) turn_link_header(way.header, way.link);
    return way;
}

bool send_reset(Direction towards, const ResetTrigger& trigger, const TcpTrack& track, Emit& emit) {
    const Headers& headers = trigger.headers;
    const auto numbers = reset_numbers(headers, trigger.fate, trigger.direction, towards, track);
    if (!numbers) return false;
    TcpEnds ends{headers.src, headers.dst, headers.src_port, headers.dst_port};
    if (towards != trigger.direction) ends = ends.opposite();
    const Way way = way_towards(towards, trigger);
    const std::vector<std::uint8_t> packet = plain_reset(way.header, way.link, ends, *numbers);
    emit.left({.arrival = {.bytes = packet,
                           .at = trigger.now,
                           .frame = 0,
                           .note = nullptr,
                           .wire_length = static_cast<std::uint32_t>(packet.size()),
                           .interface = way.interface,
                           .link = way.link},
               .act = Act::inject_reset,
               .because = trigger.because,
               .flow_id = trigger.flow_id,
               .held = {}});
    return true;
}

}  // namespace

std::uint64_t inject_resets(const Reset& reset, const ResetTrigger& trigger, const TcpTrack& track,
                            Emit& emit) {
    std::uint64_t sent = 0;
    if (reset.to != Reset::To::server && send_reset(Direction::down, trigger, track, emit)) ++sent;
    if (reset.to != Reset::To::client && send_reset(Direction::up, trigger, track, emit)) ++sent;
    return sent;
}

}  // namespace cordon
