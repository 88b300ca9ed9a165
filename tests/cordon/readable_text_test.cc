#include "tools/cordon/readable_text.hh"

#include <gtest/gtest.h>

namespace cordon {
namespace {

TEST(ReadableText, LettersOfAllScriptsStandAsTyped) {
    for (const char* text : {"a b", "m\u00fc.de", "\u4f8b\u5b50", "\u043f\u0440\u0438",
                             "\u0645\u062b\u0627\u0644", "\U0001f600", ""}) {
        EXPECT_EQ(readable_text(text), text);
    }
}

TEST(ReadableText, WhatWouldMoveOrTurnTheLineIsEscaped) {
    EXPECT_EQ(readable_text("a\x1b[31m\n\x7f"), "a\\x1b[31m\\x0a\\x7f");
    EXPECT_EQ(readable_text("\u009b"), "\\xc2\\x9b");
    EXPECT_EQ(readable_text("a\u202eb"), "a\\xe2\\x80\\xaeb");
    EXPECT_EQ(readable_text("a\u200bb"), "a\\xe2\\x80\\x8bb");
    EXPECT_EQ(readable_text("\ufeff"), "\\xef\\xbb\\xbf");
    EXPECT_EQ(readable_text("\U000e0041"), "\\xf3\\xa0\\x81\\x81");
}

TEST(ReadableText, WhatIsNoUtf8IsEscaped) {
    EXPECT_EQ(readable_text("\xff\x80"), "\\xff\\x80");
    EXPECT_EQ(readable_text("\xc3"), "\\xc3");  // cut short
    EXPECT_EQ(readable_text("\xc3z"), "\\xc3z");
    EXPECT_EQ(readable_text("\xe0\x80\xaf"), "\\xe0\\x80\\xaf");  // longer than needed
    EXPECT_EQ(readable_text("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // half of a pair of UTF-16
    EXPECT_EQ(readable_text("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
}

}  // namespace
}  // namespace cordon
