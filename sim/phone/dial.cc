#include "sim/phone/dial.hh"

#include "sim/core/within.hh"
#include "sim/phone/trouble.hh"

namespace cordon {

Task<Dialled> dial(Host& host, Endpoint server, Time deadline) {
    std::unique_ptr<TcpSocket> socket = host.connect(server);
    while (socket->state() == TcpSocket::State::connecting) {
        const bool news = co_await socket->changed().wait(deadline);
        if (news) continue;
        socket->abort();
        co_return Dialled(nullptr, Trouble::timed_out);
    }
    if (socket->state() == TcpSocket::State::open) {
        co_return Dialled(std::move(socket), Trouble::none);
    }
    const Trouble met = trouble_of(socket->failure().value_or(NetFailure::reset));
    co_return Dialled(nullptr, met);
}

Task<std::vector<IpAddress>> addresses_of(Host& host, std::string name, Time deadline) {
    Task<LookUp> look_up = host.look_up(std::move(name));
    std::optional<LookUp> answer = co_await within(host.scheduler(), deadline, std::move(look_up));
    if (!answer || !*answer) co_return std::vector<IpAddress>();
    co_return std::move(**answer);
}

}  // namespace cordon
