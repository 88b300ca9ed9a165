#include "sim/world/world.hh"

#include <algorithm>
#include <cassert>

#include "sim/decode/decode.hh"

namespace cordon {
namespace {

bool crosses(const WorldHost* from, const WorldHost* to) {
    const bool from_inside = from != nullptr && from->side() == Side::inside;
    const bool to_inside = to != nullptr && to->side() == Side::inside;
    return from_inside != to_inside;
}

/// Whose path lies between the two, if anybody's: the one inside, else the one that roams.
WorldHost* path_owner(const Packet& packet) {
    const auto has_side = [](const WorldHost* host, Side side) {
        return host != nullptr && host->side() == side;
    };
    if (crosses(packet.from, packet.to)) {
        return has_side(packet.from, Side::inside) ? packet.from : packet.to;
    }
    if (has_side(packet.from, Side::inside)) return nullptr;
    if (has_side(packet.from, Side::roaming)) return packet.from;
    return has_side(packet.to, Side::roaming) ? packet.to : nullptr;
}

/// Its next stage. Requires: it is not at its host yet.
void advance(Packet& packet) {
    packet.stage = static_cast<Packet::Stage>(static_cast<unsigned>(packet.stage) + 1);
}

}  // namespace

World::~World() {
    // Hosts end before what they refer to; packets on their way end with the pool.
    hosts_.clear();
}

WorldHost& World::add_host(const HostConfig& config) {
    WorldHost::Links links{.access_up = make_link(config.name, "access up", config.access_up),
                           .access_down = make_link(config.name, "access down", config.access_down),
                           .path_up = make_link(config.name, "path up", config.path_up),
                           .path_down = make_link(config.name, "path down", config.path_down)};
    hosts_.push_back(std::make_unique<WorldHost>(*this, config, links));
    WorldHost& host = *hosts_.back();
    for (const IpAddress& address : config.addresses) {
        assert(!by_address_.contains(address));
        by_address_.emplace(address, &host);
    }
    ++routes_version_;
    note_lookahead(host);
    return host;
}

void World::note_lookahead(const WorldHost& host) {
    if (host.side() != Side::inside) return;
    lookahead_ = std::min(
        {lookahead_, host.links().access_down.config().delay, host.links().path_up.config().delay});
    gate_.set_lookahead(lookahead_);
}

const LinkConfig& World::keep(const LinkConfig& config) {
    const auto known = std::find(link_configs_.begin(), link_configs_.end(), config);
    return known != link_configs_.end() ? *known : link_configs_.emplace_back(config);
}

Link World::make_link(const std::string& host, std::string_view which, const LinkConfig& config) {
    return Link(keep(config),
                KeyedRandom(options_.seed, "link").mix(as_bytes(host)).mix(as_bytes(which)));
}

void World::open_tunnel(WorldHost& host, const TunnelConfig& config) {
    WorldHost* server = host_at(config.server.address);
    assert(server != nullptr && host.tunnel() == nullptr);
    assert(!by_address_.contains(config.address));
    server->tunnel_server(config.server.port).lease(config.address, host);
    by_address_.emplace(config.address, server);
    ++routes_version_;
    host.begin_tunnel(config);
}

WorldHost* World::host_at(const IpAddress& address) const {
    const auto found = by_address_.find(address);
    return found == by_address_.end() ? nullptr : found->second;
}

void World::send(WorldHost& from, PacketPtr packet, WorldHost* to) {
    ++counts_.sent;
    if (packet->wire_length > from.link_mtu()) {
        ++counts_.too_big;
        return;
    }
    packet->from = &from;
    packet->to = to;
    if (packet->to == nullptr && from.side() != Side::inside) {
        ++counts_.nowhere;
        return;
    }
    const std::optional<Time> at = from.links_mutable().access_up.send(now(), packet->wire_length);
    if (!at) return;
    packet->stage = Packet::Stage::path_to_wall;
    go_on(std::move(packet), *at);
}

/// Whether anybody looks at it half way.
bool World::stops_at_wall(const Packet& packet) const {
    const auto records = [](const WorldHost* host) {
        return host != nullptr && host->recorder() != nullptr;
    };
    if (records(packet.from) || records(packet.to)) return true;
    return packet.to == nullptr || (gate_.has_wall() && crosses(packet.from, packet.to));
}

/// The link that the packet takes in its present stage; null for none there.
Link* World::next_link(const Packet& packet) {
    WorldHost* owner = path_owner(packet);
    switch (packet.stage) {
        case Packet::Stage::path_to_wall:
            return owner != nullptr && owner == packet.to ? &owner->links_mutable().path_down
                                                          : nullptr;
        case Packet::Stage::path_from_wall:
            return owner != nullptr && owner == packet.from ? &owner->links_mutable().path_up
                                                            : nullptr;
        case Packet::Stage::access_down:
            return packet.to != nullptr ? &packet.to->links_mutable().access_down : nullptr;
        case Packet::Stage::wall:
        case Packet::Stage::host:
            return nullptr;
    }
    return nullptr;
}

/// Takes the packet, which is where it is at `at`, as far as can be said now.
void World::go_on(PacketPtr packet, Time at) {
    while (packet->stage == Packet::Stage::path_to_wall ||
           packet->stage == Packet::Stage::path_from_wall ||
           packet->stage == Packet::Stage::access_down) {
        if (Link* link = next_link(*packet)) {
            // Links on which packets have an effect on one another take them in order of time.
            if (!link->is_orderless() && at > now()) break;
            const std::optional<Time> arrival = link->send(at, packet->wire_length);
            if (!arrival) return;
            at = *arrival;
        }
        advance(*packet);
        if (packet->stage == Packet::Stage::wall && !stops_at_wall(*packet)) {
            packet->stage = Packet::Stage::path_from_wall;
        }
    }
    wait(std::move(packet), at);
}

void World::wait(PacketPtr packet, Time at) {
    Packet* waiting = packet.release();  // carry() takes it up again; the pool owns it anyway
    queue_.call_at(at, *waiting);
}

void World::carry(Packet& reached) {
    PacketPtr packet(&reached);
    if (packet->stage == Packet::Stage::host) {
        ++counts_.delivered;
        packet->to->receive(*packet);
        return;
    }
    if (packet->stage != Packet::Stage::wall) {
        go_on(std::move(packet), now());
        return;
    }
    if (crosses(packet->from, packet->to)) {
        gate_.arrive(std::move(packet));
        return;
    }
    const Arrival arrival = arrival_of(*packet, now());
    tell_arrived(*packet, arrival);
    tell_left(*packet, arrival);
    go_on_from_wall(std::move(packet), now());
}

void World::go_on_from_wall(PacketPtr packet, Time at) {
    if (packet->to == nullptr) {
        ++counts_.nowhere;
        return;
    }
    packet->stage = Packet::Stage::path_from_wall;
    Link* link = next_link(*packet);
    if (link == nullptr) {
        packet->stage = Packet::Stage::access_down;
        link = next_link(*packet);
    }
    // The wall lets packets go in order of time: the first link behind it may be asked at once.
    const std::optional<Time> arrival = link->send(at, packet->wire_length);
    if (!arrival) return;
    advance(*packet);
    go_on(std::move(packet), *arrival);
}

PacketPtr World::adopt(const Arrival& arrival) {
    const Decoded decoded = decode(arrival.bytes, arrival.link, arrival.wire_length);
    if (!decoded.headers.has_addresses()) return nullptr;
    PacketPtr packet = packets_.take(arrival.bytes.size());
    std::copy(arrival.bytes.begin(), arrival.bytes.end(), packet->room().begin());
    packet->wire_length = arrival.wire_length;
    packet->from = host_at(decoded.headers.src);
    packet->to = host_at(decoded.headers.dst);
    return packet;
}

InterfaceId World::interface_of(const Packet& packet) {
    const WorldHost* owner = path_owner(packet);
    return owner != nullptr && owner == packet.to ? outside_interface : inside_interface;
}

Arrival World::arrival_of(const Packet& packet, Time at) {
    return {.bytes = packet.bytes(),
            .at = at,
            .frame = packet.frame,
            .note = nullptr,
            .wire_length = packet.wire_length,
            .interface = interface_of(packet),
            .link = LinkType::raw_ip};
}

void World::tell_arrived(const Packet& packet, const Arrival& arrival) {
    for (const WorldHost* host : {packet.from, packet.to}) {
        if (host != nullptr && host->recorder() != nullptr) host->recorder()->arrived(arrival);
    }
}

void World::tell_left(const Packet& packet, const Arrival& arrival) {
    for (const WorldHost* host : {packet.from, packet.to}) {
        if (host != nullptr && host->recorder() != nullptr) host->recorder()->left(arrival);
    }
}

}  // namespace cordon
