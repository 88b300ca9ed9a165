#include "sim/world/servers/messenger.hh"

#include <algorithm>

#include "sim/core/keyed_random.hh"

namespace cordon {
namespace {

using Kind = ChatMessage::Kind;

// Sizes of what a server pushes, in bytes of a frame body: peafowl-whatsapp.pcap, 2017, has frames
// of 64 and 57 bytes after each of the phone's.
constexpr std::size_t taken_bytes = 64, confirmed_bytes = 57, pong_bytes = 34;
constexpr std::size_t upload_bytes = 231, call_bytes = 198, signal_bytes = 143;  // choices
/// Choice: of its latest messages that an account sent; a phone that was not answered says one or
/// two again, never more than it sent within seconds.
constexpr std::size_t remembered = 16;

ChatMessage reply(Kind kind, const ChatMessage& to) {
    ChatMessage message;
    message.kind = kind;
    message.id = to.id;
    message.account = to.account;
    message.media = to.media;
    return message;
}

/// As the one whom it is for sees it: `account` is who said it.
ChatMessage as_from(AccountId from, ChatMessage message) {
    message.account = from;
    return message;
}

}  // namespace

void Messenger::register_account(AccountId account) {
    accounts_.try_emplace(account);
    media_.put(album_photo_of(account), config_.album_photo_bytes);
}

bool Messenger::is_online(AccountId account) const {
    const auto found = accounts_.find(account);
    return found != accounts_.end() && found->second.connection != nullptr;
}

void Messenger::send_from_contact(AccountId from, AccountId to, MediaId media,
                                  std::uint32_t bytes) {
    media_.put(media, bytes);
    ChatMessage message;
    message.kind = Kind::media;
    message.id = static_cast<std::uint32_t>(
        KeyedRandom(static_cast<std::uint64_t>(media), "message of a contact").bits());
    message.account = from;
    message.media = media;
    message.bytes = bytes;
    message.text = "https://" + config_.media_name + "/d/f/" + media_token(media);
    deliver(to, message, config_.preview_bytes);
}

void Messenger::logged_in(AccountId account, Connection& connection) {
    Account& here = accounts_[account];
    Connection* const before = std::exchange(here.connection, &connection);
    if (before != nullptr && before != &connection) before->replaced();
    if (!here.post) return;
    for (const Waiting& waiting : here.post->inbox)
        connection.push(waiting.message, waiting.body_bytes);
}

void Messenger::logged_out(AccountId account, const Connection& connection) {
    Account& here = accounts_[account];
    if (here.connection == &connection) here.connection = nullptr;
}

void Messenger::take(AccountId from, const ChatMessage& message, Connection& connection) {
    switch (message.kind) {
        case Kind::ping:
            return connection.push(reply(Kind::pong, message), pong_bytes);
        case Kind::text:
        case Kind::media:
            return take_message(from, message, connection);
        case Kind::confirmed:
            return take_confirmation(from, message);
        case Kind::heard:
            return forget(from, message);
        case Kind::may_upload:
            return answer_upload(message, connection);
        case Kind::media_servers:
            return name_media_servers(message, connection);
        case Kind::send_me:
            return let_contact_send(from, message);
        case Kind::call:
        case Kind::accept:
        case Kind::hang_up:
            return take_call(from, message, connection);
        case Kind::login:
        case Kind::welcome:
        case Kind::denied:
        case Kind::pong:
        case Kind::taken:
        case Kind::upload_to:
        case Kind::duplicate:
        case Kind::servers_are:
        case Kind::relays:
        case Kind::housekeeping:
            return;  // a server's own words, or none that want an answer
    }
}

void Messenger::take_message(AccountId from, const ChatMessage& message, Connection& connection) {
    connection.push(reply(Kind::taken, message), taken_bytes);
    std::vector<std::uint32_t>& taken = accounts_[from].its_post().taken;
    if (std::ranges::find(taken, message.id) != taken.end()) return;  // said again after a break
    if (taken.size() == remembered) taken.erase(taken.begin());
    taken.push_back(message.id);
    if (is_contact(message.account)) {
        contacts_.add(say_later(config_.contact_confirms, from, reply(Kind::confirmed, message)));
    } else {
        const std::size_t body =
            message.kind == Kind::media ? std::size_t{config_.preview_bytes} : taken_bytes;
        deliver(message.account, as_from(from, message), body);
    }
}

void Messenger::take_confirmation(AccountId from, const ChatMessage& message) {
    forget(from, message);
    if (is_contact(message.account)) return;
    deliver(message.account, as_from(from, message), confirmed_bytes);
}

void Messenger::let_contact_send(AccountId to, const ChatMessage& asked) {
    if (!is_contact(asked.account)) return;
    send_from_contact(asked.account, to, asked.media, asked.bytes);
}

void Messenger::take_call(AccountId from, const ChatMessage& message, Connection& connection) {
    const AccountId to = message.account;
    if (message.kind != Kind::call) return pass_on(to, as_from(from, message));
    ChatMessage answer = reply(Kind::relays, message);
    answer.text = relays_text();
    connection.push(answer, call_bytes);
    if (is_contact(to)) {
        contacts_.add(say_later(config_.contact_answers, from, reply(Kind::accept, message)));
        return;
    }
    ChatMessage ring = as_from(from, message);
    ring.text = relays_text();
    pass_on(to, ring);
}

void Messenger::answer_upload(const ChatMessage& message, Connection& connection) {
    media_.expect(message.media, message.bytes);
    const MediaStore::Stored stored = media_.find(message.media).value_or(MediaStore::Stored{});
    ChatMessage answer = reply(stored.complete() ? Kind::duplicate : Kind::upload_to, message);
    answer.offset = static_cast<std::uint32_t>(stored.received);
    answer.text = "https://" + config_.media_name + (stored.complete() ? "/d/f/" : "/u/f/") +
                  media_token(message.media);
    connection.push(answer, upload_bytes);
}

void Messenger::name_media_servers(const ChatMessage& message, Connection& connection) const {
    ChatMessage answer = reply(Kind::servers_are, message);
    answer.text = config_.media_name;
    connection.push(answer, upload_bytes);
}

void Messenger::deliver(AccountId to, const ChatMessage& message, std::size_t body_bytes) {
    const auto found = accounts_.find(to);
    if (found == accounts_.end()) return;  // nobody's number
    Account& account = found->second;
    std::vector<Waiting>& inbox = account.its_post().inbox;
    const bool waits = std::ranges::any_of(inbox, [&](const Waiting& waiting) {
        return waiting.message.kind == message.kind && waiting.message.id == message.id &&
               waiting.message.account == message.account;
    });
    if (waits) return;
    inbox.push_back(Waiting{.message = message, .body_bytes = body_bytes});
    if (account.connection != nullptr) account.connection->push(message, body_bytes);
}

void Messenger::pass_on(AccountId to, const ChatMessage& message) {
    const auto found = accounts_.find(to);
    if (found == accounts_.end() || found->second.connection == nullptr) return;
    found->second.connection->push(message, signal_bytes);
}

void Messenger::forget(AccountId account, const ChatMessage& acknowledged) {
    Account& here = accounts_[account];
    if (!here.post) return;
    const bool was_message = acknowledged.kind == Kind::confirmed;
    std::erase_if(here.post->inbox, [&](const Waiting& waiting) {
        return waiting.message.id == acknowledged.id &&
               waiting.message.account == acknowledged.account &&
               (waiting.message.kind != Kind::confirmed) == was_message;
    });
}

std::string Messenger::relays_text() const {
    std::string text;
    for (const IpAddress& relay : config_.relays) {
        if (!text.empty()) text += ",";
        text += to_text(relay);
    }
    return text;
}

Task<void> Messenger::say_later(Duration after, AccountId to, ChatMessage message) {
    co_await Sleep(*scheduler_, scheduler_->now() + after);
    if (message.kind == Kind::confirmed) {
        deliver(to, message, confirmed_bytes);
    } else {
        pass_on(to, message);
    }
}

}  // namespace cordon
