#include "sim/world/tcp/connection_table.hh"

namespace cordon {
namespace {

/// Has memory fetch all of a connection at once; most of it will be needed.
void fetch(const TcpConnection& connection) {
    constexpr std::size_t line = 64;
    const auto* bytes = reinterpret_cast<const char*>(&connection);
    for (std::size_t at = 0; at < sizeof(connection); at += line) __builtin_prefetch(bytes + at);
}

}  // namespace

std::uint32_t ConnectionTable::hash(const Endpoint& local, const Endpoint& remote) {
    // Fibonacci hashing of the words; only spread matters here.
    std::uint64_t mixed = remote.address.low() ^ (remote.address.high() * 31);
    mixed ^= (local.address.low() + local.address.high()) * 0x9e3779b97f4a7c15U;
    mixed ^= (std::uint64_t{remote.port} << 32U | local.port) * 0xff51afd7ed558ccdU;
    mixed *= 0x9e3779b97f4a7c15U;
    return static_cast<std::uint32_t>(mixed >> 32U);
}

TcpConnection* ConnectionTable::find(const Endpoint& local, const Endpoint& remote) const {
    if (room_ == 0) return nullptr;
    const std::uint32_t wanted = hash(local, remote);
    for (std::size_t at = place(wanted); slots_[at].connection; at = place(at + 1)) {
        const Slot& slot = slots_[at];
        if (slot.hash != wanted) continue;
        fetch(*slot.connection);
        if (slot.connection->is_between(local, remote)) return slot.connection.get();
    }
    return nullptr;
}

TcpConnection& ConnectionTable::add(std::unique_ptr<TcpConnection> connection) {
    if ((count_ + 1) * 4 > room_ * 3) grow();
    TcpConnection& added = *connection;
    put(hash(added.local(), added.remote()), std::move(connection));
    ++count_;
    return added;
}

void ConnectionTable::put(std::uint32_t hash, std::unique_ptr<TcpConnection> connection) {
    std::size_t at = place(hash);
    while (slots_[at].connection) at = place(at + 1);
    slots_[at].hash = hash;
    slots_[at].connection = std::move(connection);
}

void ConnectionTable::grow() {
    constexpr std::uint32_t fewest = 2;
    const std::unique_ptr<Slot[]> old = std::move(slots_);
    const std::uint32_t before = room_;
    room_ = before == 0 ? fewest : before * 2;
    slots_ = std::make_unique<Slot[]>(room_);
    for (std::uint32_t at = 0; at < before; ++at) {
        if (old[at].connection) put(old[at].hash, std::move(old[at].connection));
    }
}

void ConnectionTable::remove(const TcpConnection& connection) {
    std::size_t hole = place(hash(connection.local(), connection.remote()));
    while (slots_[hole].connection.get() != &connection) {
        if (!slots_[hole].connection) return;
        hole = place(hole + 1);
    }
    slots_[hole].connection.reset();
    --count_;
    // Those behind it close up, so that no search ends at the hole.
    for (std::size_t at = place(hole + 1); slots_[at].connection; at = place(at + 1)) {
        const std::size_t home = place(slots_[at].hash);
        const std::size_t from_home = place(at - home);
        const std::size_t from_hole = place(at - hole);
        if (from_home < from_hole) continue;
        slots_[hole] = std::move(slots_[at]);
        hole = at;
    }
}

}  // namespace cordon
