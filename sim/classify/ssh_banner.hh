#pragma once

#include <string_view>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// Start of the identification string that both ends of SSH send first (RFC 4253 section 4.2).
struct SshBanner {
    std::uint8_t major = 0;
    friend bool operator==(const SshBanner&, const SshBanner&) = default;
};

/// Reads `SSH-1.` or `SSH-2.` at the start of a stream of either end.
[[nodiscard]] inline Scan<SshBanner> scan_ssh_banner(Bytes stream) {
    constexpr std::string_view start = "SSH-";
    constexpr std::size_t length = start.size() + 2;
    for (std::size_t i = 0; i < stream.size() && i < length; ++i) {
        const char c = static_cast<char>(stream[i]);
        const bool fits = i < start.size()    ? c == start[i]
                          : i == start.size() ? c == '1' || c == '2'
                                              : c == '.';
        if (!fits) return other_protocol(i);
    }
    if (stream.size() < length) return NeedMore{};
    return SshBanner{.major = static_cast<std::uint8_t>(stream[start.size()] - '0')};
}

}  // namespace cordon
