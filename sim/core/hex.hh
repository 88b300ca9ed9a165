#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "sim/core/bytes.hh"

namespace cordon {

/// The digit of the lowest four bits. Letters are small wherever cordon writes hexadecimal.
[[nodiscard]] constexpr char hex_digit(unsigned value) {
    return "0123456789abcdef"[value & 0xfU];
}

/// What a digit stands for, its letter small or capital; nullopt when it is none.
[[nodiscard]] constexpr std::optional<unsigned> hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a') + 10;
    if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A') + 10;
    return std::nullopt;
}

/// Appends all digits of an integer, leading zeros included: two of a byte.
template <std::unsigned_integral T>
void append_hex(std::string& out, T value) {
    for (int shift = std::numeric_limits<T>::digits - 4; shift >= 0; shift -= 4) {
        out += hex_digit(static_cast<unsigned>(value >> shift));
    }
}

/// All digits of an integer, leading zeros included.
template <std::unsigned_integral T>
[[nodiscard]] std::string to_hex(T value) {
    std::string text;
    append_hex(text, value);
    return text;
}

/// Two digits a byte, in the order of the bytes.
[[nodiscard]] inline std::string to_hex(Bytes bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) append_hex(text, byte);
    return text;
}

}  // namespace cordon
