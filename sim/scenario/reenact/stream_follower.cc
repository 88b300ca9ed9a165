#include "sim/scenario/reenact/stream_follower.hh"

#include <algorithm>

namespace cordon {

std::optional<std::uint64_t> StreamFollower::offset_of(Seq32 seq) const {
    const Seq32 here = *first_byte_ + static_cast<std::uint32_t>(next_);
    const std::int64_t offset = static_cast<std::int64_t>(next_) + seq.ahead_of(here);
    if (offset < 0) return std::nullopt;
    return static_cast<std::uint64_t>(offset);
}

StreamFollower::Seen StreamFollower::add(std::uint64_t offset, Bytes captured, std::uint32_t length,
                                         Time at) {
    const std::uint64_t end = offset + length;
    const std::uint64_t gap = offset > next_ ? offset - next_ : 0;
    ++segments_;
    if (!may_pass_over(gap)) return Seen::too_far;
    first_.add(offset, captured);
    if (end <= next_) {
        // RFC 9293 section 3.8.4: one byte or none, just before what is expected next.
        if (length <= 1 && end == next_ && heard_ >= next_) return Seen::keep_alive;
        return fill(offset, end) ? Seen::filled : Seen::again;
    }
    if (gap > 0 && holes_.size() < most_holes) holes_.emplace(next_, offset);
    passed_over_ += gap;
    if (offset < next_) static_cast<void>(fill(offset, next_));
    next_ = end;
    in_flight_.push_back({.end = end, .passed = at});
    return Seen::moved_on;
}

bool StreamFollower::may_pass_over(std::uint64_t gap) const {
    constexpr auto largest = static_cast<std::uint64_t>(largest_tcp_window);
    return gap == 0 || (gap <= largest && passed_over_ + gap <= segments_ * vouched_bytes);
}

bool StreamFollower::fill(std::uint64_t from, std::uint64_t to) {
    bool filled = false;
    auto hole = holes_.upper_bound(from);
    if (hole != holes_.begin()) --hole;
    while (hole != holes_.end() && hole->first < to) {
        const auto [begin, end] = *hole;
        if (end <= from) {
            ++hole;
            continue;
        }
        filled = true;
        hole = holes_.erase(hole);
        if (begin < from) holes_.emplace(begin, from);
        if (to < end) holes_.emplace(to, end);
    }
    return filled;
}

void StreamFollower::acknowledged(std::uint64_t offset, Time at) {
    constexpr auto largest = static_cast<std::uint64_t>(largest_tcp_window);
    if (offset <= heard_ || offset > next_ + largest) return;
    heard_ = offset;
    acknowledged_at_ = at;
    while (!in_flight_.empty() && in_flight_.front().end <= offset) {
        heard_passed_at_ = in_flight_.front().passed;
        in_flight_.pop_front();
    }
}

std::uint64_t StreamFollower::missing(bool with_fin) const {
    std::uint64_t count = 0;
    for (const auto& [begin, end] : holes_) count += end - begin;
    const std::uint64_t seen = next_ + (with_fin ? 1 : 0);
    return count + (heard_ > seen ? heard_ - seen : 0);
}

}  // namespace cordon
