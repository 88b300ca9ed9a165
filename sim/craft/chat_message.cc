#include "sim/craft/chat_message.hh"

#include <algorithm>
#include <cassert>

#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

constexpr std::size_t tag_bytes = 4;
constexpr std::size_t fields_bytes = ChatMessage::header_bytes - tag_bytes;
constexpr auto last_kind = static_cast<std::uint8_t>(ChatMessage::Kind::housekeeping);

}  // namespace

Octets write_chat_message(const ChatMessage& message, std::size_t body_bytes, const Seal& seal,
                          Seal::Direction direction, std::uint64_t number) {
    assert(message.text.size() <= 255);
    Octets body;
    body.reserve(std::max(body_bytes, ChatMessage::header_bytes + message.text.size()));
    ByteWriter writer(body);
    writer.write(static_cast<std::uint8_t>(message.kind))
        .write(static_cast<std::uint8_t>(message.text.size()))
        .write(message.id)
        .write(static_cast<std::uint32_t>(message.account))
        .write(static_cast<std::uint64_t>(message.media))
        .write(message.bytes)
        .write(message.offset);
    writer.write(seal.tag(direction, number, body)).append(as_bytes(message.text));
    if (body.size() < body_bytes) writer.fill(body_bytes - body.size());
    seal.apply(direction, number, body);
    return body;
}

std::optional<ChatMessage> read_chat_message(Bytes body, const Seal& seal,
                                             Seal::Direction direction, std::uint64_t number) {
    if (body.size() < ChatMessage::header_bytes) return std::nullopt;
    // A text has at most 255 bytes; what comes after is filler.
    Octets open(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                 body.size(), ChatMessage::header_bytes + 255)));
    seal.apply(direction, number, open);
    ByteReader in(open);
    ChatMessage message;
    const auto kind = in.read<std::uint8_t>();
    const std::size_t text_bytes = in.read<std::uint8_t>();
    message.kind = static_cast<ChatMessage::Kind>(kind);
    message.id = in.read<std::uint32_t>();
    message.account = static_cast<AccountId>(in.read<std::uint32_t>());
    message.media = static_cast<MediaId>(in.read<std::uint64_t>());
    message.bytes = in.read<std::uint32_t>();
    message.offset = in.read<std::uint32_t>();
    const auto tag = in.read<std::uint32_t>();
    message.text = as_text(in.take(text_bytes));
    if (in.ran_short() || kind == 0 || kind > last_kind) return std::nullopt;
    if (tag != seal.tag(direction, number, Bytes(open).first(fields_bytes))) return std::nullopt;
    return message;
}

}  // namespace cordon
