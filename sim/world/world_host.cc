#include "sim/world/world_host.hh"

#include <algorithm>

#include "sim/world/world.hh"

namespace cordon {

WorldHost::WorldHost(World& world, const HostConfig& config, Links links)
    : world_(&world),
      name_(config.name),
      addresses_(config.addresses),
      resolver_(config.resolver),
      profile_(config.profile),
      links_(std::move(links)),
      tcp_(*this, *config.profile),
      udp_(*this),
      mtu_(config.mtu),
      side_(config.side) {}

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
    return addresses_.front();
}

IpAddress WorldHost::source_for(const IpAddress& remote) const {
    const auto found =
        std::find_if(addresses_.begin(), addresses_.end(),
                     [&](const IpAddress& own) { return own.is_v4() == remote.is_v4(); });
    return found == addresses_.end() ? addresses_.front() : *found;
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
    world_->send(*this, std::move(packet), dst);
}

void WorldHost::send_raw(Bytes bytes) {
    const Decoded decoded =
        decode(bytes, LinkType::raw_ip, static_cast<std::uint32_t>(bytes.size()));
    if (!decoded.headers.has_addresses()) return;
    PacketPtr packet = packets().take(bytes.size());
    std::copy(bytes.begin(), bytes.end(), packet->room().begin());
    send(std::move(packet), decoded.headers.dst);
}

void WorldHost::receive(const Packet& packet) {
    if (see_) {
        see_({.bytes = packet.bytes(),
              .at = world_->now(),
              .frame = packet.frame,
              .note = nullptr,
              .wire_length = packet.wire_length,
              .interface = World::interface_of(packet),
              .link = LinkType::raw_ip});
        return;
    }
    const Decoded decoded = decode(packet.bytes(), LinkType::raw_ip, packet.wire_length);
    if (decoded.headers.is_tcp()) {
        tcp_.receive(packet, decoded.headers);
    } else if (decoded.headers.is_udp()) {
        udp_.receive(decoded);
    }
}

bool WorldHost::stores(const OutgoingSegment& segment) const {
    if (segment.stream_offset < World::stored_bytes || recorder_ != nullptr) return true;
    const WorldHost* to = world_->host_at(segment.dst.address);
    return to == nullptr || to->recorder_ != nullptr || to->see_ != nullptr;
}

}  // namespace cordon
