#include "sim/world/tcp/tcp_stack.hh"

#include <algorithm>

#include "sim/core/keyed_random.hh"
#include "sim/craft/ip_packet.hh"
#include "sim/world/world_host.hh"

namespace cordon {
namespace {

/// What a program holds; the host holds the connection.
class HeldConnection final : public TcpSocket {
public:
    HeldConnection(TcpStack& stack, TcpConnection& connection)
        : stack_(&stack), connection_(&connection) {}
    HeldConnection(const HeldConnection&) = delete;
    HeldConnection& operator=(const HeldConnection&) = delete;
    ~HeldConnection() override {
        connection_->let_go();
        stack_->settle(*connection_);
    }

    [[nodiscard]] State state() const override { return connection_->state(); }
    [[nodiscard]] std::optional<NetFailure> failure() const override {
        return connection_->failure();
    }
    [[nodiscard]] Endpoint local() const override { return connection_->local(); }
    [[nodiscard]] Endpoint remote() const override { return connection_->remote(); }
    void send(Content content) override { connection_->send(std::move(content)); }
    [[nodiscard]] std::uint64_t unacknowledged() const override {
        return connection_->unacknowledged();
    }
    [[nodiscard]] std::optional<Duration> round_trip() const override {
        const Duration smoothed = connection_->rtt().smoothed();
        return smoothed > Duration{0} ? std::optional(smoothed) : std::nullopt;
    }
    [[nodiscard]] std::uint64_t available() const override { return connection_->available(); }
    [[nodiscard]] std::vector<std::uint8_t> take(std::uint64_t count) override {
        return connection_->take(count);
    }
    void skip(std::uint64_t count) override { connection_->skip(count); }
    [[nodiscard]] bool remote_closed() const override { return connection_->remote_closed(); }
    void close() override { connection_->close(); }
    void abort() override { connection_->abort(); }
    [[nodiscard]] Notice& changed() override { return connection_->changed(); }

private:
    TcpStack* stack_;
    TcpConnection* connection_;
};

/// What a program holds where there is no way to the other end.
class NoConnection final : public TcpSocket {
public:
    NoConnection(Scheduler& scheduler, const Endpoint& remote)
        : remote_(remote), changed_(scheduler) {}

    [[nodiscard]] State state() const override { return State::ended; }
    [[nodiscard]] std::optional<NetFailure> failure() const override {
        return NetFailure::unreachable;
    }
    [[nodiscard]] Endpoint local() const override { return {}; }
    [[nodiscard]] Endpoint remote() const override { return remote_; }
    void send(Content) override {}
    [[nodiscard]] std::uint64_t unacknowledged() const override { return 0; }
    [[nodiscard]] std::uint64_t available() const override { return 0; }
    [[nodiscard]] std::vector<std::uint8_t> take(std::uint64_t) override { return {}; }
    void skip(std::uint64_t) override {}
    [[nodiscard]] bool remote_closed() const override { return false; }
    void close() override {}
    void abort() override {}
    [[nodiscard]] Notice& changed() override { return changed_; }

private:
    Endpoint remote_;
    Notice changed_;
};

KeyedRandom draw_for(KeyedRandom key, const Endpoint& local, const Endpoint& remote) {
    return key.mix(local.address.high())
        .mix(local.address.low())
        .mix(remote.address.high())
        .mix(remote.address.low())
        .mix(std::uint64_t{local.port} << 16U | remote.port);
}

}  // namespace

EventQueue& TcpStack::queue() const {
    return host_->queue();
}

std::unique_ptr<TcpSocket> TcpStack::connect(const Endpoint& remote) {
    const std::optional<IpAddress> address = host_->source_for(remote.address);
    const std::optional<std::uint16_t> port = address ? free_port(*address, remote) : std::nullopt;
    if (!port) return std::make_unique<NoConnection>(queue(), remote);
    const Endpoint local{.address = *address, .port = *port};
    TcpConnection& added = table_.add(std::make_unique<TcpConnection>(*this, local, remote));
    return std::make_unique<HeldConnection>(*this, added);
}

/// One of the profile's range at random, as RFC 6056 asks for, that these ends do not use yet.
std::optional<std::uint16_t> TcpStack::free_port(const IpAddress& local, const Endpoint& remote) {
    const auto range = static_cast<std::uint32_t>(profile_->last_port) - profile_->first_port + 1U;
    const KeyedRandom draw = host_->draws("port").mix(++opened_);
    auto offset = static_cast<std::uint32_t>(draw.below(range));
    for (std::uint32_t tries = 0; tries < range; ++tries, offset = (offset + 1) % range) {
        const auto port = static_cast<std::uint16_t>(profile_->first_port + offset);
        if (find({.address = local, .port = port}, remote) == nullptr) return port;
    }
    return std::nullopt;
}

void TcpStack::listen(std::uint16_t port, Host::Accept accept) {
    if (Listener* known = listener(port)) {
        known->accept = std::move(accept);
    } else {
        if (!listeners_) listeners_ = std::make_unique<std::vector<Listener>>();
        listeners_->push_back({.port = port, .accept = std::move(accept)});
    }
}

TcpStack::Listener* TcpStack::listener(std::uint16_t port) {
    if (!listeners_) return nullptr;
    const auto found = std::find_if(listeners_->begin(), listeners_->end(),
                                    [port](const Listener& one) { return one.port == port; });
    return found == listeners_->end() ? nullptr : &*found;
}

void TcpStack::receive(const Packet& packet, const Headers& headers) {
    const Endpoint local{.address = headers.dst, .port = headers.dst_port};
    const Endpoint remote{.address = headers.src, .port = headers.src_port};
    const TcpSegment segment = read_segment(packet, headers);
    TcpConnection* connection = table_.find(local, remote);
    const bool new_syn = segment.flags.is_syn() && !segment.flags.rst();
    if (connection != nullptr && new_syn && connection->gives_way_to(segment)) {
        table_.remove(*connection);
        connection = nullptr;
    }
    if (connection == nullptr) {
        if (new_syn && listener(local.port) != nullptr) {
            table_.add(std::make_unique<TcpConnection>(*this, local, remote, segment));
        } else {
            refuse(local, remote, segment);
        }
        return;
    }
    connection->on_segment(segment);
    if (connection->is_newly_accepted()) {
        hand_over(*connection);
        connection = table_.find(local, remote);  // its program may be done with it already
    }
    if (connection != nullptr) settle(*connection);
}

void TcpStack::hand_over(TcpConnection& connection) {
    auto socket = std::make_unique<HeldConnection>(*this, connection);
    if (Listener* known = listener(connection.local().port)) {
        const Host::Accept accept = known->accept;  // it may change who listens
        accept(std::move(socket));
    }
}

void TcpStack::transmit(const OutgoingSegment& segment, Route& route) {
    WorldHost* to = host_->follow(route, segment.dst.address);
    const std::uint32_t stored = host_->stores(segment, to) ? segment.length : 0;
    host_->send_tcp(make_packet(host_->packets(), segment, stored), to);
}

void TcpStack::refuse(const Endpoint& local, const Endpoint& remote, const TcpSegment& segment) {
    if (segment.flags.rst()) return;
    OutgoingSegment reset;
    reset.src = local;
    reset.dst = remote;
    reset.ttl = profile_->ttl;
    reset.flags = tcp_flag::rst;
    if (segment.flags.ack()) {
        reset.seq = segment.ack;
    } else {
        reset.flags |= tcp_flag::ack;
        reset.ack = segment.seq + segment.length + (segment.flags.syn() ? 1U : 0U) +
                    (segment.flags.fin() ? 1U : 0U);
    }
    Route route;
    transmit(reset, route);
}

void TcpStack::settle(TcpConnection& connection) {
    // One that never opened was never anybody's.
    if (connection.is_over() && connection.is_nobodys()) table_.remove(connection);
}

/// RFC 6528: a clock of 4 us plus a keyed hash of both ends.
Seq32 TcpStack::initial_sequence(const Endpoint& local, const Endpoint& remote) const {
    const KeyedRandom draw = draw_for(host_->draws("isn"), local, remote);
    const auto ticks = static_cast<std::uint64_t>(to_ns(queue().now())) / 4'000;
    return Seq32{static_cast<std::uint32_t>(draw.bits() + ticks)};
}

std::uint16_t TcpStack::first_ip_id(const Endpoint& local, const Endpoint& remote) const {
    const KeyedRandom draw = draw_for(host_->draws("ip-id"), local, remote);
    return static_cast<std::uint16_t>(draw.bits());
}

std::uint16_t TcpStack::own_segment(const IpAddress& remote) const {
    const std::uint32_t headers = remote.is_v4() ? 40 : 60;
    return static_cast<std::uint16_t>(host_->mtu() - headers);
}

}  // namespace cordon
