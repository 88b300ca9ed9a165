#pragma once

#include <cstdint>
#include <span>

#include "sim/core/bytes.hh"

namespace cordon {

/// Makes what phones and servers mean look encrypted, and back: each message is xored with
/// hash(key, direction, number). Two ends that saw each other's hello have the same key. It keeps
/// no secret; it keeps a wall in the model from reading what a real one could not.
class Seal {
public:
    enum class Direction : std::uint8_t { up, down };

    explicit Seal(std::uint64_t key = 0) : key_(key) {}
    /// The key of those who sent each other these in the clear.
    [[nodiscard]] static Seal between(Bytes client_random, Bytes server_random);

    /// Seals message `number` of a direction, or opens it: it is its own inverse.
    void apply(Direction direction, std::uint64_t number, std::span<std::uint8_t> bytes) const;
    /// A short tag over the open bytes of that message: bytes made by somebody else fail it.
    [[nodiscard]] std::uint32_t tag(Direction direction, std::uint64_t number, Bytes open) const;

private:
    std::uint64_t key_;
};

}  // namespace cordon
