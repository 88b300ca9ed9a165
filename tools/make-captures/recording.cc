#include "tools/make-captures/recording.hh"

#include <tins/ethernetII.h>
#include <tins/packet.h>
#include <tins/packet_writer.h>
#include <tins/rawpdu.h>
#include <tins/udp.h>

#include <algorithm>

#include "sim/core/byte_writer.hh"

namespace cordon::captures {
namespace {

// Locally administered addresses of the two routers around the wall (IEEE 802: bit 1 of octet 0).
const Tins::HWAddress<6> inside_router("02:00:00:00:00:01");
const Tins::HWAddress<6> outside_router("02:00:00:00:00:02");

// Initial TTL 64 on both sides; the phone is three hops from the wall, servers thirteen (choice).
constexpr std::uint8_t ttl_from_phone = 61;
constexpr std::uint8_t ttl_from_server = 51;

/// Type, reserved bytes, receiver index, counter, ciphertext padded to 16 bytes, tag: transport
/// data of WireGuard (Donenfeld, NDSS 2017, section 5.4.6).
Octets wireguard_data(const Octets& receiver, std::uint64_t counter, std::size_t inner,
                      Filler& filler) {
    Octets message{4, 0, 0, 0};
    ByteWriter writer(message);
    writer.append(receiver);
    for (unsigned shift = 0; shift < 64; shift += 8) {
        message.push_back(static_cast<std::uint8_t>(counter >> shift));
    }
    const Octets sealed = filler.bytes((inner + 15) / 16 * 16 + 16);
    writer.append(sealed);
    return message;
}

/// Type, reserved bytes and the indices, then filler up to `size`; mac2 is zero without a cookie.
/// An initiation has 148 bytes and one index, a response 92 and two (same paper, 5.4.2-3).
Octets wireguard_handshake(std::uint8_t type, const Octets& indices, std::size_t size,
                           Filler& filler) {
    constexpr std::size_t mac2_size = 16;
    Octets message{type, 0, 0, 0};
    ByteWriter(message)
        .append(indices)
        .append(filler.bytes(size - 4 - indices.size() - mac2_size))
        .fill(mac2_size);
    return message;
}

Tins::UDP datagram(std::uint16_t from, std::uint16_t to, const Octets& payload) {
    return Tins::UDP(to, from) / Tins::RawPDU(payload);
}

}  // namespace

void Recording::add(Time at, Tins::IPv4Address from, Tins::IPv4Address to,
                    const Tins::PDU& transport) {
    Tins::IP packet(to, from);
    packet.ttl(from == phone_ ? ttl_from_phone : ttl_from_server);
    packet.flags(Tins::IP::DONT_FRAGMENT);
    packet.inner_pdu(transport);
    seen_.push_back(Seen{.at = at, .packet = packet});
}

std::vector<Recording::Seen> Recording::in_order() const {
    std::vector<Seen> ordered = seen_;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Seen& a, const Seen& b) { return a.at < b.at; });
    std::map<Tins::IPv4Address, std::uint16_t> next_id;
    Filler filler(seed_, "ip id");
    for (Seen& seen : ordered) {
        const auto [id, first] = next_id.try_emplace(seen.packet.src_addr(), std::uint16_t{0});
        if (first) id->second = static_cast<std::uint16_t>(filler.below(30'000) + 1);
        seen.packet.id(id->second++);
    }
    return ordered;
}

Recording Recording::through(const Tunnel& tunnel) const {
    constexpr std::uint16_t phone_port = 41'194;
    constexpr auto round_trip = std::chrono::milliseconds{170};
    Recording outer(phone_, seed_);
    Filler filler(seed_, "wireguard");
    const Octets phone_index = filler.bytes(4);
    const Octets server_index = filler.bytes(4);
    Octets both = server_index;
    ByteWriter(both).append(phone_index);
    const auto ordered = in_order();
    if (ordered.empty()) return outer;

    const Time opened = ordered.front().at - 2 * round_trip;
    outer.add(opened, phone_, tunnel.server,
              datagram(phone_port, tunnel.port, wireguard_handshake(1, phone_index, 148, filler)));
    outer.add(opened + round_trip, tunnel.server, phone_,
              datagram(tunnel.port, phone_port, wireguard_handshake(2, both, 92, filler)));
    std::uint64_t up = 0;
    std::uint64_t down = 0;
    for (const Seen& seen : ordered) {
        const std::size_t size = seen.packet.size();
        if (seen.packet.src_addr() == phone_) {
            outer.add(seen.at, phone_, tunnel.server,
                      datagram(phone_port, tunnel.port,
                               wireguard_data(server_index, up++, size, filler)));
        } else {
            outer.add(seen.at, tunnel.server, phone_,
                      datagram(tunnel.port, phone_port,
                               wireguard_data(phone_index, down++, size, filler)));
        }
    }
    return outer;
}

Result<void> Recording::write(const std::string& path) const {
    try {
        Tins::PacketWriter writer(path, Tins::DataLinkType<Tins::EthernetII>());
        for (const Seen& seen : in_order()) {
            const bool outbound = seen.packet.src_addr() == phone_;
            Tins::EthernetII frame(outbound ? outside_router : inside_router,
                                   outbound ? inside_router : outside_router);
            frame.inner_pdu(seen.packet);
            const auto since_1970 =
                std::chrono::duration_cast<std::chrono::microseconds>(seen.at.time_since_epoch());
            Tins::Packet packet(frame, Tins::Timestamp(since_1970));
            writer.write(packet);
        }
    } catch (const std::exception& error) {
        return fail(error.what(), path);
    }
    return {};
}

}  // namespace cordon::captures
