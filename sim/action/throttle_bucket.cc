#include "sim/action/throttle_bucket.hh"

namespace cordon {

ThrottleBucket::ThrottleBucket(const Throttle& throttle, Time now)
    : bucket_({.rate = throttle.rate, .burst_bytes = throttle.burst_bytes}, now),
      by_(throttle.by),
      queue_bytes_(throttle.queue_bytes) {}

std::optional<Time> ThrottleBucket::admit(std::uint64_t bytes, Time now, Time latest) {
    if (by_ == Throttle::By::shape) return join_queue(bytes, now, latest);
    if (!bucket_.take(bytes, now)) return std::nullopt;
    return now;
}

std::optional<Time> ThrottleBucket::join_queue(std::uint64_t bytes, Time now, Time latest) {
    forget_departed(now);
    if (bucket_.take(bytes, now)) return now;  // not while one waits: then credit is owed
    if (bytes > queue_bytes_ - waiting_bytes_) return std::nullopt;
    const std::optional<Time> leaves = bucket_.borrow(bytes, now, latest);
    if (!leaves) return std::nullopt;
    waiting_.push_back({.leaves = *leaves, .bytes = bytes});
    waiting_bytes_ += bytes;
    return leaves;
}

bool ThrottleBucket::is_idle(Time now) {
    return waiting_bytes(now) == 0 && bucket_.is_full(now);
}

std::uint64_t ThrottleBucket::waiting_bytes(Time now) {
    forget_departed(now);
    return waiting_bytes_;
}

void ThrottleBucket::forget_departed(Time now) {
    while (first_ < waiting_.size() && waiting_[first_].leaves <= now) {
        waiting_bytes_ -= waiting_[first_].bytes;
        ++first_;
    }
    // Moved only once half are gone, so that each is moved at most once on average.
    if (first_ * 2 < waiting_.size()) return;
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
}

}  // namespace cordon
