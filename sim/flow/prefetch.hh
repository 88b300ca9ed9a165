#pragma once

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

}  // namespace cordon
