// Text, photos, voice notes, videos.

#include "sim/core/keyed_random.hh"
#include "sim/phone/chat_words.hh"
#include "sim/phone/media.hh"
#include "sim/phone/script.hh"

namespace cordon {
namespace {

using Kind = ChatMessage::Kind;

MediaId new_media(const Script& script) {
    return MediaId{KeyedRandom(script.seed, "media").bits()};
}

/// The message that gives the contact what lies at `url`.
Task<void> announce(const Script& script, Attachment attachment, std::string url) {
    ChatMessage message;
    message.kind = Kind::media;
    message.id = script.chat->new_id();
    message.account = script.contact;
    message.media = attachment.media;
    message.bytes = attachment.bytes;
    message.text = std::move(url);
    co_await deliver(script, message, attachment.message_bytes);
}

Task<void> send_attachment(const Script& script, Attachment attachment) {
    const std::optional<std::string> url = co_await upload(script, attachment);
    if (!url) {
        script.attempt->give_up_as_met();
        co_return;
    }
    co_await announce(script, attachment, *url);
}

}  // namespace

Task<void> send_text(const Script& script) {
    ChatMessage message;
    message.kind = Kind::text;
    message.id = script.chat->new_id();
    message.account = script.contact;
    co_await deliver(script, message, script.sizes().text);
}

Task<void> send_photo(const Script& script) {
    const Attachment photo{.media = new_media(script),
                           .bytes = script.sizes().photo,
                           .message_bytes = script.sizes().photo_message,
                           .word = "image"};
    co_await send_attachment(script, photo);
}

Task<void> send_voice_note(const Script& script) {
    const Attachment note{.media = new_media(script),
                          .bytes = script.sizes().voice_note,
                          .message_bytes = script.sizes().voice_note_message,
                          .word = "ptt"};
    co_await send_attachment(script, note);
}

Task<void> send_video(const Script& script) {
    const Attachment video{.media = new_media(script),
                           .bytes = script.sizes().video,
                           .message_bytes = script.sizes().photo_message,
                           .word = "video"};
    co_await send_attachment(script, video);
}

/// In 2017 the app asks as for a photo of its own, and the server says `duplicate`; since 2020 it
/// has the URL and asks nobody. (How the official app forwarded in 2017 is not documented.)
Task<void> forward_photo(const Script& script) {
    const Attachment photo{.media = album_photo_of(script.account),
                           .bytes = script.sizes().photo,
                           .message_bytes = script.sizes().photo_message,
                           .word = "image"};
    if (script.settings->exchange == MediaExchange::of_2017) {
        co_await send_attachment(script, photo);
        co_return;
    }
    std::string url = "https://" + script.settings->media_name;
    url += "/d/f/" + media_token(photo.media);
    co_await announce(script, photo, std::move(url));
}

Task<void> receive_media(const Script& script, std::uint32_t bytes) {
    const MediaId media = new_media(script);
    Awaited awaited(*script.chat, 0, media);
    ChatMessage request;
    request.kind = Kind::send_me;
    request.id = script.chat->new_id();
    request.account = script.contact;
    request.media = media;
    request.bytes = bytes;
    if (script.settings->contacts != nullptr) {
        script.settings->contacts->send(script.contact, script.account, media, bytes);
    }
    std::uint32_t asked_over = 0;  // connections are numbered from 1
    while (!awaited.answer()) {
        ChatSession& chat = *script.chat;
        const bool asks = script.settings->contacts == nullptr && chat.is_open();
        if (asks && asked_over != chat.connection()) {
            chat.send(request, script.sizes().signal);
            asked_over = chat.connection();
        }
        static_cast<void>(co_await chat.news().wait());
    }
    script.attempt->preview();
    const bool fetched = co_await download(script, awaited.answer()->text);
    if (fetched) script.attempt->done(script.now());
}

}  // namespace cordon
