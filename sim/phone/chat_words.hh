#pragma once

#include "sim/phone/script.hh"

namespace cordon {

/// Says `message` and waits for the server's answer to it: says it again over each new connection,
/// and holds a connection to be dead over which no answer comes.
[[nodiscard]] Task<ChatMessage> ask(const Script& script, ChatMessage message,
                                    std::size_t body_bytes);

/// Sends `message` to the contact, in the same manner, until it has its second tick.
[[nodiscard]] Task<void> deliver(const Script& script, ChatMessage message, std::size_t body_bytes);

}  // namespace cordon
