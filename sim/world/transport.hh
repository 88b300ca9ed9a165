#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "sim/core/endpoint.hh"
#include "sim/core/notice.hh"
#include "sim/core/scheduler.hh"
#include "sim/core/task.hh"
#include "sim/craft/content.hh"

namespace cordon {

/// Why the network did not do what a program asked of it.
enum class NetFailure : std::uint8_t {
    timed_out,      // nobody answered, for as long as the host goes on trying
    refused,        // a reset answered the SYN
    reset,          // a reset ended an open connection
    unreachable,    // there is no way to it: no resolver, no address of its kind, no free port
    no_such_name,   // DNS: the name does not exist, or has no address
    server_failed,  // DNS: another error answer
};
[[nodiscard]] std::string_view to_text(NetFailure failure);  // "timed out"

/// One end of a TCP connection, as a program sees it. Destroying one that is open closes it as
/// close() does and leaves the rest to the host.
class TcpSocket {
public:
    TcpSocket() = default;
    TcpSocket(const TcpSocket&) = delete;
    TcpSocket& operator=(const TcpSocket&) = delete;
    virtual ~TcpSocket() = default;

    enum class State : std::uint8_t {
        connecting,  // no answer yet
        open,        // may send; may have received
        ended,       // both directions are over, or it failed
    };
    [[nodiscard]] virtual State state() const = 0;
    /// Why it ended, when it did not end in order.
    [[nodiscard]] virtual std::optional<NetFailure> failure() const = 0;
    [[nodiscard]] virtual Endpoint local() const = 0;
    [[nodiscard]] virtual Endpoint remote() const = 0;

    /// Queues bytes; those queued while connecting go out once it is open. Nothing after close().
    virtual void send(Content content) = 0;
    /// Bytes queued that the other end has not acknowledged.
    [[nodiscard]] virtual std::uint64_t unacknowledged() const = 0;

    /// How long a packet and its acknowledgment take, smoothed, as the host's TCP measures it (RFC
    /// 6298; TCP_INFO of kernel sockets); none where that is not known.
    [[nodiscard]] virtual std::optional<Duration> round_trip() const { return std::nullopt; }

    /// Bytes that have come in order and were not taken yet.
    [[nodiscard]] virtual std::uint64_t available() const = 0;
    /// Takes the next `count` bytes. Requires: count <= available().
    [[nodiscard]] virtual std::vector<std::uint8_t> take(std::uint64_t count) = 0;
    /// Takes them without looking, which costs nothing. Requires: as take().
    virtual void skip(std::uint64_t count) = 0;
    /// The other end will send no more than what is available.
    [[nodiscard]] virtual bool remote_closed() const = 0;

    /// A FIN once all that was queued has been sent.
    virtual void close() = 0;
    /// A RST now; what was queued is lost.
    virtual void abort() = 0;

    /// Told of every change that the questions above can show.
    [[nodiscard]] virtual Notice& changed() = 0;
};

/// A datagram as it came.
struct Datagram {
    Endpoint from;
    std::vector<std::uint8_t> bytes;
};

/// A UDP port of a host. Destroying it closes the port.
class UdpSocket {
public:
    UdpSocket() = default;
    UdpSocket(const UdpSocket&) = delete;
    UdpSocket& operator=(const UdpSocket&) = delete;
    virtual ~UdpSocket() = default;

    [[nodiscard]] virtual std::uint16_t port() const = 0;
    /// Sends one datagram of at most 65,507 bytes.
    virtual void send(const Endpoint& to, const Content& content) = 0;
    /// The next datagram that has come; none when there is none. At most 256 wait; later ones are
    /// lost.
    [[nodiscard]] virtual std::optional<Datagram> receive() = 0;
    [[nodiscard]] virtual Notice& changed() = 0;
};

/// The addresses of a name, in the order in which they came; never empty.
using LookUp = tl::expected<std::vector<IpAddress>, NetFailure>;

/// What programs ask of the machine that they run on. `world/` answers in virtual time.
class Host {
public:
    Host() = default;
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;
    virtual ~Host() = default;

    [[nodiscard]] virtual Scheduler& scheduler() = 0;
    [[nodiscard]] virtual IpAddress address() const = 0;

    /// Begins a connection; what becomes of it the socket tells.
    [[nodiscard]] virtual std::unique_ptr<TcpSocket> connect(const Endpoint& server) = 0;
    /// Hands every connection made to `port` to `accept` once it is open.
    using Accept = std::function<void(std::unique_ptr<TcpSocket>)>;
    virtual void listen(std::uint16_t port, Accept accept) = 0;
    /// Opens a UDP port; 0 takes a free one. When none is free the socket's port is 0: nothing
    /// leaves it or comes to it.
    [[nodiscard]] virtual std::unique_ptr<UdpSocket> open_udp(std::uint16_t port) = 0;
    /// Asks the resolver that this host uses, with the host's own retries.
    [[nodiscard]] virtual Task<LookUp> look_up(std::string name) = 0;

    [[nodiscard]] Time now() { return scheduler().now(); }
};

}  // namespace cordon
