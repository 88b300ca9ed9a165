#pragma once

#include "sim/core/crowd.hh"
#include "sim/core/task.hh"
#include "sim/craft/account.hh"
#include "sim/phone/chat_session.hh"
#include "sim/phone/outcome.hh"
#include "sim/phone/script.hh"
#include "sim/phone/settings.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// A phone with the messenger on it, on a host that reaches the network. Once switched on it keeps
/// a chat connection open for as long as the network lets it: dials hosts, addresses and ports in
/// their order, logs in, answers, pings, and dials again when the connection has died. It fetches
/// what it is sent and takes calls. Tries run beside that, several at a time.
class Phone final : private ChatSession::Listener {
public:
    /// `host` and `settings` must outlive the phone. `contact` is whom it writes to and calls.
    Phone(Host& host, const PhoneSettings& settings, AccountId account, AccountId contact);
    Phone(const Phone&) = delete;
    Phone& operator=(const Phone&) = delete;
    ~Phone() override = default;

    void switch_on() { chat_.start(); }
    /// Drops its connection without a word, as a phone that loses its network does.
    void switch_off() { chat_.stop(); }
    [[nodiscard]] bool chat_is_open() const { return chat_.is_open(); }

    /// One try of `function`; switches the phone on when it is off, except for
    /// registration, web pages and visits, which need no chat. Ends within the patience of the
    /// function (a call then still lives its time); what was not sent by then is withdrawn. The
    /// task must not outlive the phone; destroying it ends the try where it stands. `visit` says
    /// which, where the function is one: into PhoneSettings::visits.
    [[nodiscard]] Task<Outcome> attempt(Function function, std::uint16_t visit = 0);

private:
    void on_message(const ChatMessage& message) override;
    [[nodiscard]] std::uint64_t next_seed();
    /// A picture that nobody waits for is fetched all the same.
    [[nodiscard]] Task<void> fetch(ChatMessage message);
    [[nodiscard]] Task<void> take_call(ChatMessage message);

    Host* host_;
    const PhoneSettings* settings_;
    AccountId account_;
    AccountId contact_;
    std::uint32_t tries_ = 0;
    ChatSession chat_;
    Crowd background_;
};

}  // namespace cordon
