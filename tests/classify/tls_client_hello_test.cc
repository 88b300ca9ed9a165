#include "sim/classify/tls_client_hello.hh"

#include <gtest/gtest.h>

#include "tests/classify/hello_maker.hh"
#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

std::string scan(Bytes stream) {
    std::vector<std::uint8_t> joined;
    return text_of(scan_client_hello(stream, joined), [](const ClientHello& hello) {
        std::string text = std::string(hello.sni) + " " + std::to_string(hello.version);
        for (const std::string& protocol : alpn_protocols(hello.alpn)) text += " " + protocol;
        if (hello.ech) text += " ech";
        if (hello.esni) text += " esni";
        return text + " " + std::to_string(hello.length);
    });
}

HelloMaker usual() {
    HelloMaker hello;
    hello.extension(0x3a3a, {}).sni("mmg.whatsapp.net").alpn({"h2", "http/1.1"});
    hello.versions({0x5a5a, 0x0304, 0x0303});
    return hello;
}

TEST(ClientHello, IsReadWhole) {
    expect_whole_message(usual().record(), scan);
    EXPECT_EQ(scan(usual().record()),
              "mmg.whatsapp.net 772 h2 http/1.1 " + std::to_string(usual().record().size()));
}

TEST(ClientHello, IsReadOverAnyRecords) {
    for (const std::size_t size : {1U, 2U, 3U, 4U, 5U, 50U, 100U}) {
        const auto stream = usual().records_of(size);
        SCOPED_TRACE(size);
        expect_whole_message(stream, scan);
        EXPECT_EQ(scan(stream),
                  "mmg.whatsapp.net 772 h2 http/1.1 " + std::to_string(stream.size()));
    }
}

TEST(ClientHello, EndsWithItsRecordThoughMoreFollowsInIt) {
    const auto two = usual().handshake() + hex("0e 00 00 00");
    const auto stream = tls_record(22, two);
    EXPECT_EQ(scan(Bytes{stream}.first(stream.size() - 4)), scan(stream));
    EXPECT_NE(scan(stream).find(" " + std::to_string(stream.size())), std::string::npos);
}

TEST(ClientHello, NamesEchAndEsni) {
    EXPECT_EQ(scan(HelloMaker().extension(0xfe0d, hex("00")).record()).substr(0, 8), " 771 ech");
    EXPECT_EQ(scan(HelloMaker().extension(0xffce, hex("00")).record()).substr(0, 9), " 771 esni");
    EXPECT_EQ(scan(HelloMaker().extension(0xff02, hex("00")).record()).substr(0, 5), " 771 ");
}

TEST(ClientHello, MayHaveNoExtensions) {
    expect_whole_message(HelloMaker().without_extensions().record(), scan);
}

TEST(ClientHello, OffersTheHighestVersionGreaseAside) {
    EXPECT_EQ(scan(HelloMaker().versions({0xfafa, 0x0302, 0x0303}).record()).substr(0, 5), " 771 ");
    EXPECT_EQ(scan(HelloMaker().versions({0x7f17, 0x0303}).record()).substr(0, 5), " 772 ");
}

TEST(ClientHello, KeepsTheBytesOfANameAsSent) {
    const std::string odd{"A.\0\xff", 4};
    EXPECT_EQ(scan(HelloMaker().sni(odd).record()).substr(0, 4), odd);
    EXPECT_EQ(scan(HelloMaker().sni("example.org.").record()).substr(0, 12), "example.org.");
}

TEST(ClientHello, HasNoNameWhenTheSniDoesNotParse) {
    EXPECT_EQ(scan(HelloMaker().extension(0, hex("0009 00 00ff 41")).record()).substr(0, 5),
              " 771 ");
}

TEST(ClientHello, IsNotWhatOthersSend) {
    expect_rejected(bytes_of("GET / HTTP/1.1\r\n"), scan, "other@0");
    expect_rejected(hex("16 02 01"), scan, "other@1");
    expect_rejected(hex("16 03 09"), scan, "other@2");
    expect_rejected(hex("16 03 03 ff ff"), scan, "other@3");
    expect_rejected(hex("16 03 03 00 40 02 00 00"), scan, "other@5");  // ServerHello
    expect_rejected(hex("80 2e 01 03 01"), scan, "other@0");           // SSLv2
    expect_rejected(hex("17 03 03 00 20 01"), scan, "other@0");
}

TEST(ClientHello, IsMalformedWhenItsListsOverrunIt) {
    auto stream = HelloMaker().sni("a.example").record();
    stream[5 + 4 + 2 + 32] = 0xf0;  // length of the session id
    EXPECT_EQ(scan(stream), "malformed@9");
    stream = HelloMaker().sni("a.example").record();
    stream[5 + 4 + 2 + 32 + 1 + 2 + 4 + 2] = 0xff;  // length of the extensions
    EXPECT_EQ(scan(stream), "malformed@9");
}

TEST(ClientHello, IsMalformedWhenAnotherRecordCutsIt) {
    const auto message = usual().handshake();
    const std::vector<std::uint8_t> first{message.begin(), message.begin() + 20};
    EXPECT_EQ(scan(tls_record(22, first) + tls_record(23, first)), "malformed@25");
    EXPECT_EQ(scan(tls_record(22, first) + hex("16 03 03 00 00")), "malformed@25");
}

TEST(ClientHello, MayBeAsLongAsTheLimitAndNotLonger) {
    constexpr std::size_t headers = 9;
    auto longest = hex("16 03 01 40 00 01 00");
    const std::size_t length = client_hello_limit - headers;
    longest.push_back(static_cast<std::uint8_t>(length >> 8U));
    longest.push_back(static_cast<std::uint8_t>(length & 0xffU));
    EXPECT_EQ(scan(longest), "more");
    ++longest.back();
    EXPECT_EQ(scan(longest), "limit@6");
    expect_rejected(hex("16 03 01 40 00 01 ff ff ff"), scan, "limit@6");
}

}  // namespace
}  // namespace cordon::testing
