// What a connection does for its program.
#include <algorithm>
#include <cassert>

#include "sim/world/tcp/tcp_connection.hh"

namespace cordon {

TcpSocket::State TcpConnection::state() const {
    if (!is_synchronized()) return TcpSocket::State::connecting;
    const bool over = state_ == TcpState::closed || state_ == TcpState::time_wait;
    return over ? TcpSocket::State::ended : TcpSocket::State::open;
}

std::uint64_t TcpConnection::unacknowledged() const {
    const TcpPosition done = std::clamp<TcpPosition>(unacknowledged_, 1, stream_end());
    return stream_end() - done;
}

void TcpConnection::send(Content content) {
    assert(!fin_queued_);
    if (state_ == TcpState::closed || fin_queued_) return;
    stream_->append(std::move(content));
    output();
    arm();
}

void TcpConnection::close() {
    if (state_ == TcpState::closed || fin_queued_) return;
    fin_queued_ = true;
    output();
    arm();
}

void TcpConnection::abort() {
    if (state_ == TcpState::closed) return;
    if (state_ != TcpState::syn_sent && state_ != TcpState::time_wait) send_reset();
    end(std::nullopt);
}

std::vector<std::uint8_t> TcpConnection::take(std::uint64_t count) {
    std::vector<std::uint8_t> bytes = received_.take(count);
    maybe_update_window();
    return bytes;
}

void TcpConnection::skip(std::uint64_t count) {
    received_.skip(count);
    maybe_update_window();
}

bool TcpConnection::gives_way_to(const TcpSegment& syn) const {
    if (!is_nobodys()) return false;
    if (state_ == TcpState::closed) return true;
    return state_ == TcpState::time_wait && syn.seq > received_seq_at(receive_next());
}

void TcpConnection::let_go() {
    let_go_ = true;
    if (state_ == TcpState::syn_sent) {
        end(std::nullopt);
        return;
    }
    close();
    if (state_ == TcpState::fin_wait_2) {
        set(Clock::linger, now() + profile().fin_wait_2);
        arm();
    }
}

}  // namespace cordon
