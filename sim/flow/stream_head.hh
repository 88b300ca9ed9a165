#pragma once

#include <cstdint>
#include <memory>

#include "sim/core/bytes.hh"
#include "sim/core/seq32.hh"
#include "sim/flow/head_budget.hh"

namespace cordon {

/// Which copy counts where two segments that wait out of order carry the same bytes of the stream
/// differently. Bytes that were given in order stand under both.
enum class Overlap : std::uint8_t { first_wins, last_wins };

/// Puts one direction of a TCP stream in order for the scanners, from its first byte (or from where
/// the recording began) and as long as somebody reads it. Bytes that arrive in order and are
/// consumed at once are never copied. Out-of-order segments wait in a bounded buffer.
///
/// Segments more than 1 GiB ahead are ignored: no receiver takes them (the largest window, RFC 7323
/// section 2.3). Keep-alives and repeated segments change nothing.
class StreamHead {
public:
    struct Limits {
        std::uint32_t kept_bytes = 64 * 1024;     // in order but not yet consumed
        std::uint32_t waiting_bytes = 64 * 1024;  // out of order
        std::uint16_t waiting_segments = 64;  // pieces between which there are holes or old pieces
        Overlap overlap = Overlap::first_wins;
        HeadBudget* budget = nullptr;  // for what many hold together; must outlive them; null: none
    };

    /// Tells where the stream begins (the SYN's sequence number + 1). Without it the first segment
    /// that states any payload is taken as the beginning; after that, begin() changes nothing.
    void begin(Seq32 first_byte);
    [[nodiscard]] bool begun() const { return begun_; }

    /// Takes a segment and gives the in-order bytes not yet consumed: a view into `payload` when
    /// nothing was kept, else into this object; valid until the next call. `stated_length` is the
    /// payload's length on the wire: what the recording cut is a gap.
    [[nodiscard]] Bytes add(Seq32 seq, Bytes payload, std::uint32_t stated_length,
                            const Limits& limits);

    /// The reader is done with the first `count` of the bytes that add() gave; it may exceed them
    /// (skipping a body): then that many of the stream to come are passed over, uncopied, and holes
    /// among them do not matter. The rest is kept. Call it after every add(), while `payload`
    /// lives.
    void consume(std::uint64_t count, const Limits& limits);

    /// In-order bytes that are kept. The next add() gives them again, and what follows them; ask
    /// here after a consume() that skipped to bytes which had been waiting.
    [[nodiscard]] Bytes kept() const;

    /// Nothing more comes until resume(): a hole was not filled within the limits, the reader left
    /// more than it may, or the budget had no room for either.
    [[nodiscard]] bool stuck() const { return stuck_; }
    /// Gives up the hole: what is kept is dropped and the next segment added is the beginning.
    void resume();

    /// Frees all buffers; nothing more comes.
    void release();

    /// Bytes of the stream consumed so far, those that consume() will have passed over included.
    [[nodiscard]] std::uint64_t position() const { return position_; }

private:
    struct Buffers;  // kept and waiting bytes, made only when needed
    struct Free {
        void operator()(Buffers* buffers) const;
    };

    /// A segment between its arrival and its place.
    struct Segment {
        std::int64_t ahead;   // of next_: negative when it begins with bytes that were given
        std::int64_t stated;  // length on the wire
        Bytes payload;
    };

    Buffers& buffers();
    Bytes place(const Segment& segment, const Limits& limits);
    /// Moves next_ over what the reader skips, as far as this segment shows that the stream has
    /// come.
    void pass_over(Segment& segment);
    void skip_waiting();
    void keep(Bytes rest);
    void get_stuck();
    void charge(const Limits& limits);
    void drop_empty_buffers();

    std::unique_ptr<Buffers, Free> buffers_;
    Bytes given_;  // what add() gave last, until consume()
    std::uint64_t position_ = 0;
    std::uint64_t skip_ = 0;  // bytes from next_ on that the reader does not want
    Seq32 next_;              // after the bytes that were given or passed over
    bool begun_ = false;
    bool stuck_ = false;
};

}  // namespace cordon
