// How a chat session reaches a server: names, addresses, ports, the opening, the log-in.

#include "sim/core/keyed_random.hh"
#include "sim/craft/chat_bytes.hh"
#include "sim/phone/chat_session.hh"
#include "sim/phone/dial.hh"
#include "sim/phone/trouble.hh"

namespace cordon {
namespace {

Octets octets(std::span<const std::uint8_t> bytes) {
    return Octets(bytes.begin(), bytes.end());
}

/// Waits until the other end has acknowledged all that was sent.
Task<StreamEnd> await_acknowledged(TcpSocket& socket, Time deadline) {
    while (socket.unacknowledged() > 0) {
        if (const StreamEnd end = end_of(socket); end != StreamEnd::none) co_return end;
        const bool news = co_await socket.changed().wait(deadline);
        if (!news) co_return StreamEnd::silent;
    }
    co_return StreamEnd::none;
}

}  // namespace

Task<bool> ChatSession::reach() {
    ++rounds_;
    if (good_) {
        const Endpoint last = *good_;
        const bool again = co_await reach_server(last);
        if (again) co_return true;
        good_.reset();
    }
    if (!settings_->chat_names.empty()) {
        const std::size_t pick = (KeyedRandom(settings_->seed, "chat host")
                                      .mix(static_cast<std::uint64_t>(account_))
                                      .below(settings_->chat_names.size()) +
                                  rounds_) %
                                 settings_->chat_names.size();
        const Time deadline = host_->now() + settings_->timings.look_up;
        const std::vector<IpAddress> resolved =
            co_await addresses_of(*host_, settings_->chat_names[pick], deadline);
        if (resolved.empty()) trouble_ = Trouble::no_name;
        for (const IpAddress& address : resolved) {
            const bool reached = co_await reach_address(address);
            if (reached) co_return true;
        }
    }
    const std::vector<IpAddress>& known = settings_->chat_built_in;
    const std::uint64_t first = draw("built-in address");
    for (std::uint32_t n = 0; n < settings_->built_in_a_round && n < known.size(); ++n) {
        const bool reached = co_await reach_address(known[(first + n) % known.size()]);
        if (reached) co_return true;
    }
    co_return false;
}

Task<bool> ChatSession::reach_address(IpAddress address) {
    for (const std::uint16_t port : settings_->chat_ports) {
        const Endpoint server{.address = address, .port = port};
        const bool reached = co_await reach_server(server);
        if (reached) co_return true;
    }
    co_return false;
}

Task<bool> ChatSession::reach_server(Endpoint server) {
    const Time deadline = host_->now() + settings_->timings.connect;
    Dialled dialled = co_await dial(*host_, server, deadline);
    trouble_ = dialled.trouble;
    if (!dialled.socket) co_return false;
    socket_ = std::move(dialled.socket);
    trouble_ = co_await log_in();
    if (trouble_ != Trouble::none) {
        part();
        co_return false;
    }
    good_ = server;
    news_.notify();
    co_return true;
}

/// The opening up to the server's hello. The first four bytes go out alone: what follows waits
/// until they are acknowledged, as under Nagle's algorithm.
Task<StreamEnd> ChatSession::greet(Time deadline) {
    Filler filler(KeyedRandom(settings_->seed, "chat keys")
                      .mix(static_cast<std::uint64_t>(account_))
                      .mix(connection_)
                      .bits(),
                  "chat");
    Octets rest;
    if (settings_->has_routing) {
        socket_->send(Content::literal(octets(chat_prefix)));
        rest = octets(chat_routing);
        rest.insert(rest.end(), chat_version.begin(), chat_version.end());
    } else {
        socket_->send(Content::literal(octets(chat_version)));
    }
    const Octets hello = chat_client_hello(filler);
    rest.insert(rest.end(), hello.begin(), hello.end());
    const StreamEnd alone = co_await await_acknowledged(*socket_, deadline);
    if (alone != StreamEnd::none) co_return alone;
    socket_->send(Content::literal(std::move(rest)));
    co_return co_await take_hello(hello, deadline);
}

/// The server's hello, and the seal that it makes with mine.
Task<StreamEnd> ChatSession::take_hello(const Octets& mine, Time deadline) {
    const auto answer = co_await input_.await(*socket_, deadline);
    if (!answer) co_return answer.error();
    const auto my_key = chat_ephemeral_of(Bytes(mine).subspan(chat_length_bytes));
    const auto their_key = chat_ephemeral_of(*answer);
    if (!my_key || !their_key) co_return StreamEnd::garbled;
    seal_ = Seal::between(*my_key, *their_key);
    co_return StreamEnd::none;
}

Task<Trouble> ChatSession::log_in() {
    ++connection_;
    input_ = FrameInput();
    sent_ = received_ = 0;
    denied_ = false;
    const Time deadline = host_->now() + settings_->timings.login;
    const StreamEnd greeted = co_await greet(deadline);
    if (greeted != StreamEnd::none) co_return trouble_of(greeted);

    ChatMessage message;
    message.kind = ChatMessage::Kind::housekeeping;
    send(message, settings_->sizes.login_first);
    message.kind = ChatMessage::Kind::login;
    message.account = account_;
    send(message, settings_->sizes.login);
    heard_ = host_->now();
    while (!open_) {
        if (!read()) co_return trouble_;
        if (denied_) co_return Trouble::denied;
        if (open_) break;
        const bool news = co_await socket_->changed().wait(deadline);
        if (!news) co_return Trouble::silent;
    }
    co_return Trouble::none;
}

}  // namespace cordon
