#include "sim/world/packet.hh"

#include <algorithm>

namespace cordon {

void GiveBack::operator()(Packet* packet) const {
    packet->pool_->give_back(*packet);
}

PacketPtr PacketPool::take(std::size_t size) {
    const bool large = size > Packet::small_size;
    std::vector<Packet*>& free = large ? large_free_ : small_free_;
    if (free.empty()) free.push_back(&packets_.emplace_back(*this));
    Packet* packet = free.back();
    free.pop_back();
    if (size > packet->capacity_) {
        const std::size_t room = std::max(size, Packet::large_size);
        packet->large_ = std::make_unique_for_overwrite<std::uint8_t[]>(room);
        packet->capacity_ = static_cast<std::uint32_t>(room);
    }
    packet->size_ = static_cast<std::uint32_t>(size);
    packet->wire_length = packet->size_;
    return PacketPtr(packet);
}

PacketPtr PacketPool::copy(const Packet& packet) {
    PacketPtr same = take(packet.size_);
    std::copy_n(packet.data(), packet.size_, same->data());
    same->wire_length = packet.wire_length;
    same->stream = packet.stream;
    same->stream_offset = packet.stream_offset;
    return same;
}

void PacketPool::give_back(Packet& packet) {
    packet.inner.reset();
    packet.stream = {};
    packet.stream_offset = 0;
    packet.frame = 0;
    packet.from = packet.to = nullptr;
    (packet.large_ ? large_free_ : small_free_).push_back(&packet);
}

}  // namespace cordon
