#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "sim/core/seq32.hh"
#include "sim/core/time.hh"
#include "sim/scenario/reenact/first_bytes.hh"

namespace cordon {

/// Follows what one end of a recorded TCP connection sends: how far its stream has come, what of it
/// the other end has acknowledged and when that had passed, what came twice, what never came.
/// Offsets count the bytes of the program from 0; a FIN counts one behind the last.
///
/// What the recorder lost is passed over, but not on the word of a sequence number alone: a segment
/// is no part of the stream when it lies further ahead than the largest window, or when the bytes
/// passed over would be more than `vouched_bytes` for each segment of this end that was recorded.
/// Those behind it vouch too, so a loss longer than that is believed once enough of them came.
class StreamFollower {
public:
    /// The stream begins with the byte of this number (that of the SYN + 1). Once.
    void begin(Seq32 first_byte) {
        if (!first_byte_) first_byte_ = first_byte;
    }
    [[nodiscard]] bool begun() const { return first_byte_.has_value(); }
    /// Requires: begun(). Nothing for a number from before the beginning.
    [[nodiscard]] std::optional<std::uint64_t> offset_of(Seq32 seq) const;

    enum class Seen : std::uint8_t {
        moved_on,    // bytes beyond all that had come
        filled,      // bytes that had been passed over: they were late
        again,       // nothing that had not come before
        keep_alive,  // a byte from before the end, to ask whether somebody is there
        too_far,     // no part of the stream: nothing of it counts
    };
    /// Choice: a recorder that keeps one full segment of 180. Four times the largest IP packet, so
    /// that a capture cannot claim many times more by its gaps than by the lengths that it states.
    static constexpr std::uint64_t vouched_bytes = 256 * 1024;
    Seen add(std::uint64_t offset, Bytes captured, std::uint32_t length, Time at);
    /// The stream ends here: its FIN passed.
    void end(Time at) { in_flight_.push_back({.end = next_ + 1, .passed = at}); }
    /// The other end has heard all before `offset`; not believed beyond the largest window.
    void acknowledged(std::uint64_t offset, Time at);

    [[nodiscard]] std::uint64_t next() const { return next_; }    // behind the furthest byte seen
    [[nodiscard]] std::uint64_t heard() const { return heard_; }  // by the other end
    /// When the last byte that the other end has heard passed; nothing while it heard none.
    [[nodiscard]] std::optional<Time> heard_passed_at() const { return heard_passed_at_; }
    [[nodiscard]] std::optional<Time> last_acknowledgment() const { return acknowledged_at_; }
    /// Bytes that the other end heard and that were not seen.
    [[nodiscard]] std::uint64_t missing(bool with_fin) const;
    [[nodiscard]] std::vector<std::uint8_t> take_first() { return first_.take(); }

private:
    struct InFlight {
        std::uint64_t end;
        Time passed;
    };
    static constexpr std::size_t most_holes = 1024;

    [[nodiscard]] bool may_pass_over(std::uint64_t gap) const;
    [[nodiscard]] bool fill(std::uint64_t from, std::uint64_t to);

    std::optional<Seq32> first_byte_;
    std::uint64_t next_ = 0;
    std::uint64_t segments_ = 0;     // recorded, believed or not
    std::uint64_t passed_over_ = 0;  // bytes, of which late ones may have come since
    std::uint64_t heard_ = 0;
    std::optional<Time> heard_passed_at_, acknowledged_at_;
    std::deque<InFlight> in_flight_;
    std::map<std::uint64_t, std::uint64_t> holes_;  // begin to end
    FirstBytes first_;
};

}  // namespace cordon
