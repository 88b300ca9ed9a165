#pragma once

#include <memory>
#include <optional>

#include "sim/craft/chat_message.hh"
#include "sim/phone/outcome.hh"
#include "sim/phone/settings.hh"
#include "sim/world/stream.hh"
#include "sim/world/transport.hh"

namespace cordon {

class Awaited;

/// The chat connection of a phone, kept for as long as the network lets it. Dials the endpoint that
/// was good last; else a name of the pool, drawn, each of its addresses on each port in turn; else
/// built-in addresses. Logs in, pings when nothing was heard for a while, and when the connection
/// has died dials again after a pause that doubles.
class ChatSession {
public:
    /// Told of messages that nobody awaits.
    class Listener {
    public:
        Listener() = default;
        Listener(const Listener&) = delete;
        Listener& operator=(const Listener&) = delete;
        virtual ~Listener() = default;
        virtual void on_message(const ChatMessage& message) = 0;
    };

    ChatSession(Host& host, const PhoneSettings& settings, AccountId account, Listener& listener);
    ChatSession(const ChatSession&) = delete;
    ChatSession& operator=(const ChatSession&) = delete;
    ~ChatSession();

    void start();
    void stop();
    /// Somebody looks at the phone: a pause between two tries to connect ends now.
    void hurry();

    [[nodiscard]] bool is_running() const { return !life_.done(); }
    [[nodiscard]] bool is_open() const { return open_; }
    /// Which connection this is; what was said over an earlier one may not have arrived.
    [[nodiscard]] std::uint32_t connection() const { return connection_; }
    /// What the last try to connect met, or what ended the last connection.
    [[nodiscard]] Trouble trouble() const { return trouble_; }
    /// The connection opened or ended, or something awaited has come.
    [[nodiscard]] Notice& news() { return news_; }

    [[nodiscard]] std::uint32_t new_id() { return ++last_id_; }
    /// Requires: is_open().
    void send(const ChatMessage& message, std::size_t body_bytes);
    /// No answer came over it: it is held to be dead.
    void give_up_connection();

private:
    friend class Awaited;
    Task<void> live();
    Task<void> pause();
    [[nodiscard]] Task<bool> reach();
    [[nodiscard]] Task<bool> reach_address(IpAddress address);
    [[nodiscard]] Task<bool> reach_server(Endpoint server);
    [[nodiscard]] Task<Trouble> log_in();
    [[nodiscard]] Task<StreamEnd> greet(Time deadline);
    [[nodiscard]] Task<StreamEnd> take_hello(const Octets& mine, Time deadline);
    /// Takes in all that has come; false: the connection is over.
    bool read();
    void take(const ChatMessage& message);
    bool hand_to_awaiting(const ChatMessage& message);
    void acknowledge(const ChatMessage& message);
    /// Nothing came for a while: pings, or, when a ping was not answered, gives up.
    void tend();
    void part();  // from the connection
    [[nodiscard]] Time next_look() const;
    [[nodiscard]] std::uint64_t draw(std::string_view purpose) const;

    Host* host_;
    const PhoneSettings* settings_;
    Listener* listener_;
    AccountId account_;
    std::uint32_t last_id_ = 0;
    std::uint32_t connection_ = 0;
    std::uint32_t rounds_ = 0;   // of dialling, in all
    std::uint8_t failures_ = 0;  // rounds in a row
    bool open_ = false, pinged_ = false, doomed_ = false, denied_ = false;
    Trouble trouble_ = Trouble::none;
    std::unique_ptr<TcpSocket> socket_;
    std::optional<Endpoint> good_;
    FrameInput input_;
    Seal seal_;
    std::uint32_t sent_ = 0, received_ = 0;  // frames
    Time heard_{};
    Awaited* awaited_ = nullptr;
    Notice news_;
    Task<void> life_;
};

/// What a script waits for over chat: all that is said about a message, request or call of its own,
/// or the message that brings a medium. Lives in the script.
class Awaited {
public:
    Awaited(ChatSession& session, std::uint32_t id, MediaId media = MediaId::none);
    Awaited(const Awaited&) = delete;
    Awaited& operator=(const Awaited&) = delete;
    ~Awaited();

    [[nodiscard]] bool is_taken() const { return taken_; }          // one tick
    [[nodiscard]] bool is_confirmed() const { return confirmed_; }  // two ticks
    [[nodiscard]] bool is_accepted() const { return accepted_; }    // a call
    [[nodiscard]] bool is_over() const { return over_; }            // a call
    [[nodiscard]] const std::optional<ChatMessage>& answer() const { return answer_; }

private:
    friend class ChatSession;
    [[nodiscard]] bool wants(const ChatMessage& message) const;
    void take(const ChatMessage& message);

    ChatSession* session_;
    Awaited* next_;
    std::uint32_t id_;
    MediaId media_;
    bool taken_ = false, confirmed_ = false, accepted_ = false, over_ = false;
    std::optional<ChatMessage> answer_;
};

}  // namespace cordon
