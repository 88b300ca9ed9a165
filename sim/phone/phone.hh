#pragma once

#include <memory>

#include "sim/core/task.hh"
#include "sim/craft/account.hh"
#include "sim/phone/outcome.hh"
#include "sim/phone/settings.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// A phone with the messenger on it, on a host that reaches the network. Once switched on it keeps
/// a chat connection open for as long as the network lets it: dials hosts, addresses and ports in
/// their order, logs in, answers, pings, and dials again when the connection has died. Tries run
/// beside that, several at a time.
class Phone {
public:
    /// `host` and `settings` must outlive the phone. `contact` is whom it writes to and calls.
    Phone(Host& host, const PhoneSettings& settings, AccountId account, AccountId contact);
    Phone(const Phone&) = delete;
    Phone& operator=(const Phone&) = delete;
    ~Phone();

    void switch_on();
    /// Drops its connection without a word, as a phone that loses its network does.
    void switch_off();
    [[nodiscard]] bool chat_is_open() const;

    /// One try of `function`; switches the phone on when it is off, except for registration and
    /// web pages, which need no chat. Ends within the patience of the function. The task must not
    /// outlive the phone; destroying it ends the try where it stands.
    [[nodiscard]] Task<Outcome> attempt(Function function);

private:
    class Life;
    std::unique_ptr<Life> life_;
};

}  // namespace cordon
