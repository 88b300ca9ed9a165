#include "sim/action/injection.hh"

#include "sim/craft/link_header.hh"

namespace cordon {

LinkWay way_towards(Direction towards, const InjectionCause& cause) {
    if (towards != cause.direction && cause.links != nullptr) {
        if (const auto last = cause.links->last(towards)) {
            return {{last->bytes.begin(), last->bytes.end()}, last->link, last->interface};
        }
    }
    const Bytes header = link_header_of(cause.arrival.bytes, cause.headers.network_offset);
    LinkWay way{{header.begin(), header.end()}, cause.arrival.link, cause.arrival.interface};
    if (towards != cause.direction) turn_link_header(way.header, way.link);
    return way;
}

void inject(Bytes packet, const LinkWay& way, Act act, const InjectionCause& cause, Emit& emit) {
    emit.left({.arrival = {.bytes = packet,
                           .at = cause.now,
                           .frame = 0,
                           .note = nullptr,
                           .wire_length = static_cast<std::uint32_t>(packet.size()),
                           .interface = way.interface,
                           .link = way.link},
               .act = act,
               .because = cause.because,
               .flow_id = cause.flow_id,
               .held = {}});
}

bool has_addresses_of_its_kind(const Headers& headers) {
    return headers.src.is_v4() == (headers.ip_version == 4) &&
           headers.dst.is_v4() == (headers.ip_version == 4);
}

}  // namespace cordon
