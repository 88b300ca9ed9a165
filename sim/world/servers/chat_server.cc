#include "sim/world/servers/chat_server.hh"

#include <algorithm>
#include <array>

#include "sim/core/keyed_random.hh"
#include "sim/craft/chat_bytes.hh"
#include "sim/world/stream.hh"

namespace cordon {
namespace {

using Kind = ChatMessage::Kind;

// Bodies that the server of peafowl-whatsapp.pcap sent after its hello and after the log-in.
constexpr std::array<std::size_t, 2> after_hello{41, 80};
constexpr std::size_t welcome_bytes = 31;
constexpr std::array<std::size_t, 4> after_welcome{64, 190, 47, 36};
constexpr std::uint32_t most_routing = 1'024;  // choice
constexpr std::uint64_t prologue_bytes = 4;

bool starts_with(const Octets& bytes, std::span<const std::uint8_t> expected) {
    return std::ranges::equal(bytes, expected);
}

}  // namespace

/// One connection: its framing, its seal, and who is at the other end.
class ChatServer::Talk final : public Messenger::Connection {
public:
    Talk(Host& host, Messenger& messenger, std::unique_ptr<TcpSocket> socket)
        : host_(&host), messenger_(&messenger), socket_(std::move(socket)) {}
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;
    ~Talk() override {
        if (account_ != AccountId::none) messenger_->logged_out(account_, *this);
    }

    void push(const ChatMessage& message, std::size_t body_bytes) override {
        if (socket_->state() == TcpSocket::State::ended) return;
        const Octets body =
            write_chat_message(message, body_bytes, seal_, Seal::Direction::down, sent_++);
        socket_->send(Content::literal(chat_framed(body)));
    }
    void replaced() override { socket_->abort(); }

    /// The prologue and the hello; false: not of the protocol, or nothing more came.
    Task<bool> open(std::uint64_t seed) {
        const Time deadline = host_->now() + opening;
        StreamEnd end = co_await await_bytes(*socket_, prologue_bytes, deadline);
        if (end != StreamEnd::none) co_return false;
        Octets prologue = socket_->take(prologue_bytes);
        if (starts_with(prologue, chat_prefix)) {
            end = co_await await_bytes(*socket_, chat_length_bytes, deadline);
            if (end != StreamEnd::none) co_return false;
            const Octets length = socket_->take(chat_length_bytes);
            const std::uint32_t routing = ByteReader(length).read_u24();
            if (routing > most_routing) co_return false;
            end = co_await await_bytes(*socket_, routing + prologue_bytes, deadline);
            if (end != StreamEnd::none) co_return false;
            socket_->skip(routing);
            prologue = socket_->take(prologue_bytes);
        }
        if (!starts_with(prologue, chat_version)) co_return false;
        const auto hello = co_await input_.await(*socket_, deadline);
        if (!hello) co_return false;
        co_return greet(*hello, seed);
    }

    /// Reads and passes on all that has come; false: the connection is over.
    bool read() {
        while (const auto body = input_.next(*socket_)) {
            const auto message = read_chat_message(*body, seal_, Seal::Direction::up, received_++);
            if (!message || !take(*message)) return false;
        }
        return !input_.garbled() && end_of(*socket_) == StreamEnd::none;
    }

    TcpSocket& socket() { return *socket_; }

private:
    bool greet(const Octets& hello, std::uint64_t seed) {
        const auto theirs = chat_ephemeral_of(hello);
        if (!theirs) return false;
        Filler filler(seed, "chat server");
        Octets answer = chat_server_hello(filler);
        const auto mine = chat_ephemeral_of(Bytes(answer).subspan(chat_length_bytes));
        seal_ = Seal::between(*theirs, *mine);
        socket_->send(Content::literal(std::move(answer)));
        for (const std::size_t bytes : after_hello) push_filler(bytes);
        return true;
    }

    bool take(const ChatMessage& message) {
        if (account_ != AccountId::none) {
            messenger_->take(account_, message, *this);
            return true;
        }
        if (message.kind != Kind::login) return message.kind == Kind::housekeeping;
        ChatMessage answer;
        const bool known = messenger_->is_registered(message.account);
        answer.kind = known ? Kind::welcome : Kind::denied;
        push(answer, welcome_bytes);
        if (!known) return true;
        for (const std::size_t bytes : after_welcome) push_filler(bytes);
        account_ = message.account;
        messenger_->logged_in(account_, *this);
        return true;
    }

    void push_filler(std::size_t bytes) {
        ChatMessage message;
        message.kind = Kind::housekeeping;
        push(message, bytes);
    }

    Host* host_;
    Messenger* messenger_;
    std::unique_ptr<TcpSocket> socket_;
    FrameInput input_;
    Seal seal_;
    std::uint64_t sent_ = 0, received_ = 0;  // frames
    AccountId account_ = AccountId::none;
};

ChatServer::ChatServer(Host& host, Messenger& messenger, std::span<const std::uint16_t> ports,
                       std::uint64_t seed)
    : host_(&host), messenger_(&messenger), seed_(seed) {
    for (const std::uint16_t port : ports) {
        host.listen(port, [this](std::unique_ptr<TcpSocket> socket) {
            crowd_.add(serve(std::move(socket), accepted_++));
        });
    }
}

Task<void> ChatServer::serve(std::unique_ptr<TcpSocket> socket, std::uint64_t number) {
    Talk talk(*host_, *messenger_, std::move(socket));
    const bool opened =
        co_await talk.open(KeyedRandom(seed_, "chat connection").mix(number).bits());
    if (!opened) {
        talk.socket().abort();
        co_return;
    }
    while (talk.read()) {
        const bool heard = co_await talk.socket().changed().wait(host_->now() + idle);
        if (!heard) break;
    }
    const bool ended_in_order = end_of(talk.socket()) == StreamEnd::closed;
    if (!ended_in_order) talk.socket().abort();
}

}  // namespace cordon
