#pragma once

#include <compare>
#include <cstdint>

namespace cordon {

/// Bytes: no receiver takes what lies further ahead of what it has had (RFC 7323 section 2.3).
inline constexpr std::int64_t largest_tcp_window = std::int64_t{1} << 30U;

/// A TCP sequence number: 32 bits that wrap (RFC 9293 section 3.4). All sequence arithmetic of the
/// project lives here. Comparisons are meant for numbers less than 2^31 apart.
class Seq32 {
public:
    constexpr Seq32() = default;
    constexpr explicit Seq32(std::uint32_t raw) : raw_(raw) {}

    [[nodiscard]] constexpr std::uint32_t raw() const { return raw_; }

    /// How far this lies ahead of `other`: negative when it lies behind.
    [[nodiscard]] constexpr std::int32_t ahead_of(Seq32 other) const {
        return static_cast<std::int32_t>(raw_ - other.raw_);
    }

    constexpr Seq32& operator+=(std::uint32_t count) {
        raw_ += count;
        return *this;
    }
    friend constexpr Seq32 operator+(Seq32 seq, std::uint32_t count) { return seq += count; }
    friend constexpr Seq32 operator-(Seq32 seq, std::uint32_t count) {
        return Seq32{seq.raw_ - count};
    }

    friend constexpr bool operator==(Seq32, Seq32) = default;
    friend constexpr bool operator<(Seq32 a, Seq32 b) { return a.ahead_of(b) < 0; }
    friend constexpr bool operator>(Seq32 a, Seq32 b) { return a.ahead_of(b) > 0; }
    friend constexpr bool operator<=(Seq32 a, Seq32 b) { return a.ahead_of(b) <= 0; }
    friend constexpr bool operator>=(Seq32 a, Seq32 b) { return a.ahead_of(b) >= 0; }

private:
    std::uint32_t raw_ = 0;
};

}  // namespace cordon
