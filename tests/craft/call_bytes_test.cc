#include "sim/craft/call_bytes.hh"

#include <gtest/gtest.h>

#include <algorithm>

namespace cordon::test {
namespace {

class CallBytes : public ::testing::Test {
protected:
    Octets request(CallStun::Type type) const {
        const CallStun stun{
            .type = type, .transaction = transaction, .number = 7, .token = token_bytes};
        return call_request(stun);
    }
    Filler filler{3, "test"};
    Octets transaction = filler.bytes(CallStun::transaction_bytes);
    CallToken token{.caller = AccountId{1}, .call = 9, .mine = AccountId{2}, .other = AccountId{1}};
    Octets token_bytes = write_call_token(token, transaction);
};

TEST_F(CallBytes, RequestsAreThoseOfTheRecordings) {
    const Octets bytes = request(CallStun::Type::allocate);
    EXPECT_EQ(bytes.size(), 126U);  // wa_voice.pcap: 126-byte requests, 44-byte answers
    const auto read = read_call_stun(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->type, CallStun::Type::allocate);
    EXPECT_EQ(read->number, 7U);
    EXPECT_TRUE(std::ranges::equal(read->transaction, transaction));
    EXPECT_TRUE(read_call_stun(request(CallStun::Type::end)));
}

TEST_F(CallBytes, AnswersAreThoseOfTheRecordings) {
    const CallStun stun{
        .type = CallStun::Type::allocated, .transaction = transaction, .number = 7, .token = {}};
    const Endpoint seen{.address = IpAddress::v4(0x0a000001), .port = 40'000};
    const Octets bytes = call_answer(stun, seen, 1'500'000'000'000);
    EXPECT_EQ(bytes.size(), 44U);
    EXPECT_TRUE(read_call_stun(bytes));
}

TEST_F(CallBytes, TokenSaysWhichCallToWhoHasTheTransaction) {
    const auto read = read_call_token(token_bytes, transaction);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->caller, AccountId{1});
    EXPECT_EQ(read->call, 9U);
    EXPECT_EQ(read->mine, AccountId{2});
    EXPECT_EQ(read->other, AccountId{1});
    EXPECT_FALSE(read_call_token(token_bytes, filler.bytes(8)));
    EXPECT_FALSE(read_call_token(filler.bytes(102), transaction));
}

TEST_F(CallBytes, NoPrefixOfARequestIsRead) {
    const Octets bytes = request(CallStun::Type::allocate);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(read_call_stun(Bytes(bytes).first(size))) << size;
    }
}

TEST_F(CallBytes, MediaIsReadAsItWasWritten) {
    const CallMedia media{
        .type = CallMedia::video, .sequence = 65'535, .timestamp = 4'000'000'000, .source = 5};
    const Octets bytes = call_media(media, filler.bytes(100));
    EXPECT_EQ(bytes.size(), 112U);
    const auto read = read_call_media(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->sequence, 65'535U);
    EXPECT_EQ(read->timestamp, 4'000'000'000U);
    EXPECT_FALSE(read_call_media(Bytes(bytes).first(11)));
    EXPECT_FALSE(read_call_media(request(CallStun::Type::allocate)));
}

}  // namespace
}  // namespace cordon::test
