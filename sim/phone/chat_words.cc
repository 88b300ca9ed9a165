#include "sim/phone/chat_words.hh"

namespace cordon {
namespace {

/// Says a message once over each connection, and watches that an answer comes over it.
class Saying {
public:
    Saying(const Script& script, const ChatMessage& message, std::size_t body_bytes)
        : script_(&script), message_(&message), body_bytes_(body_bytes) {}

    void say_if_new_connection() {
        ChatSession& chat = *script_->chat;
        if (!chat.is_open()) {
            said_over_.reset();
            return;
        }
        if (said_over_ == chat.connection()) return;
        chat.send(*message_, body_bytes_);
        said_over_ = chat.connection();
        answer_by_ = script_->now() + script_->timings().answer;
    }
    /// When an answer is overdue; none while nothing was said over the present connection.
    [[nodiscard]] std::optional<Time> overdue_at() const {
        if (!said_over_) return std::nullopt;
        return answer_by_;
    }
    void is_overdue() {
        script_->attempt->met(Stage::chat, Trouble::silent);
        script_->chat->give_up_connection();
        said_over_.reset();
    }

private:
    const Script* script_;
    const ChatMessage* message_;
    std::size_t body_bytes_;
    std::optional<std::uint32_t> said_over_;
    Time answer_by_{};
};

}  // namespace

Task<ChatMessage> ask(const Script& script, ChatMessage message, std::size_t body_bytes) {
    Awaited awaited(*script.chat, message.id);
    Saying saying(script, message, body_bytes);
    while (!awaited.answer()) {
        saying.say_if_new_connection();
        const bool news = co_await script.chat->news().wait(saying.overdue_at());
        if (!news) saying.is_overdue();
    }
    co_return *awaited.answer();
}

Task<void> deliver(const Script& script, ChatMessage message, std::size_t body_bytes) {
    Awaited awaited(*script.chat, message.id);
    Saying saying(script, message, body_bytes);
    while (!awaited.is_taken()) {
        saying.say_if_new_connection();
        const bool news = co_await script.chat->news().wait(saying.overdue_at());
        if (!news) saying.is_overdue();
    }
    script.attempt->one_tick(script.now());
    while (!awaited.is_confirmed()) static_cast<void>(co_await script.chat->news().wait());
    script.attempt->done(script.now());
}

}  // namespace cordon
