#pragma once

#include <cstdint>
#include <memory>

#include "sim/core/endpoint.hh"
#include "sim/world/tcp/tcp_connection.hh"

namespace cordon {

/// The connections of a host, found by both ends. Open addressing, two slots at first.
class ConnectionTable {
public:
    [[nodiscard]] TcpConnection* find(const Endpoint& local, const Endpoint& remote) const;
    /// Requires: none with these ends.
    TcpConnection& add(std::unique_ptr<TcpConnection> connection);
    void remove(const TcpConnection& connection);

    [[nodiscard]] std::size_t size() const { return count_; }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::unique_ptr<TcpConnection> connection;
    };
    [[nodiscard]] static std::uint32_t hash(const Endpoint& local, const Endpoint& remote);
    [[nodiscard]] std::size_t place(std::size_t at) const { return at & (room_ - 1); }
    void put(std::uint32_t hash, std::unique_ptr<TcpConnection> connection);
    void grow();

    std::unique_ptr<Slot[]> slots_;
    std::uint32_t room_ = 0;  // slots: a power of two, or none
    std::uint32_t count_ = 0;
};

}  // namespace cordon
