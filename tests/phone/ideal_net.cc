#include "tests/phone/ideal_net.hh"

#include "sim/core/ip_address.hh"
#include "tests/phone/ideal_socket.hh"

namespace cordon::test {

TimerId IdealNet::resume_at(Time at, std::coroutine_handle<> who) {
    const std::uint64_t id = ++last_;
    const Time when = std::max(at, now_);
    events_.emplace(Key{when, id}, Event{.who = who, .action = {}});
    timers_.emplace(id, when);
    return static_cast<TimerId>(id);
}

void IdealNet::cancel(TimerId timer) {
    const auto found = timers_.find(static_cast<std::uint64_t>(timer));
    if (found == timers_.end()) return;
    events_.erase({found->second, found->first});
    timers_.erase(found);
}

void IdealNet::at(Time when, std::function<void()> action) {
    events_.emplace(Key{std::max(when, now_), ++last_},
                    Event{.who = {}, .action = std::move(action)});
}

bool IdealNet::step(Time end) {
    const auto next = events_.begin();
    if (next == events_.end() || next->first.first > end) return false;
    now_ = next->first.first;
    timers_.erase(next->first.second);
    const Event event = std::move(next->second);
    events_.erase(next);
    if (event.who) {
        event.who.resume();
    } else {
        event.action();
    }
    return true;
}

void IdealNet::run_until(Time end) {
    while (step(end)) {
    }
    now_ = end;
}

const Hindrance* IdealNet::hindrance(const Endpoint& server) const {
    const auto exact = hindrances_.find({server.address, server.port});
    if (exact != hindrances_.end()) return &exact->second;
    const auto any_port = hindrances_.find({server.address, 0});
    return any_port == hindrances_.end() ? nullptr : &any_port->second;
}

Task<LookUp> IdealNet::look_up(std::string name) {
    asked.push_back(name);
    const auto contains = [&name](const std::string& part) {
        return name.find(part) != std::string::npos;
    };
    const bool is_swallowed = std::any_of(swallowed_.begin(), swallowed_.end(), contains);
    const Duration waits = is_swallowed ? Duration(std::chrono::seconds{15}) : 2 * one_way;
    co_await Sleep(*this, now_ + waits);
    if (is_swallowed) co_return tl::unexpected(NetFailure::timed_out);
    const bool is_forbidden = std::any_of(forbidden_.begin(), forbidden_.end(), contains);
    const auto found = names_.find(name);
    if (is_forbidden || found == names_.end()) co_return tl::unexpected(NetFailure::no_such_name);
    co_return found->second;
}

IdealHost::IdealHost(IdealNet& net, const std::string& address)
    : net_(&net), address_(*parse_ip_address(address)) {
    net.hosts_[address_] = this;
}

std::unique_ptr<TcpSocket> IdealHost::connect(const Endpoint& server) {
    auto connection = std::make_shared<IdealConnection>();
    connection->client = {.address = address_, .port = next_port_++};
    connection->server = server;
    connection->number = net_->carried.size();
    net_->carried.push_back({.server = server, .up_segments = {}, .opening = {}});
    auto socket = std::make_unique<IdealSocket>(*net_, connection, 0);
    net_->at(net_->now() + IdealNet::one_way,
             [net = net_, connection] { arrive(*net, connection); });
    return socket;
}

void IdealHost::arrive(IdealNet& net, const Connection& connection) {
    const Hindrance* hindrance = net.hindrance(connection->server);
    const auto syn = hindrance == nullptr ? Hindrance::Syn::passes : hindrance->syn;
    if (syn == Hindrance::Syn::swallowed) {
        return fail(net, connection, IdealNet::gives_up_after, NetFailure::timed_out);
    }
    const auto host = net.hosts_.find(connection->server.address);
    const bool listens =
        host != net.hosts_.end() && host->second->accepts_.contains(connection->server.port);
    if (syn == Hindrance::Syn::refused || !listens) {
        return fail(net, connection, IdealNet::one_way, NetFailure::refused);
    }
    accept(net, connection, *host->second);
}

void IdealHost::accept(IdealNet& net, const Connection& connection, const IdealHost& listener) {
    net.at(net.now() + IdealNet::one_way, [connection] {
        IdealSocket* const client = connection->sockets[0];
        if (client != nullptr) client->open();
    });
    net.at(net.now() + 2 * IdealNet::one_way, [&net, connection, &listener] {
        if (connection->reset) return;
        auto accepted = std::make_unique<IdealSocket>(net, connection, 1);
        accepted->open();
        listener.accepts_.at(connection->server.port)(std::move(accepted));
    });
}

void IdealHost::fail(IdealNet& net, const Connection& connection, Duration after,
                     NetFailure failure) {
    net.at(net.now() + after, [connection, failure] {
        IdealSocket* const client = connection->sockets[0];
        if (client != nullptr) client->fail(failure);
    });
}

std::unique_ptr<UdpSocket> IdealHost::open_udp(std::uint16_t port) {
    const std::uint16_t taken = port != 0 ? port : next_port_++;
    auto socket = std::make_unique<IdealUdp>(*this, taken);
    udp_[taken] = socket.get();
    return socket;
}

}  // namespace cordon::test
