#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

// The two general tests of a stream scanner. A scanner here is a function from bytes to a text:
// "more", "other@N", "malformed@N", "limit@N", or what the message says.

namespace cordon::testing {

inline std::string text_of(const Rejected& rejected) {
    const std::string at = "@" + std::to_string(rejected.offset);
    switch (rejected.why) {
        case Rejected::Why::other_protocol:
            return "other" + at;
        case Rejected::Why::malformed:
            return "malformed" + at;
        case Rejected::Why::over_limit:
            return "limit" + at;
    }
    return {};
}

/// The answer of a scan; `describe` writes a message down.
template <typename Message, typename Describe>
std::string text_of(const Scan<Message>& scan, Describe describe) {
    if (std::holds_alternative<NeedMore>(scan)) return "more";
    if (const auto* rejected = std::get_if<Rejected>(&scan)) return text_of(*rejected);
    return describe(std::get<Message>(scan));
}

/// Every proper prefix of `shortest` needs more; it, and whatever follows it, is one message.
template <typename Scanner>
void expect_whole_message(const std::vector<std::uint8_t>& shortest, Scanner scan) {
    for (std::size_t size = 0; size < shortest.size(); ++size) {
        ASSERT_EQ(scan(Bytes{shortest}.first(size)), "more") << "of " << size << " bytes";
    }
    const std::string message = scan(shortest);
    ASSERT_NE(message, "more");
    for (const int next : {0x00, 0x0a, 0x16, 0x41, 0xff}) {
        std::vector<std::uint8_t> longer = shortest;
        for (int i = 0; i < 40; ++i) {
            longer.push_back(static_cast<std::uint8_t>(next));
            ASSERT_EQ(scan(longer), message) << "with " << i + 1 << " times " << next;
        }
    }
}

/// What is rejected stays rejected, for the same reason at the same place, whatever follows; and
/// no prefix was taken for a message.
template <typename Scanner>
void expect_rejected(const std::vector<std::uint8_t>& stream, Scanner scan,
                     std::string_view expected) {
    EXPECT_EQ(scan(stream), expected);
    bool rejected = false;
    for (std::size_t size = 0; size <= stream.size(); ++size) {
        const std::string answer = scan(Bytes{stream}.first(size));
        rejected |= answer != "more";
        EXPECT_EQ(answer, rejected ? expected : "more") << "of " << size << " bytes";
    }
}

inline std::vector<std::uint8_t> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

/// `57 41 02 00` and the like; blanks do not count.
inline std::vector<std::uint8_t> hex(std::string_view digits) {
    std::vector<std::uint8_t> bytes;
    std::string pair;
    for (const char c : digits) {
        if (c == ' ') continue;
        pair += c;
        if (pair.size() < 2) continue;
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(pair, nullptr, 16)));
        pair.clear();
    }
    return bytes;
}

inline std::vector<std::uint8_t> operator+(std::vector<std::uint8_t> a,
                                           const std::vector<std::uint8_t>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

}  // namespace cordon::testing
