#include "sim/classify/http_request.hh"

#include <gtest/gtest.h>

#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

std::string describe(const Scan<HttpRequestSeen>& scan) {
    return text_of(scan, [](const HttpRequestSeen& request) {
        std::string text = std::string(request.method) + " " + std::string(request.target);
        text += request.has_host ? " host=" + std::string(request.host) : " no host";
        if (request.content_length > 0) text += " body=" + std::to_string(request.content_length);
        if (request.chunked) text += " chunked";
        if (request.upgrade) text += " upgrade";
        return text + " " + std::to_string(request.length);
    });
}

std::string scan(Bytes stream) {
    return describe(scan_http_request(stream));
}

std::string scan(std::string_view text) {
    return scan(as_bytes(text));
}

constexpr auto scan_bytes = [](Bytes stream) { return scan(stream); };

TEST(HttpRequestSeen, IsReadWhole) {
    for (const char* text :
         {"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
          "X-ODD~1 * HTTP/1.1\nhost:a\n\n", "\r\nPOST /x HTTP/1.1\r\nContent-Length: 4\r\n\r\n",
          "GET /f HTTP/1.1\r\nHost:\r\n a.example\r\n\tb\r\n\r\n"}) {
        SCOPED_TRACE(text);
        expect_whole_message(bytes_of(text), scan_bytes);
    }
}

TEST(HttpRequestSeen, SaysWhatWasSent) {
    EXPECT_EQ(scan("GET /A%20b HTTP/1.1\r\nhOST: \t Example.ORG:80 \r\n\r\n"),
              "GET /A%20b host=Example.ORG:80 48");
    EXPECT_EQ(scan("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"), "CONNECT a:443 host=a:443 39");
    EXPECT_EQ(scan("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"), "GET http://b/ host=a 35");
    EXPECT_EQ(scan("PUT /  HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\nUpgrade: h2c\r\n\r\n"),
              "PUT / no host chunked upgrade 67");
    EXPECT_EQ(scan("PUT / HTTP/1.1\r\nContent-Length: 12\r\n\r\n"), "PUT / no host body=12 38");
}

TEST(HttpRequestSeen, TakesTheFirstHostAndFoldedLinesAsSent) {
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").substr(0, 13), "GET / host=a ");
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n").substr(0, 13), "GET / host=a ");
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nX: 1\r\n Host: b\r\n\r\n").substr(0, 14), "GET / no host ");
}

TEST(HttpRequestSeen, IsNotWhatOthersSend) {
    expect_rejected(bytes_of("EHLO mail.example\r\n"), scan_bytes, "other@17");
    expect_rejected(bytes_of("SSH-2.0-x\r\n"), scan_bytes, "other@9");
    expect_rejected(bytes_of("GET /\r\n"), scan_bytes, "other@5");  // HTTP/0.9
    expect_rejected(bytes_of("PRI * HTTP/2.0\r\n"), scan_bytes, "other@11");
    expect_rejected(bytes_of("HTTP/1.1 200 OK\r\n"), scan_bytes, "other@4");
    expect_rejected(hex("16 03 01"), scan_bytes, "other@0");
    expect_rejected(bytes_of(" GET / HTTP/1.1"), scan_bytes, "other@0");
}

TEST(HttpRequestSeen, HasAMethodUpToTheLimit) {
    const std::string longest(http_method_limit, 'M');
    EXPECT_EQ(scan(longest + " / HTTP/1.1\r\n\r\n").substr(0, 33), longest + " ");
    EXPECT_EQ(scan(longest + "M"), "other@32");
}

TEST(HttpRequestSeen, IsReadUpToTheLimit) {
    const std::string start = "GET / HTTP/1.1\r\nX: ";
    const std::string end = "\r\n\r\n";
    const std::string value(http_head_limit - start.size() - end.size(), 'x');
    EXPECT_EQ(scan(start + value + end), "GET / no host " + std::to_string(http_head_limit));
    EXPECT_EQ(scan(start + value + "x" + end), "limit@" + std::to_string(http_head_limit));
    EXPECT_EQ(scan(start + value), "more");
}

TEST(HttpRequestSeen, IsKnownFromItsHostLineOn) {
    const std::string text = "GET /p HTTP/1.1\r\nHost: a.example\r\nCookie: x";
    const std::size_t known = text.find("Cookie") + 1;
    HttpHead head;
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const Bytes part = as_bytes(std::string_view(text).substr(0, size));
        ASSERT_TRUE(std::holds_alternative<NeedMore>(head.read(part)));
        const auto request = head.take_host(part);
        ASSERT_EQ(request.has_value(), size == known) << size;  // told once
        if (request) {
            EXPECT_EQ(request->host, "a.example");
            EXPECT_EQ(request->target, "/p");
        }
    }
}

TEST(HttpHead, DoesNotLookAgainForLinesThatItFound) {
    const std::string start = "GET / HTTP/1.1\r\n", line = "X: 1\r\n", empty = "\r\n\r\n\r\n";
    ASSERT_EQ(line.size(), empty.size());
    HttpHead head;
    EXPECT_TRUE(std::holds_alternative<NeedMore>(head.read(as_bytes(start + line + "Y"))));
    // An end of the head behind its back goes unnoticed.
    EXPECT_TRUE(std::holds_alternative<NeedMore>(head.read(as_bytes(start + empty + "Y: 2\r\n"))));
}

TEST(HttpHead, SaysOfAHeadInPiecesWhatItSaysOfAWholeOne) {
    const std::string text =
        "\r\nPUT /p HTTP/1.1\r\nHost: a\r\n b\r\nContent-Length: 12\r\nUpgrade: h2c\r\n\r\n";
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
        HttpHead head;
        ASSERT_TRUE(std::holds_alternative<NeedMore>(head.read(as_bytes(text.substr(0, cut)))));
        EXPECT_EQ(describe(head.read(as_bytes(text))), scan(text)) << cut;
    }
}

}  // namespace
}  // namespace cordon::testing
