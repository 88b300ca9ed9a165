#include "sim/craft/tls_record.hh"

#include <gtest/gtest.h>

#include "sim/craft/dns_head.hh"
#include "sim/craft/tls_flights.hh"

namespace cordon::test {
namespace {

Bytes payload_of(const Octets& record) {
    return Bytes(record).subspan(TlsRecordHeader::size);
}

TEST(TlsFlights, OneByOneAreThoseMadeTogether) {
    const Time now = time_from_ns(1'506'391'200'000'000'000);
    Filler together(1, "test"), apart(1, "test");
    const TlsHandshake made = tls_handshake("mmg.whatsapp.net", now, together);
    EXPECT_EQ(tls_client_hello("mmg.whatsapp.net", apart), made.client_hello);
    EXPECT_EQ(tls_server_flight("mmg.whatsapp.net", now, apart), made.server_flight);
    EXPECT_EQ(tls_client_finish(apart), made.client_finish);
    EXPECT_EQ(tls_server_finish(apart), made.server_finish);
}

TEST(TlsHello, GivesItsNameAndRandom) {
    Filler filler(1, "test");
    const Octets record = tls_client_hello("mmg.whatsapp.net", filler);
    const auto hello = read_tls_hello(payload_of(record));
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->name, "mmg.whatsapp.net");
    EXPECT_EQ(hello->random.size(), 32U);
    EXPECT_TRUE(begins_with(TlsMessage::client_hello, payload_of(record)));
    EXPECT_FALSE(begins_with(TlsMessage::server_hello, payload_of(record)));
    EXPECT_FALSE(begins_with(TlsMessage::client_hello, {}));
}

TEST(TlsHello, IsNotReadFromAnyProperPrefix) {
    Filler filler(1, "test");
    const Octets record = tls_client_hello("mmg.whatsapp.net", filler);
    const Bytes whole = payload_of(record);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(read_tls_hello(whole.first(size))) << size;
    }
}

TEST(TlsHello, HasNoLongerNameThanTheDns) {
    Filler filler(1, "test");
    const std::string longest(longest_dns_name, 'a');
    EXPECT_TRUE(read_tls_hello(payload_of(tls_client_hello(longest, filler))));
    EXPECT_FALSE(read_tls_hello(payload_of(tls_client_hello(longest + "a", filler))));
    const Octets flight = tls_server_flight(longest, Time(), filler);
    EXPECT_TRUE(read_tls_record_header(Bytes(flight).first(TlsRecordHeader::size)));
}

TEST(TlsRecord, IsReadBackByItsHeader) {
    const Octets record = tls_record(TlsRecordHeader::Type::alert, tls_1_2, Octets(300, 7));
    const auto header = read_tls_record_header(Bytes(record).first(TlsRecordHeader::size));
    ASSERT_TRUE(header);
    EXPECT_EQ(header->type, TlsRecordHeader::Type::alert);
    EXPECT_EQ(header->payload, 300U);
    EXPECT_EQ(record.size(), TlsRecordHeader::size + 300);
}

TEST(TlsRecordHeader, OfOtherProtocolsIsNone) {
    EXPECT_TRUE(read_tls_record_header(Octets{22, 3, 1, 0, 5}));
    EXPECT_FALSE(read_tls_record_header(as_bytes("HTTP/")));
    EXPECT_FALSE(read_tls_record_header(Octets{22, 2, 0, 0, 5}));
    EXPECT_FALSE(read_tls_record_header(Octets{23, 3, 3, 0x48, 0x01}));  // 18,433
    EXPECT_TRUE(read_tls_record_header(Octets{23, 3, 3, 0x48, 0x00}));
}

TEST(TlsText, IsOpenedByTheSameSealOnly) {
    const auto up = Seal::Direction::up;
    const Octets record = seal_tls_text("GET / HTTP/1.1\r\n\r\n", Seal(8), up, 4);
    EXPECT_EQ(tls_text_bytes(payload_of(record).size()), 18U);
    EXPECT_EQ(open_tls_text(payload_of(record), Seal(8), up), "GET / HTTP/1.1\r\n\r\n");
    EXPECT_FALSE(open_tls_text(payload_of(record), Seal(9), up));
    EXPECT_FALSE(open_tls_text(payload_of(record), Seal(8), Seal::Direction::down));
    EXPECT_FALSE(open_tls_text(payload_of(record).first(30), Seal(8), up));
    EXPECT_EQ(as_text(record).find("GET"), std::string_view::npos);
}

}  // namespace
}  // namespace cordon::test
