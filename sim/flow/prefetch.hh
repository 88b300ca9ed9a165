#pragma once

#include <cstddef>

namespace cordon {

/// Starts loading the cache line at `at`, which need not be valid memory. The empty statement after
/// it keeps the call: g++ 12 takes a function that only prefetches for one without effect, and
/// drops calls of it that it does not inline.
inline void prefetch(const void* at) {
    __builtin_prefetch(at);
    asm volatile("" : : "r"(at));
}

/// The same for a line that will be written.
inline void prefetch_to_write(const void* at) {
    __builtin_prefetch(at, 1);
    asm volatile("" : : "r"(at));
}

/// The same for the first `bytes` of an object, line by line.
template <std::size_t bytes>
void prefetch_lines(const void* object) {
    constexpr std::size_t line = 64;
    const auto* const first = static_cast<const std::byte*>(object);
    for (std::size_t offset = 0; offset < bytes; offset += line) prefetch(first + offset);
}

}  // namespace cordon
