#include "sim/craft/chat_bytes.hh"

#include <gtest/gtest.h>

#include "sim/craft/chat_message.hh"

namespace cordon::test {
namespace {

constexpr std::size_t length_bytes = 3;

Octets body_of(const Octets& framed) {
    return Octets(framed.begin() + length_bytes, framed.end());
}

TEST(ChatHello, CarriesAnEphemeralKeyThatTheOtherEndFinds) {
    Filler filler(1, "test");
    const Octets hello = chat_client_hello(filler);
    const Octets answer = chat_server_hello(filler);
    EXPECT_EQ(hello.size(), 245U);  // peafowl-whatsapp.pcap: 254 with routing bytes and version
    EXPECT_EQ(answer.size(), 57U);  // the same: its own segment
    const Octets body = body_of(hello);
    const auto key = chat_ephemeral_of(body);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->size(), 32U);
    EXPECT_TRUE(chat_ephemeral_of(body_of(answer)));
}

TEST(ChatHello, IsNotReadFromAnyProperPrefix) {
    Filler filler(1, "test");
    const Octets body = body_of(chat_client_hello(filler));
    for (std::size_t size = 0; size < body.size(); ++size) {
        EXPECT_FALSE(chat_ephemeral_of(Bytes(body).first(size))) << size;
    }
}

ChatMessage upload_to() {
    ChatMessage message;
    message.kind = ChatMessage::Kind::upload_to;
    message.id = 77;
    message.account = AccountId{4'000'000'000};
    message.media = MediaId{0x0123456789abcdef};
    message.bytes = 178'544;
    message.offset = 65'536;
    message.text = "https://mmg.whatsapp.net/u/f/0123456789abcdef";
    return message;
}

TEST(ChatMessage, IsReadAsItWasWritten) {
    const Seal seal(5);
    const auto down = Seal::Direction::down;
    const Octets body = write_chat_message(upload_to(), 231, seal, down, 3);
    EXPECT_EQ(body.size(), 231U);
    const auto read = read_chat_message(body, seal, down, 3);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->kind, ChatMessage::Kind::upload_to);
    EXPECT_EQ(read->id, 77U);
    EXPECT_EQ(read->account, AccountId{4'000'000'000});
    EXPECT_EQ(read->media, MediaId{0x0123456789abcdef});
    EXPECT_EQ(read->bytes, 178'544U);
    EXPECT_EQ(read->offset, 65'536U);
    EXPECT_EQ(read->text, "https://mmg.whatsapp.net/u/f/0123456789abcdef");
}

TEST(ChatMessage, IsAsLongAsItNeedsWhenThatIsMore) {
    const Octets body = write_chat_message(upload_to(), 10, Seal(5), Seal::Direction::up, 0);
    EXPECT_EQ(body.size(), ChatMessage::header_bytes + upload_to().text.size());
}

TEST(ChatMessage, OfAnotherSealNumberOrDirectionIsNotRead) {
    const auto up = Seal::Direction::up;
    const Octets body = write_chat_message(upload_to(), 100, Seal(5), up, 9);
    EXPECT_TRUE(read_chat_message(body, Seal(5), up, 9));
    EXPECT_FALSE(read_chat_message(body, Seal(6), up, 9));
    EXPECT_FALSE(read_chat_message(body, Seal(5), up, 10));
    EXPECT_FALSE(read_chat_message(body, Seal(5), Seal::Direction::down, 9));
}

TEST(ChatMessage, IsNotReadFromWhatTheWallMakes) {
    const std::string page = "HTTP/1.1 403 Forbidden\r\n\r\n<title>403</title> and so on and on";
    EXPECT_FALSE(read_chat_message(as_bytes(page), Seal(5), Seal::Direction::down, 0));
    EXPECT_FALSE(read_chat_message({}, Seal(5), Seal::Direction::down, 0));
}

TEST(ChatMessage, LooksEncrypted) {
    ChatMessage message;
    message.kind = ChatMessage::Kind::text;
    const Octets body = write_chat_message(message, 2'000, Seal(5), Seal::Direction::up, 0);
    std::size_t bits = 0;
    for (const std::uint8_t byte : body) bits += static_cast<std::size_t>(__builtin_popcount(byte));
    EXPECT_NEAR(static_cast<double>(bits) / static_cast<double>(body.size()), 4.0, 0.15);
}

}  // namespace
}  // namespace cordon::test
