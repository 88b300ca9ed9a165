#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

namespace cordon {

/// How the bytes of an integer lie. Capture files are in the order of the machine that wrote them;
/// each file (pcap) or section (pcapng) says which.
enum class ByteOrder : std::uint8_t { little_endian, big_endian };

template <std::unsigned_integral T>
[[nodiscard]] constexpr T swap_bytes(T value) {
    if constexpr (sizeof(T) == 2) return __builtin_bswap16(value);
    if constexpr (sizeof(T) == 4) return __builtin_bswap32(value);
    if constexpr (sizeof(T) == 8) return __builtin_bswap64(value);
    return value;
}

[[nodiscard]] constexpr bool is_native(ByteOrder order) {
    return (std::endian::native == std::endian::little) == (order == ByteOrder::little_endian);
}

/// Integer at `at`, in an order known when compiling. Requires: sizeof(T) readable bytes.
template <ByteOrder order, std::unsigned_integral T>
[[nodiscard]] T load(const std::uint8_t* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return is_native(order) ? value : swap_bytes(value);
}

/// The same in an order known when running.
template <std::unsigned_integral T>
[[nodiscard]] T load(const std::uint8_t* at, ByteOrder order) {
    return order == ByteOrder::little_endian ? load<ByteOrder::little_endian, T>(at)
                                             : load<ByteOrder::big_endian, T>(at);
}

/// Requires: sizeof(T) writable bytes at `at`.
template <std::unsigned_integral T>
void store_little_endian(std::uint8_t* at, T value) {
    if (!is_native(ByteOrder::little_endian)) value = swap_bytes(value);
    std::memcpy(at, &value, sizeof value);
}

}  // namespace cordon
