#pragma once

#include <cassert>
#include <concepts>
#include <cstdint>
#include <span>

namespace cordon {

/// Writes integers in network order into bytes that are there already, front to back.
class HeaderWriter {
public:
    explicit HeaderWriter(std::span<std::uint8_t> room) : rest_(room) {}

    /// Requires: room for it.
    template <std::unsigned_integral T>
    HeaderWriter& put(T value) {
        assert(rest_.size() >= sizeof(T));
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            rest_[i] = static_cast<std::uint8_t>(value >> (8U * (sizeof(T) - 1 - i)));
        }
        rest_ = rest_.subspan(sizeof(T));
        return *this;
    }
    [[nodiscard]] std::span<std::uint8_t> rest() const { return rest_; }

private:
    std::span<std::uint8_t> rest_;
};

}  // namespace cordon
