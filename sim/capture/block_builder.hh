#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/core/bytes.hh"

namespace cordon {

/// Puts one pcapng block together, little-endian, in a vector it does not own and empties first.
class BlockBuilder {
public:
    BlockBuilder(std::vector<std::uint8_t>& block, std::uint32_t type);

    BlockBuilder& u16(std::uint16_t value);
    BlockBuilder& u32(std::uint32_t value);
    BlockBuilder& u64(std::uint64_t value);
    /// Bytes, then zeros to a multiple of four.
    BlockBuilder& padded(Bytes bytes);
    /// An option; of a longer value the first 65,535 bytes, without half a UTF-8 character.
    BlockBuilder& option(std::uint16_t code, std::string_view value);
    BlockBuilder& option(std::uint16_t code, std::uint64_t value);
    /// Ends the options, if there were any, and the block. The view is valid while the vector is.
    [[nodiscard]] Bytes finish();

private:
    template <typename T>
    BlockBuilder& integer(T value);

    std::vector<std::uint8_t>& block_;
    bool has_options_ = false;
};

}  // namespace cordon
