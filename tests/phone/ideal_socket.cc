#include "tests/phone/ideal_socket.hh"

#include <algorithm>

namespace cordon::test {
namespace {

constexpr std::size_t longest_segment = 8'192;

}  // namespace

IdealSocket::IdealSocket(IdealNet& net, std::shared_ptr<IdealConnection> connection,
                         std::size_t side)
    : net_(&net), connection_(std::move(connection)), side_(side), changed_(net) {
    connection_->sockets[side] = this;
}

IdealSocket::~IdealSocket() {
    close();
    connection_->sockets[side_] = nullptr;
}

Endpoint IdealSocket::local() const {
    return side_ == 0 ? connection_->client : connection_->server;
}
Endpoint IdealSocket::remote() const {
    return side_ == 0 ? connection_->server : connection_->client;
}

void IdealSocket::send(Content content) {
    if (closing_ || state_ == State::ended) return;
    const std::size_t before = outbox_.size();
    outbox_.resize(before + content.size());
    content.copy(0, std::span(outbox_).subspan(before));
    unacknowledged_ += content.size();
    if (state_ != State::open || flush_planned_) return;
    flush_planned_ = true;
    net_->at(net_->now(), [connection = connection_, side = side_] {
        if (connection->sockets[side] != nullptr) connection->sockets[side]->flush();
    });
}

void IdealSocket::flush() {
    flush_planned_ = false;
    std::size_t at = 0;
    while (at < outbox_.size()) {
        const std::size_t size = std::min(longest_segment, outbox_.size() - at);
        const auto begin = outbox_.begin() + static_cast<std::ptrdiff_t>(at);
        transmit({begin, begin + static_cast<std::ptrdiff_t>(size)});
        at += size;
    }
    outbox_.clear();
    if (!closing_) return;
    const Time arrives = std::max(net_->now(), connection_->link_free[side_]) + IdealNet::one_way;
    net_->at(arrives, [connection = connection_, to = 1 - side_] {
        if (connection->sockets[to] != nullptr) connection->sockets[to]->receive_fin();
    });
}

void IdealSocket::transmit(std::vector<std::uint8_t> segment) {
    const Hindrance* hindrance = net_->hindrance(connection_->server);
    const Hindrance none;
    const Hindrance& here = hindrance == nullptr ? none : *hindrance;
    if (connection_->is_condemned) return;
    record(segment);
    const Time sent = leaves(segment.size(), here);
    if (here.cuts) return;
    const std::uint64_t up = net_->carried[connection_->number].up;
    if (side_ == 0 && here.reset_after > 0 && up > here.reset_after) {
        connection_->is_condemned = true;
        net_->at(sent + IdealNet::one_way, [connection = connection_] {
            tell_reset(connection, 0);
            tell_reset(connection, 1);
        });
        return;
    }
    if (side_ == 1 && !here.says.empty()) {
        if (std::exchange(connection_->has_spoken, true)) return;
        segment.assign(here.says.begin(), here.says.end());
    }
    deliver(std::move(segment), sent);
}

void IdealSocket::record(const std::vector<std::uint8_t>& segment) {
    IdealNet::Carried& carried = net_->carried[connection_->number];
    std::uint64_t& total = side_ == 0 ? carried.up : carried.down;
    total += segment.size();
    if (side_ == 1 || carried.up_segments.size() == 16) return;
    carried.up_segments.push_back(segment.size());
    const std::size_t opening = std::min(segment.size(), 64 - carried.opening.size());
    carried.opening.insert(carried.opening.end(), segment.begin(),
                           segment.begin() + static_cast<std::ptrdiff_t>(opening));
}

Time IdealSocket::leaves(std::uint64_t size, const Hindrance& here) {
    const std::uint64_t rate = side_ == 0 ? here.up_bytes_a_second : here.down_bytes_a_second;
    Time& free = connection_->link_free[side_];
    free = std::max(free, net_->now());
    if (rate > 0) free += Duration(static_cast<std::int64_t>(size * ns_per_s / rate));
    return free;
}

void IdealSocket::deliver(std::vector<std::uint8_t> segment, Time sent) {
    const std::uint64_t size = segment.size();
    net_->at(sent + IdealNet::one_way,
             [connection = connection_, to = 1 - side_, bytes = std::move(segment)] {
                 if (connection->reset || connection->sockets[to] == nullptr) return;
                 connection->sockets[to]->receive(bytes);
             });
    net_->at(sent + 2 * IdealNet::one_way, [connection = connection_, side = side_, size] {
        IdealSocket* const socket = connection->sockets[side];
        if (connection->reset || socket == nullptr) return;
        socket->unacknowledged_ -= std::min(socket->unacknowledged_, size);
        socket->changed_.notify();
    });
}

std::vector<std::uint8_t> IdealSocket::take(std::uint64_t count) {
    const auto end = inbox_.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<std::uint8_t> taken(inbox_.begin(), end);
    inbox_.erase(inbox_.begin(), end);
    return taken;
}

void IdealSocket::receive(const std::vector<std::uint8_t>& bytes) {
    inbox_.insert(inbox_.end(), bytes.begin(), bytes.end());
    changed_.notify();
}

void IdealSocket::receive_fin() {
    remote_closed_ = true;
    end_if_both_closed();
    changed_.notify();
}

void IdealSocket::end_if_both_closed() {
    if (closing_ && remote_closed_) state_ = State::ended;
}

void IdealSocket::open() {
    if (state_ != State::connecting) return;
    state_ = State::open;
    flush();
    changed_.notify();
}

void IdealSocket::fail(NetFailure failure) {
    if (state_ == State::ended) return;
    state_ = State::ended;
    failure_ = failure;
    changed_.notify();
}

void IdealSocket::close() {
    if (closing_ || state_ == State::ended) return;
    closing_ = true;
    if (state_ == State::open) flush();
    end_if_both_closed();
}

void IdealSocket::abort() {
    if (state_ == State::ended) return;
    state_ = State::ended;
    failure_ = NetFailure::reset;
    connection_->reset = true;
    net_->at(net_->now() + IdealNet::one_way,
             [connection = connection_, other = 1 - side_] { tell_reset(connection, other); });
    changed_.notify();
}

void IdealSocket::tell_reset(const std::shared_ptr<IdealConnection>& connection, std::size_t side) {
    connection->reset = true;
    if (connection->sockets[side] != nullptr) connection->sockets[side]->fail(NetFailure::reset);
}

void IdealUdp::send(const Endpoint& to, const Content& content) {
    IdealNet& net = *host_->net_;
    const Endpoint from{.address = host_->address_, .port = port_};
    // A datagram goes to a server or comes from one: whichever of the two is hindered.
    for (const Endpoint& end : {to, from}) {
        const Hindrance* hindrance = net.hindrance(end);
        if (hindrance != nullptr && hindrance->cuts) return;
    }
    std::vector<std::uint8_t> bytes(content.size());
    content.copy(0, bytes);
    net.at(net.now() + IdealNet::one_way, [&net, to, from, bytes = std::move(bytes)] {
        const auto host = net.hosts_.find(to.address);
        if (host == net.hosts_.end()) return;
        const auto socket = host->second->udp_.find(to.port);
        if (socket == host->second->udp_.end()) return;
        socket->second->inbox_.push_back(Datagram{.from = from, .bytes = bytes});
        socket->second->changed_.notify();
    });
}

std::optional<Datagram> IdealUdp::receive() {
    if (inbox_.empty()) return std::nullopt;
    Datagram first = std::move(inbox_.front());
    inbox_.pop_front();
    return first;
}

}  // namespace cordon::test
