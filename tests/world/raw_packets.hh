#pragma once

#include <algorithm>
#include <functional>

#include "sim/decode/decode.hh"
#include "sim/world/world.hh"

namespace cordon::test {

/// Sends an IP packet as it is, whatever its source says.
inline void send_raw(WorldHost& host, Bytes bytes) {
    const Decoded decoded =
        decode(bytes, LinkType::raw_ip, static_cast<std::uint32_t>(bytes.size()));
    PacketPtr packet = host.packets().take(bytes.size());
    std::copy(bytes.begin(), bytes.end(), packet->room().begin());
    host.send(std::move(packet), decoded.headers.dst);
}

/// Sees what one host sends, where the wall would be.
class SentBy final : public WorldRecorder {
public:
    using See = std::function<void(const Arrival&)>;
    SentBy(World& world, WorldHost& host, See see)
        : address_(host.address()), see_(std::move(see)) {
        world.record(host, this);
    }
    void arrived(const Arrival& packet) override {
        const Decoded decoded = decode(packet.bytes, packet.link, packet.wire_length);
        if (decoded.headers.src == address_) see_(packet);
    }
    void left(const Arrival& /*packet*/) override {}

private:
    IpAddress address_;
    See see_;
};

}  // namespace cordon::test
