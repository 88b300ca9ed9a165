#include "sim/core/utf8.hh"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace cordon {
namespace {

using Found = std::optional<Utf8Character>;

/// A code in so many bytes, whether or not UTF-8 allows it.
std::string spelt(char32_t code, std::size_t length) {
    constexpr std::array<unsigned, 5> lead{0, 0, 0xc0, 0xe0, 0xf0};
    std::string text(length, '\0');
    for (std::size_t at = length; at-- > 0; code >>= 6U) {
        text[at] = static_cast<char>(0x80U | (code & 0x3fU));
        if (at == 0) text[at] = static_cast<char>(length == 1 ? code : lead[length] | code);
    }
    return text;
}

std::size_t length_of(char32_t code) {
    if (code < 0x80) return 1;
    if (code < 0x800) return 2;
    return code < 0x10000 ? 3 : 4;
}

TEST(Utf8, ReadsEveryCharacterThereIs) {
    for (char32_t code = 0; code <= 0x10ffff; ++code) {
        const std::size_t length = length_of(code);
        const bool surrogate = code >= 0xd800 && code <= 0xdfff;
        const Found expected = surrogate ? Found() : Utf8Character{.code = code, .length = length};
        ASSERT_EQ(first_character(spelt(code, length)), expected) << std::hex << +code;
    }
}

TEST(Utf8, KnowsTheSpellingsOfTheStandard) {  // RFC 3629 section 7
    EXPECT_EQ(first_character("\xe2\x89\xa2"), (Utf8Character{.code = 0x2262, .length = 3}));
    EXPECT_EQ(first_character("\xed\x95\x9c"), (Utf8Character{.code = 0xd55c, .length = 3}));
    EXPECT_EQ(first_character("\xf0\xa3\x8e\xb4"), (Utf8Character{.code = 0x233b4, .length = 4}));
}

TEST(Utf8, RefusesFormsLongerThanNeeded) {
    for (const auto& [code, longer] : std::array<std::pair<char32_t, std::size_t>, 7>{
             {{0, 2}, {'/', 2}, {0x7f, 2}, {0, 3}, {0x7ff, 3}, {0, 4}, {0xffff, 4}}}) {
        EXPECT_EQ(first_character(spelt(code, longer)), std::nullopt) << std::hex << +code;
    }
}

TEST(Utf8, RefusesSurrogatesAndNothingBesideThem) {
    EXPECT_TRUE(first_character(spelt(0xd7ff, 3)).has_value());
    EXPECT_FALSE(first_character(spelt(0xd800, 3)).has_value());
    EXPECT_FALSE(first_character(spelt(0xdfff, 3)).has_value());
    EXPECT_TRUE(first_character(spelt(0xe000, 3)).has_value());
}

TEST(Utf8, EndsWithTheLastCharacterOfUnicode) {
    EXPECT_TRUE(first_character(spelt(0x10ffff, 4)).has_value());
    EXPECT_FALSE(first_character(spelt(0x110000, 4)).has_value());
    EXPECT_FALSE(first_character(spelt(0x1fffff, 4)).has_value());
    for (const std::string_view five_and_six :
         {"\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80", "\xfe", "\xff"}) {
        EXPECT_FALSE(first_character(five_and_six).has_value());
    }
}

TEST(Utf8, FindsNothingInAnyProperPrefixAndTheSameInAnyLongerText) {
    for (const std::string character : {"z", "\xc3\xa9", "\xe5\xbe\xae", "\xf0\x9f\x93\xb7"}) {
        for (std::size_t size = 0; size < character.size(); ++size) {
            EXPECT_EQ(first_character(character.substr(0, size)), std::nullopt) << size;
        }
        const Found whole = first_character(character);
        ASSERT_TRUE(whole.has_value());
        EXPECT_EQ(whole->length, character.size());
        std::string text = character;
        for (const char next : {'a', '\x80', '\xff', '\0'}) {
            text += next;
            EXPECT_EQ(first_character(text), whole);
        }
    }
}

TEST(Utf8, AsksEveryByteBehindTheFirstToGoOn) {
    // Led so that no second byte makes a form longer than needed, or half of a pair.
    for (const std::string character : {"\xc3\xa9", "\xe5\xbe\xae", "\xf1\x9f\x93\xb7"}) {
        for (std::size_t at = 1; at < character.size(); ++at) {
            for (unsigned byte = 0; byte < 256; ++byte) {
                std::string text = character;
                text[at] = static_cast<char>(byte);
                EXPECT_EQ(first_character(text).has_value(), continues_character(text[at]))
                    << at << ' ' << byte;
            }
        }
    }
}

TEST(Utf8, NoByteBothBeginsAndContinuesACharacter) {
    for (unsigned byte = 0; byte < 256; ++byte) {
        const auto first = static_cast<char>(byte);
        EXPECT_EQ(continues_character(first), byte >= 0x80 && byte <= 0xbf);
        EXPECT_EQ(first_character(std::string(1, first)).has_value(), byte < 0x80);
        if (continues_character(first)) {
            EXPECT_FALSE(first_character(std::string(1, first) + "\x80\x80\x80").has_value());
        }
    }
}

}  // namespace
}  // namespace cordon
