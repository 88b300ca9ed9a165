#pragma once

#include <span>

#include "sim/core/crowd.hh"
#include "sim/world/servers/messenger.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// A chat server on a host: takes connections on its ports, reads the opening of 2017 (with or
/// without routing bytes) and the hello, answers, and passes what phones say to the messenger. What
/// is not of the protocol it cuts with a reset; who says nothing for `idle` it lets go.
class ChatServer {
public:
    /// Time-out of the service's official proxy (WhatsApp/proxy, HAProxy configuration).
    static constexpr Duration idle = std::chrono::seconds{200};
    static constexpr Duration opening = std::chrono::seconds{60};  // choice

    /// `host` and `messenger` must outlive it; it must outlive what the host does.
    ChatServer(Host& host, Messenger& messenger, std::span<const std::uint16_t> ports,
               std::uint64_t seed);

    [[nodiscard]] std::size_t connections() const { return crowd_.size(); }

private:
    class Talk;
    Task<void> serve(std::unique_ptr<TcpSocket> socket, std::uint64_t number);

    Host* host_;
    Messenger* messenger_;
    std::uint64_t seed_;
    std::uint64_t accepted_ = 0;
    Crowd crowd_;
};

}  // namespace cordon
