#include "sim/craft/http_head.hh"

#include <gtest/gtest.h>

namespace cordon::test {
namespace {

TEST(RequestHead, APathThatAsksForBytesIsReadBack) {
    EXPECT_EQ(bytes_named_by(path_of_bytes(400'000)), 400'000U);
    EXPECT_EQ(bytes_named_by(path_of_bytes(0)), 0U);
    EXPECT_FALSE(bytes_named_by("/"));
}

TEST(RequestHead, IsReadAsItWasWritten) {
    RequestHead request;
    request.method = "POST";
    request.path = "/u/f/0123456789abcdef";
    request.host = "mmg.whatsapp.net";
    request.body = 100;
    request.offset = 5'000;
    const auto read = read_http_request(to_text(request));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->method, "POST");
    EXPECT_EQ(read->path, request.path);
    EXPECT_EQ(read->host, request.host);
    EXPECT_EQ(read->body, 100U);
    EXPECT_EQ(read->offset, 5'000U);
}

TEST(RequestHead, WithoutARequestLineIsNone) {
    EXPECT_FALSE(read_http_request(""));
    EXPECT_FALSE(read_http_request("GET"));
    EXPECT_FALSE(read_http_request("GET /"));
    EXPECT_FALSE(read_http_request("\x16\x03\x01\x02"));
    EXPECT_TRUE(read_http_request("GET / HTTP/1.0"));
}

TEST(AnswerHead, IsReadAsItWasWritten) {
    const auto read = read_http_answer(to_text(AnswerHead{.status = 403, .body = 7}));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->status, 403U);
    EXPECT_EQ(read->body, 7U);
    EXPECT_FALSE(read_http_answer("HTTP/1.1 999999 no"));
    EXPECT_FALSE(read_http_answer("ICY 200 OK"));
}

TEST(HtmlPage, HasItsTitleAndExactlyItsSize) {
    const std::string page = html_page("WhatsApp Web", 9'000);
    EXPECT_EQ(page.size(), 9'000U);
    EXPECT_NE(page.find("<title>WhatsApp Web</title>"), std::string::npos);
}

TEST(BodyOffset, IsBehindTheEmptyLine) {
    const std::string head = to_text(AnswerHead{.body = 3});
    for (std::size_t length = 0; length < head.size(); ++length) {
        EXPECT_EQ(body_offset(std::string_view(head).substr(0, length)), std::nullopt) << length;
    }
    EXPECT_EQ(body_offset(head), head.size());
    EXPECT_EQ(body_offset(head + "a\r\n\r\nb"), head.size());
}

}  // namespace
}  // namespace cordon::test
