#include "sim/world/udp_ports.hh"

#include <algorithm>

#include "sim/core/internet_checksum.hh"
#include "sim/craft/checksum.hh"
#include "sim/craft/ip_header.hh"
#include "sim/world/world_host.hh"

namespace cordon {

std::unique_ptr<UdpSocket> UdpPorts::open(std::uint16_t port) {
    const std::uint16_t number = port != 0 ? port : free_port();
    auto socket = std::make_unique<UdpPort>(*this, number, host_->queue());
    if (number != 0) open_.push_back(socket.get());
    return socket;
}

std::uint16_t UdpPorts::free_port() {
    const TcpProfile& profile = host_->profile();
    const auto range = static_cast<std::uint32_t>(profile.last_port) - profile.first_port + 1U;
    auto offset = static_cast<std::uint32_t>(host_->draws("udp-port").mix(++opened_).below(range));
    for (std::uint32_t tries = 0; tries < range; ++tries, offset = (offset + 1) % range) {
        const auto port = static_cast<std::uint16_t>(profile.first_port + offset);
        if (find(port) == nullptr) return port;
    }
    return 0;
}

UdpPort* UdpPorts::find(std::uint16_t port) const {
    const auto found = std::find_if(open_.begin(), open_.end(),
                                    [port](const UdpPort* one) { return one->port() == port; });
    return found == open_.end() ? nullptr : *found;
}

void UdpPorts::closed(const UdpPort& port) {
    std::erase(open_, &port);
}

void UdpPorts::send(std::uint16_t port, const Endpoint& to, const Content& content) {
    constexpr std::size_t udp_header = 8;
    const std::optional<IpAddress> src = host_->source_for(to.address);
    if (!src || port == 0) return host_->note_nowhere();
    const std::size_t ip_header = ip_header_length(*src);
    const auto length = static_cast<std::uint32_t>(udp_header + content.size());
    PacketPtr packet = host_->packets().take(ip_header + length);
    HeaderWriter out(packet->room());
    put_ip_header(out,
                  {.src = *src,
                   .dst = to.address,
                   .ttl = host_->profile().ttl,
                   .id = host_->profile().counts_ip_ids ? ip_id_++ : std::uint16_t{0}},
                  ip_protocol::udp, length);
    const std::span<std::uint8_t> datagram = out.rest();
    out.put(port).put(to.port).put(static_cast<std::uint16_t>(length)).put(std::uint16_t{0});
    content.copy(0, out.rest());
    set_udp_checksum(datagram, *src, to.address);
    host_->send(std::move(packet), to.address);
}

void UdpPorts::receive(const Decoded& decoded) {
    UdpPort* port = find(decoded.headers.dst_port);
    if (port == nullptr) return;
    if (port->waiting_.size() >= UdpPort::most_waiting) return host_->note_unread();
    Datagram datagram;
    datagram.from = {.address = decoded.headers.src, .port = decoded.headers.src_port};
    datagram.bytes.assign(decoded.payload.begin(), decoded.payload.end());
    port->waiting_.push_back(std::move(datagram));
    port->changed_.notify();
}

std::optional<Datagram> UdpPort::receive() {
    if (waiting_.empty()) return std::nullopt;
    std::optional<Datagram> next(std::move(waiting_.front()));
    waiting_.pop_front();
    return next;
}

}  // namespace cordon
