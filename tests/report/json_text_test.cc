#include "sim/report/json_text.hh"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace cordon {
namespace {

std::string as_json(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

TEST(JsonText, ValidUtf8StandsAsItIs) {
    EXPECT_EQ(as_json("plain"), "\"plain\"");
    EXPECT_EQ(as_json("\xc3\xa9 \xe5\xbe\xae\xe4\xbf\xa1 \xf0\x9f\x93\xb7"),
              "\"\xc3\xa9 \xe5\xbe\xae\xe4\xbf\xa1 \xf0\x9f\x93\xb7\"");
}

TEST(JsonText, QuotesAndControlCharactersAreEscaped) {
    EXPECT_EQ(as_json("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
    EXPECT_EQ(as_json(std::string_view("\0\x1b\x7f", 3)), R"("\u0000\u001b\u007f")");
}

TEST(JsonText, BytesThatAreNotUtf8BecomeEscapes) {
    EXPECT_EQ(as_json("\xff"), R"("\u00ff")");
    EXPECT_EQ(as_json("\xc3"), R"("\u00c3")");            // cut
    EXPECT_EQ(as_json("\xc0\xaf"), R"("\u00c0\u00af")");  // overlong
    EXPECT_EQ(as_json("\xe0\x80\x80"), R"("\u00e0\u0080\u0080")");
    EXPECT_EQ(as_json("\xed\xa0\x80"), R"("\u00ed\u00a0\u0080")");  // surrogate
    EXPECT_EQ(as_json("\xf4\x90\x80\x80"), R"("\u00f4\u0090\u0080\u0080")");
}

TEST(JsonText, EveryPairOfBytesReadsBackAsJson) {
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second)};
            EXPECT_TRUE(nlohmann::json::accept(as_json(text))) << first << ' ' << second;
        }
    }
}

TEST(JsonAppender, PutsCommasWhereTheyBelong) {
    std::string out;
    JsonAppender json(out);
    json.open_object().text("a", "x{").number("b", 2).open_array("c").text({}, "[").text({}, "");
    json.close_array().open_object("d").close_object().exact("e", -5).null("f").close_object();
    EXPECT_EQ(out, R"({"a":"x{","b":2,"c":["[",""],"d":{},"e":"-5","f":null})");
}

}  // namespace
}  // namespace cordon
