#include "sim/scenario/reenact/tcp_end.hh"

#include <algorithm>

namespace cordon {

void TcpEnd::start(std::unique_ptr<TcpSocket> socket) {
    socket_ = std::move(socket);
    listening_ = listen();
    speaking_ = speak();
    listening_.start();
    speaking_.start();
}

Task<void> TcpEnd::listen() {
    while (true) {
        if (!was_open_ && socket_->state() != TcpSocket::State::connecting) {
            was_open_ = socket_->state() == TcpSocket::State::open || socket_->available() > 0;
            open_since_ = scheduler_->now();
        }
        const std::uint64_t came = socket_->available();
        if (came > 0) socket_->skip(came);
        received_ += came;
        // A FIN counts one behind the last byte.
        const bool fin = socket_->remote_closed() && !socket_->failure();
        heard_times_.reached(received_ + (fin ? 1 : 0), scheduler_->now());
        over_ = socket_->state() == TcpSocket::State::ended;
        heard_.notify();
        if (over_) co_return;
        static_cast<void>(co_await socket_->changed().wait());
    }
}

Task<bool> TcpEnd::hear(std::size_t which) {
    while (!over_ && (!was_open_ || !heard_times_.knows(which))) {
        static_cast<void>(co_await heard_.wait());
    }
    co_return was_open_&& heard_times_.knows(which);
}

Task<void> TcpEnd::speak() {
    std::uint64_t offset = 0;
    std::optional<Time> begun;
    std::size_t which = 0;
    for (const Turn& turn : script_.turns) {
        const bool may = co_await hear(which);
        if (!may) co_return;
        Time since = std::max(open_since_, heard_times_.at(which));
        if (begun) since = std::max(since, *begun);
        co_await Sleep(*scheduler_, later_by(since, turn.pause));
        if (over_) co_return;
        say(offset, turn.bytes);
        begun = scheduler_->now();
        offset += turn.bytes;
        ++which;
    }
    const Closing closing = said_->side(side_).closing;
    if (closing.how == Closing::How::open) {
        through_ = true;
        co_return;
    }
    const bool may = co_await hear(which);
    if (!may) co_return;
    Time since = std::max(open_since_, heard_times_.at(which));
    if (begun) since = std::max(since, *begun);
    co_await Sleep(*scheduler_, later_by(since, closing.pause));
    through_ = true;
    if (over_) co_return;
    if (closing.how == Closing::How::fin) {
        socket_->close();
    } else {
        socket_->abort();
    }
}

void TcpEnd::say(std::uint64_t offset, std::uint64_t bytes) {
    for (Content& part : spoken(*said_, side_, offset, bytes)) socket_->send(std::move(part));
}

}  // namespace cordon
