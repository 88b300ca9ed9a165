#include "sim/flow/stream_head.hh"

#include <algorithm>
#include <limits>
#include <vector>

#include "sim/flow/waiting_bytes.hh"

namespace cordon {
namespace {

std::uint64_t add_saturating(std::uint64_t a, std::uint64_t b) {
    return b > std::numeric_limits<std::uint64_t>::max() - a
               ? std::numeric_limits<std::uint64_t>::max()
               : a + b;
}

}  // namespace

struct StreamHead::Buffers {
    std::vector<std::uint8_t> kept;
    std::size_t consumed = 0;  // how many at the front of `kept` are done with
    WaitingBytes waiting;
    HeadBudget* budget = nullptr;  // knows of `charged`
    std::uint64_t charged = 0;

    Buffers() = default;
    Buffers(const Buffers&) = delete;
    Buffers& operator=(const Buffers&) = delete;
    ~Buffers() {
        if (budget != nullptr) budget->give_back(charged);
    }

    [[nodiscard]] std::uint64_t cost() const {
        return sizeof(Buffers) + kept.size() + waiting.cost();
    }

    [[nodiscard]] Bytes unread() const { return Bytes{kept}.subspan(consumed); }

    void consume(std::size_t count) {
        consumed += count;
        if (consumed == kept.size()) {
            kept = {};
            consumed = 0;
        } else if (consumed > kept.size() / 2) {  // so that each byte is moved about once
            kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(consumed));
            consumed = 0;
        }
    }
};

void StreamHead::Free::operator()(Buffers* buffers) const {
    std::default_delete<Buffers>{}(buffers);
}

StreamHead::Buffers& StreamHead::buffers() {
    if (buffers_ == nullptr) buffers_.reset(std::make_unique<Buffers>().release());
    return *buffers_;
}

Bytes StreamHead::kept() const {
    return buffers_ == nullptr ? Bytes{} : buffers_->unread();
}

void StreamHead::begin(Seq32 first_byte) {
    if (begun_) return;
    next_ = first_byte;
    begun_ = true;
}

Bytes StreamHead::add(Seq32 seq, Bytes payload, std::uint32_t stated_length, const Limits& limits) {
    given_ = {};
    if (stuck_) return {};
    if (stated_length != 0) begin(seq);
    Segment segment{.ahead = seq.ahead_of(next_),
                    .stated = stated_length,
                    .payload = payload.first(std::min<std::size_t>(payload.size(), stated_length))};
    const bool has_news = segment.stated > 0 && segment.ahead + segment.stated > 0;
    if (has_news && segment.ahead <= largest_tcp_window) {
        pass_over(segment);
        if (segment.ahead < 0) {
            const auto old = static_cast<std::uint64_t>(-segment.ahead);
            segment.payload = segment.payload.subspan(std::min(old, segment.payload.size()));
            segment.ahead = 0;
        }
        if (!segment.payload.empty()) return given_ = place(segment, limits);
    }
    return given_ = kept();
}

void StreamHead::pass_over(Segment& segment) {
    if (skip_ == 0) return;
    const auto end = static_cast<std::uint64_t>(segment.ahead + segment.stated);
    const std::uint64_t step = std::min(end, skip_);
    next_ += static_cast<std::uint32_t>(step);
    segment.ahead -= static_cast<std::int64_t>(step);
    skip_ -= step;
}

// Requires: segment.ahead >= 0, and a payload.
Bytes StreamHead::place(const Segment& segment, const Limits& limits) {
    const auto length = static_cast<std::uint32_t>(segment.payload.size());
    const bool in_order = segment.ahead == 0;
    const bool alone = buffers_ == nullptr || buffers_->waiting.empty() ||
                       buffers_->waiting.begin() > next_ + length;
    if (in_order && alone) {
        next_ += length;
        if (kept().empty()) return segment.payload;
        buffers_->kept.insert(buffers_->kept.end(), segment.payload.begin(), segment.payload.end());
        return kept();
    }
    WaitingBytes& waiting = buffers().waiting;
    waiting.insert(next_ + static_cast<std::uint32_t>(segment.ahead), segment.payload,
                   limits.overlap == Overlap::first_wins ? WaitingBytes::Conflict::keep_old
                                                         : WaitingBytes::Conflict::take_new);
    next_ += waiting.take_from(next_, buffers_->kept);
    if (waiting.bytes() > limits.waiting_bytes || waiting.pieces() > limits.waiting_segments) {
        get_stuck();
    }
    charge(limits);
    return kept();
}

void StreamHead::consume(std::uint64_t count, const Limits& limits) {
    if (stuck_) return;
    position_ = add_saturating(position_, count);
    const std::uint64_t taken = std::min<std::uint64_t>(count, given_.size());
    keep(given_.subspan(taken));
    if (count > taken) {
        skip_ = add_saturating(skip_, count - taken);
        skip_waiting();
    }
    given_ = kept();
    if (given_.size() > limits.kept_bytes) get_stuck();
    drop_empty_buffers();
    charge(limits);
}

/// Keeps `rest`, the end of given_, which lies in the kept bytes if there are any.
void StreamHead::keep(Bytes rest) {
    if (!kept().empty()) {
        buffers_->consume(given_.size() - rest.size());
    } else if (!rest.empty()) {
        buffers().kept.assign(rest.begin(), rest.end());
    }
}

/// Lets what the reader skips include bytes that have been waiting. Afterwards none wait if some
/// are still to be skipped.
void StreamHead::skip_waiting() {
    if (buffers_ == nullptr || buffers_->waiting.empty()) return;
    const std::int64_t end = buffers_->waiting.end().ahead_of(next_);
    Segment last{.ahead = end, .stated = 0, .payload = {}};
    pass_over(last);
    buffers_->waiting.drop_before(next_);
    next_ += buffers_->waiting.take_from(next_, buffers_->kept);
}

void StreamHead::get_stuck() {
    resume();
    stuck_ = true;
}

/// Lets the budget know what is held now; gets stuck when it has no room for that.
void StreamHead::charge(const Limits& limits) {
    if (buffers_ == nullptr || limits.budget == nullptr) return;
    const std::uint64_t cost = buffers_->cost();
    if (!limits.budget->change(buffers_->charged, cost)) {
        get_stuck();
        return;
    }
    buffers_->budget = limits.budget;
    buffers_->charged = cost;
}

void StreamHead::resume() {
    buffers_.reset();
    given_ = {};
    skip_ = 0;
    begun_ = false;
    stuck_ = false;
}

void StreamHead::release() {
    get_stuck();
}

void StreamHead::drop_empty_buffers() {
    if (buffers_ != nullptr && buffers_->kept.empty() && buffers_->waiting.empty()) {
        buffers_.reset();
    }
}

}  // namespace cordon
