#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/core/bytes.hh"

namespace cordon {

/// Appends integers in network order and raw bytes to a vector it does not own.
class ByteWriter {
public:
    explicit ByteWriter(std::vector<std::uint8_t>& out) : out_(&out) {}

    template <std::unsigned_integral T>
    ByteWriter& write(T value) {
        for (std::size_t i = sizeof(T); i-- > 0;) {
            out_->push_back(static_cast<std::uint8_t>(value >> (8U * i)));
        }
        return *this;
    }

    ByteWriter& write_u24(std::uint32_t value) {
        return write(static_cast<std::uint8_t>(value >> 16U))
            .write(static_cast<std::uint16_t>(value & 0xffffU));
    }

    ByteWriter& append(Bytes bytes) {
        out_->insert(out_->end(), bytes.begin(), bytes.end());
        return *this;
    }

    ByteWriter& fill(std::size_t count, std::uint8_t value = 0) {
        out_->insert(out_->end(), count, value);
        return *this;
    }

    [[nodiscard]] std::size_t size() const { return out_->size(); }

private:
    std::vector<std::uint8_t>* out_;
};

}  // namespace cordon
