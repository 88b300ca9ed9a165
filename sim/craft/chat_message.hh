#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/core/bytes.hh"
#include "sim/craft/account.hh"
#include "sim/craft/filler.hh"
#include "sim/craft/seal.hh"

namespace cordon {

/// What phones and chat servers say to each other inside the frames of a chat connection. On the
/// wire it is a frame body of any size that looks encrypted; what it means stands at its front.
///
///     kind 1 | text length 1 | id 4 | account 4 | media 8 | bytes 4 | offset 4 | tag 4 | text |
///     filler
struct ChatMessage {
    enum class Kind : std::uint8_t {
        login = 1,      // up: `account` is mine
        welcome,        // down: logged in
        denied,         // down: not a registered number
        ping,           // up
        pong,           // down
        text,           // to the contact `account`, or from it
        media,          // the same, with a preview; `media` of `bytes` lies at the URL `text`
        taken,          // down: the server has your message `id`: one tick
        confirmed,      // to or from `account`: message `id` is on the contact's phone: two ticks
        heard,          // up: I have that `confirmed` or call signal; do not send it again
        may_upload,     // up: encr_media of 2017: may I upload `media` of `bytes`?
        upload_to,      // down: to the URL `text`, from `offset` on
        duplicate,      // down: it is there already, at the URL `text`
        media_servers,  // up: media_conn of 2020: which are the media servers?
        servers_are,    // down: `text`, names with commas between
        send_me,        // up: asks contact `account` to send me `media` of `bytes`
        call,           // to or from `account`: call `id`; `bytes` is 1 for video
        relays,         // down: the relays of call `id` are `text`, addresses with commas between
        accept,         // to or from `account`: the call `id` was taken
        hang_up,        // to or from `account`: the call `id` is over
        housekeeping,   // what else they tell each other; wants no answer
    };
    Kind kind = Kind::ping;
    std::uint32_t id = 0;  // of the message, request or call, numbered by who began it
    AccountId account = AccountId::none;
    MediaId media = MediaId::none;
    std::uint32_t bytes = 0;
    std::uint32_t offset = 0;
    std::string text;  // at most 255 bytes

    /// Bytes of a frame body before its text.
    static constexpr std::size_t header_bytes = 30;
};

/// The frame body of `message`, message `number` of its direction: of `body_bytes`, or of as many
/// as it needs. Filler is drawn from the seal.
[[nodiscard]] Octets write_chat_message(const ChatMessage& message, std::size_t body_bytes,
                                        const Seal& seal, Seal::Direction direction,
                                        std::uint64_t number);
/// nullopt: too short, or made by somebody who does not have the key.
[[nodiscard]] std::optional<ChatMessage> read_chat_message(Bytes body, const Seal& seal,
                                                           Seal::Direction direction,
                                                           std::uint64_t number);

}  // namespace cordon
