#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace cordon {

/// Bytes owned by someone else; valid while the owner keeps them.
using Bytes = std::span<const std::uint8_t>;

/// The same bytes seen as text, for names and messages. A view, like its argument.
[[nodiscard]] inline std::string_view as_text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Text seen as bytes. A view, like its argument.
[[nodiscard]] inline Bytes as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Big-endian integer at `at`. Requires: sizeof(T) readable bytes there.
/// Written in halves: as a loop over the bytes g++ 12 -O2 keeps the loop; so it makes one load.
template <std::unsigned_integral T>
[[nodiscard]] constexpr T load_big_endian(const std::uint8_t* at) {
    if constexpr (sizeof(T) == 1) {
        return *at;
    } else if constexpr (sizeof(T) == 2) {
        return static_cast<T>(at[0] << 8 | at[1]);
    } else if constexpr (sizeof(T) == 4) {
        return static_cast<T>(T{at[0]} << 24U | T{at[1]} << 16U | T{at[2]} << 8U | T{at[3]});
    } else {
        static_assert(sizeof(T) == 8);
        return static_cast<T>(T{load_big_endian<std::uint32_t>(at)} << 32U |
                              load_big_endian<std::uint32_t>(at + 4));
    }
}

/// Reads a view front to back. Past the end it gives zeros and stays short for good, so that a
/// parser reads all its fields and asks `ran_short()` once. A view: valid while the bytes are.
class ByteReader {
public:
    explicit ByteReader(Bytes bytes) : rest_(bytes), size_(bytes.size()) {}

    /// The next integer in network order.
    template <std::unsigned_integral T>
    T read() {
        if (rest_.size() < sizeof(T)) {
            fall_short();
            return 0;
        }
        const T value = load_big_endian<T>(rest_.data());
        rest_ = rest_.subspan(sizeof(T));
        return value;
    }

    /// The next three bytes as one integer, as TLS and the chat framing write lengths.
    std::uint32_t read_u24() {
        const std::uint32_t high = read<std::uint8_t>();
        return (high << 16U) | read<std::uint16_t>();
    }

    /// The next `count` bytes; empty, and short for good, when fewer are left.
    Bytes take(std::size_t count) {
        if (rest_.size() < count) {
            fall_short();
            return {};
        }
        const Bytes taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }

    void skip(std::size_t count) { static_cast<void>(take(count)); }

    [[nodiscard]] Bytes rest() const { return rest_; }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }
    [[nodiscard]] bool ran_short() const { return short_; }
    /// How many bytes were consumed; the whole size once short.
    [[nodiscard]] std::size_t offset() const { return size_ - rest_.size(); }

private:
    void fall_short() {
        short_ = true;
        rest_ = rest_.last(0);
    }

    Bytes rest_;
    std::size_t size_;
    bool short_ = false;
};

}  // namespace cordon
