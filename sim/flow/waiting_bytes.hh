#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/core/seq32.hh"

namespace cordon {

/// Pieces of a stream that arrived ahead of their turn, copied, in order and without overlap. All
/// of them lie within 2^31 of each other.
class WaitingBytes {
public:
    enum class Conflict : std::uint8_t { keep_old, take_new };

    /// Adds the bytes that are not there yet, in as many pieces as there are holes for them; where
    /// some are there already, `conflict` says which copy stays.
    void insert(Seq32 seq, Bytes bytes, Conflict conflict);

    /// Moves what follows on `next` without a hole to the end of `to`; gives how much.
    std::uint32_t take_from(Seq32 next, std::vector<std::uint8_t>& to);

    /// Forgets all that lies before `next`.
    void drop_before(Seq32 next);

    [[nodiscard]] bool empty() const { return pieces_.empty(); }
    /// Requires: !empty().
    [[nodiscard]] Seq32 begin() const { return pieces_.front().seq; }
    [[nodiscard]] Seq32 end() const { return pieces_.back().end(); }

    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t pieces() const { return pieces_.size(); }
    /// Memory that they take, in bytes.
    [[nodiscard]] std::size_t cost() const { return bytes_ + pieces_.size() * sizeof(Piece); }

private:
    struct Piece {
        Seq32 seq;
        std::vector<std::uint8_t> bytes;
        [[nodiscard]] Seq32 end() const { return seq + static_cast<std::uint32_t>(bytes.size()); }
    };
    void add_piece(std::size_t at, Seq32 seq, Bytes bytes);

    std::vector<Piece> pieces_;
    std::size_t bytes_ = 0;
};

}  // namespace cordon
