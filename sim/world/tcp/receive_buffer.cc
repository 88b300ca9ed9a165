#include "sim/world/tcp/receive_buffer.hh"

#include <algorithm>
#include <cassert>

namespace cordon {

ReceiveBuffer::Run ReceiveBuffer::run_of(const Payload& payload, TcpPosition from, TcpPosition to) {
    Run run{.begin = from, .end = to, .stream = payload.stream};
    const std::uint64_t within = from - payload.begin;
    if (payload.stream) {
        run.stream_offset = payload.stream_offset + within;
    } else {
        const Bytes part = payload.bytes.subspan(within, to - from);
        run.bytes.assign(part.begin(), part.end());
    }
    return run;
}

bool ReceiveBuffer::continues(const Run& run, const Run& next) {
    return run.end == next.begin && run.stream && run.stream == next.stream &&
           run.stream_offset + (run.end - run.begin) == next.stream_offset;
}

void ReceiveBuffer::join(Run& run, Run&& next) {
    run.end = next.end;
    run.touched = std::max(run.touched, next.touched);
}

ReceiveBuffer::Came ReceiveBuffer::insert(const Payload& payload) {
    const TcpPosition end = payload.begin + payload.length;
    if (end <= next_) return Came::nothing_new;
    if (payload.begin > next_) {
        return insert_beyond(payload) ? Came::beyond_gap : Came::nothing_new;
    }
    append(run_of(payload, next_, end));
    if (beyond_.empty()) return Came::in_order;
    close_gap();
    return Came::filled_gap;
}

void ReceiveBuffer::append(Run run) {
    next_ = run.end;
    if (!in_order_.empty() && continues(in_order_.back(), run)) {
        join(in_order_.back(), std::move(run));
    } else {
        in_order_.push_back(std::move(run));
    }
}

void ReceiveBuffer::close_gap() {
    std::size_t used = 0;
    for (; used < beyond_.size() && beyond_[used].begin <= next_; ++used) {
        Run& run = beyond_[used];
        if (run.end <= next_) continue;
        const std::uint64_t known = next_ - run.begin;
        run.begin = next_;
        run.stream_offset += run.stream ? known : 0;
        if (!run.stream) {
            run.bytes.erase(run.bytes.begin(),
                            run.bytes.begin() + static_cast<std::ptrdiff_t>(known));
        }
        append(std::move(run));
    }
    beyond_.erase(beyond_.begin(), beyond_.begin() + static_cast<std::ptrdiff_t>(used));
    if (beyond_.empty()) beyond_.shrink_to_fit();
}

/// Puts the parts of it that no run holds between the runs.
bool ReceiveBuffer::insert_beyond(const Payload& payload) {
    const TcpPosition end = payload.begin + payload.length;
    bool new_bytes = false;
    for (TcpPosition from = payload.begin; from < end;) {
        const auto next =
            std::upper_bound(beyond_.begin(), beyond_.end(), from,
                             [](TcpPosition place, const Run& run) { return place < run.end; });
        if (next != beyond_.end() && next->begin <= from) {
            next->touched = ++touches_;
            from = next->end;
            continue;
        }
        const TcpPosition to = next != beyond_.end() ? std::min(end, next->begin) : end;
        Run run = run_of(payload, from, to);
        run.touched = ++touches_;
        add_beyond(static_cast<std::size_t>(next - beyond_.begin()), std::move(run));
        new_bytes = true;
        from = to;
    }
    return new_bytes;
}

/// Inserts before index `at`, joining with its neighbours where it continues them.
void ReceiveBuffer::add_beyond(std::size_t at, Run run) {
    const auto place = beyond_.begin() + static_cast<std::ptrdiff_t>(at);
    if (at > 0 && continues(beyond_[at - 1], run)) {
        Run& before = beyond_[at - 1];
        join(before, std::move(run));
        if (at < beyond_.size() && continues(before, beyond_[at])) {
            join(before, std::move(beyond_[at]));
            beyond_.erase(place);
        }
        return;
    }
    if (at < beyond_.size() && continues(run, beyond_[at])) {
        join(run, std::move(beyond_[at]));
        beyond_[at] = std::move(run);
        return;
    }
    beyond_.insert(place, std::move(run));
}

std::size_t ReceiveBuffer::blocks(std::span<Block> room) const {
    std::size_t count = 0;
    std::uint64_t before = UINT64_MAX;
    // The last touched first; there are few runs, and fewer blocks.
    for (; count < room.size(); ++count) {
        const Run* best = nullptr;
        for (const Run& run : beyond_) {
            if (run.touched < before && (best == nullptr || run.touched > best->touched)) {
                best = &run;
            }
        }
        if (best == nullptr) break;
        before = best->touched;
        room[count] = {.begin = best->begin, .end = best->end};
    }
    return count;
}

void ReceiveBuffer::copy(TcpPosition from, std::span<std::uint8_t> out) const {
    for (const Run& run : in_order_) {
        if (out.empty()) break;
        if (run.end <= from) continue;
        const std::uint64_t within = from - run.begin;
        const std::uint64_t count = std::min<std::uint64_t>(out.size(), run.end - from);
        if (run.stream) {
            run.stream->copy(run.stream_offset + within, out.first(count));
        } else {
            std::copy_n(run.bytes.data() + within, count, out.data());
        }
        out = out.subspan(count);
        from += count;
    }
    assert(out.empty());
}

std::vector<std::uint8_t> ReceiveBuffer::take(std::uint64_t count) {
    assert(count <= available());
    std::vector<std::uint8_t> bytes(count);
    copy(taken_, bytes);
    skip(count);
    return bytes;
}

void ReceiveBuffer::skip(std::uint64_t count) {
    assert(count <= available());
    taken_ += count;
    std::size_t used = 0;
    for (; used < in_order_.size() && in_order_[used].begin < taken_; ++used) {
        Run& run = in_order_[used];
        if (run.stream) {
            run.stream->taken(run.stream_offset + (std::min(taken_, run.end) - run.begin));
        }
        if (run.end > taken_) break;
    }
    if (used == in_order_.size()) {
        std::vector<Run>().swap(in_order_);
    } else {
        in_order_.erase(in_order_.begin(), in_order_.begin() + static_cast<std::ptrdiff_t>(used));
    }
}

}  // namespace cordon
