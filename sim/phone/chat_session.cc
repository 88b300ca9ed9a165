#include "sim/phone/chat_session.hh"

#include <algorithm>

#include "sim/core/keyed_random.hh"
#include "sim/craft/chat_bytes.hh"
#include "sim/phone/trouble.hh"

namespace cordon {
namespace {

/// More are counted no further. Choice: pauses have long come to Timings::longest_pause then, and
/// doubling cannot overflow.
constexpr std::uint32_t most_failures = 16;

}  // namespace

using Kind = ChatMessage::Kind;

ChatSession::ChatSession(Host& host, const PhoneSettings& settings, AccountId account,
                         Listener& listener)
    : host_(&host),
      settings_(&settings),
      listener_(&listener),
      account_(account),
      news_(host.scheduler()) {}

ChatSession::~ChatSession() {
    stop();
}

void ChatSession::start() {
    if (is_running()) return;
    life_ = live();
    life_.start();
}

void ChatSession::stop() {
    life_ = Task<void>();
    if (open_ || socket_) part();
}

void ChatSession::hurry() {
    failures_ = 0;
    if (!socket_) news_.notify();
}

Task<void> ChatSession::live() {
    for (;;) {
        const bool reached = co_await reach();
        if (reached) {
            failures_ = 0;
            while (read()) {
                const bool news = co_await socket_->changed().wait(next_look());
                if (!news) tend();
            }
            part();
        } else if (failures_ < most_failures) {
            ++failures_;
        }
        co_await pause();
    }
}

/// Apart, so that the script of a phone whose chat is open need not hold it.
Task<void> ChatSession::pause() {
    const Timings& timings = settings_->timings;
    const Duration doubled = timings.first_pause * (std::int64_t{1} << failures_) / 2;
    const Duration pause = std::clamp(doubled, timings.first_pause, timings.longest_pause);
    const Time until = host_->now() + pause;
    static_cast<void>(co_await news_.wait(until));
}

Time ChatSession::next_look() const {
    const Timings& timings = settings_->timings;
    return heard_ + timings.keep_alive + (pinged_ ? timings.answer : Duration{});
}

void ChatSession::tend() {
    if (host_->now() < next_look()) return;
    if (pinged_) {
        trouble_ = Trouble::silent;
        doomed_ = true;
        return;
    }
    ChatMessage ping;
    ping.kind = Kind::ping;
    send(ping, settings_->sizes.ping);
    pinged_ = true;
}

void ChatSession::give_up_connection() {
    if (!open_) return;
    trouble_ = Trouble::silent;
    doomed_ = true;
    open_ = false;
    socket_->changed().notify();
}

void ChatSession::part() {
    if (socket_) socket_->abort();
    socket_.reset();
    open_ = pinged_ = doomed_ = false;
    news_.notify();
}

void ChatSession::send(const ChatMessage& message, std::size_t body_bytes) {
    if (socket_->state() == TcpSocket::State::ended) return;  // read() will find out
    const Octets body =
        write_chat_message(message, body_bytes, seal_, Seal::Direction::up, sent_++);
    Octets framed = chat_framed(body);
    // The length is written apart from the body (peafowl-whatsapp.pcap, 2017).
    const auto behind_length = framed.begin() + std::ptrdiff_t{chat_length_bytes};
    socket_->send(Content::literal(Octets(framed.begin(), behind_length)));
    framed.erase(framed.begin(), behind_length);
    socket_->send(Content::literal(std::move(framed)));
}

bool ChatSession::read() {
    while (const auto body = input_.next(*socket_)) {
        const auto message = read_chat_message(*body, seal_, Seal::Direction::down, received_++);
        if (!message) {
            trouble_ = Trouble::garbled;
            return false;
        }
        heard_ = host_->now();
        pinged_ = false;
        take(*message);
    }
    if (doomed_) return false;
    const StreamEnd end = input_.garbled() ? StreamEnd::garbled : end_of(*socket_);
    if (end != StreamEnd::none) trouble_ = trouble_of(end);
    return end == StreamEnd::none;
}

void ChatSession::take(const ChatMessage& message) {
    if (message.kind == Kind::welcome || message.kind == Kind::denied) {
        open_ = message.kind == Kind::welcome;
        denied_ = message.kind == Kind::denied;
        return;
    }
    acknowledge(message);
    if (hand_to_awaiting(message)) {
        news_.notify();
    } else {
        listener_->on_message(message);
    }
}

void ChatSession::acknowledge(const ChatMessage& message) {
    const bool is_message = message.kind == Kind::text || message.kind == Kind::media;
    if (!is_message && message.kind != Kind::confirmed) return;
    ChatMessage answer;
    answer.kind = is_message ? Kind::confirmed : Kind::heard;
    answer.id = message.id;
    answer.account = message.account;
    send(answer, settings_->sizes.receipt);
}

bool ChatSession::hand_to_awaiting(const ChatMessage& message) {
    for (Awaited* awaited = awaited_; awaited != nullptr; awaited = awaited->next_) {
        if (!awaited->wants(message)) continue;
        awaited->take(message);
        return true;
    }
    return false;
}

std::uint64_t ChatSession::draw(std::string_view purpose) const {
    return KeyedRandom(settings_->seed, purpose)
        .mix(static_cast<std::uint64_t>(account_))
        .mix(rounds_)
        .bits();
}

}  // namespace cordon
