#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/core/crowd.hh"
#include "sim/core/endpoint.hh"
#include "sim/core/scheduler.hh"
#include "sim/craft/chat_message.hh"
#include "sim/world/servers/media_store.hh"

namespace cordon {

/// What the servers of the messenger have in common: who is registered, who is on line and over
/// which connection, what waits for whom, which media are stored. Chat servers hand it what they
/// read; it writes through the connection of whom it is for. People whom no simulated phone stands
/// for (contacts) it plays itself: always on line, abroad, behind no wall.
class Messenger {
public:
    struct Config {
        std::string media_name = "mmg.whatsapp.net";
        std::vector<IpAddress> relays;
        Duration contact_confirms = std::chrono::milliseconds{400};  // choice: until two ticks
        Duration contact_answers = std::chrono::seconds{5};      // choice: until a call is taken
        std::uint32_t album_photo_bytes = recorded_photo_bytes;  // of album_photo_of() an account
        /// Choice: body of a message with a preview, as it is pushed; the sender's own is longer
        /// (ContentSizes::photo_message), as those of texts are.
        std::uint32_t preview_bytes = 2'790;
    };
    Messenger(Scheduler& scheduler, Config config)
        : scheduler_(&scheduler), config_(std::move(config)) {}

    /// A chat connection with somebody logged in.
    class Connection {
    public:
        Connection() = default;
        Connection(const Connection&) = delete;
        Connection& operator=(const Connection&) = delete;
        virtual ~Connection() = default;
        virtual void push(const ChatMessage& message, std::size_t body_bytes) = 0;
        /// The same account has logged in elsewhere.
        virtual void replaced() = 0;
    };

    void register_account(AccountId account);
    [[nodiscard]] bool is_registered(AccountId account) const {
        return accounts_.contains(account);
    }
    [[nodiscard]] bool is_contact(AccountId account) const { return account >= first_contact; }
    [[nodiscard]] bool is_online(AccountId account) const;
    [[nodiscard]] MediaStore& media() { return media_; }

    /// Contact `from` has uploaded `media` and sends it to `to`.
    void send_from_contact(AccountId from, AccountId to, MediaId media, std::uint32_t bytes);

    /// What waits for the account is pushed at once. Requires: is_registered(account).
    void logged_in(AccountId account, Connection& connection);
    void logged_out(AccountId account, const Connection& connection);
    /// What the phone of `from` said over `connection`, its log-in apart.
    void take(AccountId from, const ChatMessage& message, Connection& connection);

private:
    struct Waiting {
        ChatMessage message;
        std::size_t body_bytes = 0;
    };
    struct Post {
        std::vector<Waiting> inbox;        // until its phone confirms
        std::vector<std::uint32_t> taken;  // its latest messages, in case they come again
    };
    struct Account {
        Connection* connection = nullptr;
        std::unique_ptr<Post> post;  // from its first message on
        [[nodiscard]] Post& its_post() {
            if (!post) post = std::make_unique<Post>();
            return *post;
        }
    };

    void take_message(AccountId from, const ChatMessage& message, Connection& connection);
    void take_confirmation(AccountId from, const ChatMessage& message);
    void let_contact_send(AccountId to, const ChatMessage& asked);
    void take_call(AccountId from, const ChatMessage& message, Connection& connection);
    void answer_upload(const ChatMessage& message, Connection& connection);
    void name_media_servers(const ChatMessage& message, Connection& connection) const;
    /// Keeps it until the phone has it, and pushes it when the phone is there.
    void deliver(AccountId to, const ChatMessage& message, std::size_t body_bytes);
    /// Pushes it when the phone is there, else forgets it.
    void pass_on(AccountId to, const ChatMessage& message);
    void forget(AccountId account, const ChatMessage& acknowledged);
    [[nodiscard]] std::string relays_text() const;
    /// A contact says it to `to`, after a while.
    Task<void> say_later(Duration after, AccountId to, ChatMessage message);

    Scheduler* scheduler_;
    Config config_;
    MediaStore media_;
    std::unordered_map<AccountId, Account> accounts_;  // looked up only, never walked
    Crowd contacts_;
};

}  // namespace cordon
