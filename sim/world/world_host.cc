#include "sim/world/world_host.hh"

#include <algorithm>

#include "sim/world/world.hh"

namespace cordon {
namespace {

/// The source address of an IP packet. Requires: a whole header.
IpAddress source_of(Bytes packet) {
    const bool is_v4 = packet[0] >> 4U == 4;
    return is_v4 ? IpAddress::v4(load_big_endian<std::uint32_t>(packet.data() + 12))
                 : IpAddress::v6(packet.data() + 8);
}

}  // namespace

WorldHost::WorldHost(World& world, const HostConfig& config, Links links)
    : world_(&world),
      name_(config.name),
      address_(config.addresses.front()),
      resolver_(config.resolver.value_or(Endpoint{})),
      links_(links),
      tcp_(*this, *config.profile),
      udp_(*this),
      mtu_(config.mtu),
      side_(config.side) {
    if (config.addresses.size() == 1) return;
    more_addresses_ = std::make_unique<std::vector<IpAddress>>(config.addresses.begin() + 1,
                                                               config.addresses.end());
}

Scheduler& WorldHost::scheduler() {
    return world_->queue();
}

EventQueue& WorldHost::queue() {
    return world_->queue();
}

PacketPool& WorldHost::packets() {
    return world_->packets();
}

KeyedRandom WorldHost::draws(std::string_view purpose) const {
    return KeyedRandom(world_->seed(), purpose).mix(as_bytes(name_));
}

IpAddress WorldHost::address() const {
    return tunnel_ ? tunnel_config_->address : address_;
}

std::optional<IpAddress> WorldHost::source_for(const IpAddress& remote) const {
    const auto is_of_its_kind = [&](const IpAddress& own) { return own.is_v4() == remote.is_v4(); };
    if (tunnel_ && is_of_its_kind(tunnel_config_->address)) return tunnel_config_->address;
    if (is_of_its_kind(address_)) return address_;
    if (!more_addresses_) return std::nullopt;
    const auto found =
        std::find_if(more_addresses_->begin(), more_addresses_->end(), is_of_its_kind);
    return found == more_addresses_->end() ? std::nullopt : std::optional(*found);
}

std::uint16_t WorldHost::mtu() const {
    if (!tunnel_) return mtu_;
    return static_cast<std::uint16_t>(mtu_ - TunnelEnd::overhead(tunnel_->ends().remote.address));
}

void WorldHost::begin_tunnel(const TunnelConfig& config) {
    constexpr std::uint32_t ports = 16'384;
    const auto port =
        static_cast<std::uint16_t>(65'536 - ports + draws("tunnel port").below(ports));
    const Endpoint local{.address = source_for(config.server.address).value_or(address_),
                         .port = port};
    tunnel_ = std::make_unique<TunnelEnd>(*this, TunnelEnd::Role::initiator,
                                          TunnelEnd::Ends{.local = local, .remote = config.server},
                                          config.keep_alive);
    tunnel_config_ = std::make_unique<TunnelConfig>(config);
}

TunnelServer& WorldHost::tunnel_server(std::uint16_t port) {
    if (!tunnel_server_) tunnel_server_ = std::make_unique<TunnelServer>(*this, port);
    return *tunnel_server_;
}

std::unique_ptr<TcpSocket> WorldHost::connect(const Endpoint& server) {
    return tcp_.connect(server);
}

void WorldHost::listen(std::uint16_t port, Accept accept) {
    tcp_.listen(port, std::move(accept));
}

std::unique_ptr<UdpSocket> WorldHost::open_udp(std::uint16_t port) {
    return udp_.open(port);
}

void WorldHost::send(PacketPtr packet, const IpAddress& dst) {
    if (is_tunnelled(source_of(packet->bytes()))) {
        tunnel_->carry(std::move(packet));
    } else {
        send_outside_tunnel(std::move(packet), dst);
    }
}

void WorldHost::send_tcp(PacketPtr packet, WorldHost* to) {
    if (is_tunnelled(source_of(packet->bytes()))) {
        tunnel_->carry(std::move(packet));
    } else {
        world_->send(*this, std::move(packet), to);
    }
}

WorldHost* WorldHost::follow(Route& route, const IpAddress& dst) const {
    return world_->follow(route, dst);
}

void WorldHost::send_outside_tunnel(PacketPtr packet, const IpAddress& dst) {
    world_->send(*this, std::move(packet), world_->host_at(dst));
}

void WorldHost::forward(PacketPtr packet) {
    const Decoded decoded = decode(packet->bytes(), LinkType::raw_ip, packet->wire_length);
    if (decoded.headers.has_addresses())
        send_outside_tunnel(std::move(packet), decoded.headers.dst);
}

void WorldHost::note_unread() {
    world_->note_unread();
}

void WorldHost::note_nowhere() {
    world_->note_nowhere();
}

void WorldHost::receive(Packet& packet) {
    const Decoded decoded = decode(packet.bytes(), LinkType::raw_ip, packet.wire_length);
    const Headers& headers = decoded.headers;
    if (tunnel_server_ && tunnel_server_->receive(packet, decoded)) return;
    if (tunnel_ && headers.is_udp() && headers.dst_port == tunnel_->ends().local.port &&
        headers.src == tunnel_->ends().remote.address) {
        if (const PacketPtr inner = tunnel_->receive(packet, decoded.payload)) receive(*inner);
        return;
    }
    if (headers.is_tcp()) {
        tcp_.receive(packet, headers);
    } else if (headers.is_udp()) {
        udp_.receive(decoded);
    }
}

bool WorldHost::is_read(const WorldHost* remote) const {
    return recorder_ != nullptr || remote == nullptr || remote->recorder_ != nullptr;
}

bool WorldHost::is_read(const IpAddress& remote) const {
    return is_read(world_->host_at(remote));
}

bool WorldHost::stores(const OutgoingSegment& segment, const WorldHost* to) const {
    if (is_read(to)) return true;
    // Nobody can look into a tunnel.
    return segment.stream_offset < World::stored_bytes && !is_tunnelled(segment.src.address);
}

}  // namespace cordon
