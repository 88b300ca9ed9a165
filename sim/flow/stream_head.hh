#pragma once

#include <cstdint>
#include <memory>

#include "sim/core/bytes.hh"
#include "sim/core/seq32.hh"

namespace cordon {

/// Which copy counts where two segments carry the same bytes of the stream differently.
enum class Overlap : std::uint8_t { first_wins, last_wins };

/// Puts one direction of a TCP stream in order for the scanners, from its first byte (or from where
/// the recording began) and as long as somebody reads it. Bytes that arrive in order and are
/// consumed at once are never copied. Out-of-order segments wait in a bounded buffer.
class StreamHead {
public:
    struct Limits {
        std::uint32_t kept_bytes = 64 * 1024;     // in order but not yet consumed
        std::uint32_t waiting_bytes = 64 * 1024;  // out of order
        std::uint16_t waiting_segments = 64;
        Overlap overlap = Overlap::first_wins;
    };

    /// Tells where the stream begins (the SYN's sequence number + 1). Without it the first segment
    /// added is taken as the beginning.
    void begin(Seq32 first_byte);
    [[nodiscard]] bool begun() const { return begun_; }

    /// Takes a segment and gives the in-order bytes not yet consumed: a view into `payload` when
    /// nothing was kept, else into this object; valid until the next call. `stated_length` is the
    /// payload's length on the wire: what the recording cut is a gap.
    [[nodiscard]] Bytes add(Seq32 seq, Bytes payload, std::uint32_t stated_length,
                            const Limits& limits);

    /// The reader is done with the first `count` of the bytes that add() gave; it may exceed them
    /// (skipping a body): then that many of the stream to come are passed over, uncopied. The rest
    /// is kept. Call it after every add().
    void consume(std::uint64_t count, const Limits& limits);

    /// A hole that will not be filled within the limits: nothing more comes until resume().
    [[nodiscard]] bool stuck() const { return stuck_; }
    /// Gives up the hole: what is kept is dropped and the next segment added is the beginning.
    void resume();

    /// Frees all buffers; add() must not be called any more.
    void release();

    /// Bytes of the stream consumed so far.
    [[nodiscard]] std::uint64_t position() const { return position_; }

private:
    struct Buffers;  // kept and waiting bytes, made only when needed
    struct Free {
        void operator()(Buffers* buffers) const;
    };

    std::unique_ptr<Buffers, Free> buffers_;
    std::uint64_t position_ = 0;
    std::uint64_t skip_ = 0;
    Seq32 next_;
    bool begun_ = false;
    bool stuck_ = false;
};

}  // namespace cordon
