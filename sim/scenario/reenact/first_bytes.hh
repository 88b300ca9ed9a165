#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/bytes.hh"

namespace cordon {

/// Keeps the first bytes of one direction of a stream, in whatever order they come. Of bytes that
/// come twice the first copy stands.
class FirstBytes {
public:
    void add(std::uint64_t offset, Bytes bytes);
    /// The bytes from the beginning up to the first that never came.
    [[nodiscard]] std::vector<std::uint8_t> take();

private:
    std::vector<std::uint8_t> bytes_;
    std::vector<bool> known_;
};

}  // namespace cordon
