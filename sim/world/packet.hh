#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/world/event_queue.hh"
#include "sim/world/sent_stream.hh"

namespace cordon {

class Packet;
class PacketPool;
class WorldHost;

/// Takes a packet onward when it has reached the end of a stretch of its way.
class PacketCarrier {
public:
    PacketCarrier() = default;
    PacketCarrier(const PacketCarrier&) = delete;
    PacketCarrier& operator=(const PacketCarrier&) = delete;
    virtual void carry(Packet& packet) = 0;

protected:
    ~PacketCarrier() = default;
};

/// Where packets to an address go, kept by who sends many: looked up again when routes changed.
struct Route {
    WorldHost* to = nullptr;
    std::uint32_t version = 0;
};

struct GiveBack {
    void operator()(Packet* packet) const;
};
using PacketPtr = std::unique_ptr<Packet, GiveBack>;

/// One IP packet on its way: its bytes, and what its payload is where the bytes were cut. Three
/// cache lines: most packets rest in memory for longer than they stay in a cache.
class alignas(64) Packet final : public EventTarget {
public:
    /// Where it is to go next.
    enum class Stage : std::uint8_t { path_to_wall, wall, path_from_wall, access_down, host };

    explicit Packet(PacketPool& pool) : pool_(&pool) {}

    /// As stored: the headers whole, the payload perhaps cut.
    [[nodiscard]] Bytes bytes() const { return {data(), size_}; }
    [[nodiscard]] std::span<std::uint8_t> room() { return {data(), size_}; }
    void on_event() override;

    WorldHost* from = nullptr;  // null: made by the wall, for an address that is nobody's
    WorldHost* to = nullptr;
    PacketPtr inner;                  // what a tunnel carries in it
    StreamRef stream;                 // of whose bytes a TCP payload is a part; none: see bytes()
    std::uint64_t stream_offset = 0;  // of its first byte
    std::uint64_t frame = 0;          // its number at the wall
    std::uint32_t wire_length = 0;    // bytes on the wire
    Stage stage = Stage::host;

private:
    friend class PacketPool;
    friend struct GiveBack;
    static constexpr std::size_t small_size = 104;  // any headers without payload
    static constexpr std::size_t large_size = 1536;

    [[nodiscard]] const std::uint8_t* data() const { return large_ ? large_.get() : small_.data(); }
    [[nodiscard]] std::uint8_t* data() { return large_ ? large_.get() : small_.data(); }

    std::uint32_t size_ = 0;
    std::uint32_t capacity_ = small_size;
    PacketPool* pool_;
    std::unique_ptr<std::uint8_t[]> large_;
    std::array<std::uint8_t, small_size> small_;
};
static_assert(sizeof(Packet) == 192);

/// Owns all packets, on their way or not. Must outlive what refers to them.
class PacketPool {
public:
    /// `carrier` is who takes these packets onward.
    explicit PacketPool(PacketCarrier& carrier) : carrier_(&carrier) {}
    PacketPool(const PacketPool&) = delete;
    PacketPool& operator=(const PacketPool&) = delete;
    /// What tunnelled packets carry is given back while all packets are still there.
    ~PacketPool() {
        for (Packet& packet : packets_) packet.inner.reset();
    }

    /// A packet with room for `size` bytes, none of them set.
    [[nodiscard]] PacketPtr take(std::size_t size);
    /// The same packet once more, as far as its bytes and content go.
    [[nodiscard]] PacketPtr copy(const Packet& packet);
    [[nodiscard]] std::size_t made() const { return packets_.size(); }

private:
    friend class Packet;
    friend struct GiveBack;
    void give_back(Packet& packet);

    PacketCarrier* carrier_;
    std::deque<Packet> packets_;
    std::vector<Packet*> small_free_, large_free_;
};

inline void Packet::on_event() {
    pool_->carrier_->carry(*this);
}

}  // namespace cordon
