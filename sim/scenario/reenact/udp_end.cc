#include "sim/scenario/reenact/udp_end.hh"

namespace cordon {

void UdpEnd::start(SharedPort& port) {
    speaking_ = speak(port);
    speaking_.start();
}

void UdpEnd::take(std::uint64_t bytes) {
    ++datagrams_;
    received_ += bytes;
    if (!first_heard_) first_heard_ = scheduler_->now();
    heard_.notify();
}

Task<void> UdpEnd::speak(SharedPort& port) {
    const Endpoint other = side_ == Direction::up ? said_->server : said_->client;
    Time begun = scheduler_->now();
    std::uint64_t offset = 0;
    for (const Turn& turn : said_->turns) {
        if (turn.side != side_) continue;
        while (datagrams_ < turn.heard) static_cast<void>(co_await heard_.wait());
        if (turn.heard > 0) begun = *first_heard_;
        co_await Sleep(*scheduler_, later_by(begun, turn.pause));
        begun = scheduler_->now();
        // One datagram, whole: what was not kept of it is noise.
        std::vector<std::uint8_t> bytes(turn.bytes);
        std::uint64_t filled = 0;
        for (const Content& part : spoken(*said_, side_, offset, turn.bytes)) {
            part.copy(0, std::span(bytes).subspan(filled, part.size()));
            filled += part.size();
        }
        port.send(other, Content::literal(std::move(bytes)));
        offset += turn.bytes;
    }
    through_ = true;
}

SharedPort::SharedPort(Host& host, std::uint16_t port)
    : socket_(host.open_udp(port)), serving_(serve()) {
    serving_.start();
}

Task<void> SharedPort::serve() {
    while (true) {
        while (auto datagram = socket_->receive()) {
            const auto end = ends_.find(datagram->from);
            if (end != ends_.end()) end->second->take(datagram->bytes.size());
        }
        static_cast<void>(co_await socket_->changed().wait());
    }
}

}  // namespace cordon
