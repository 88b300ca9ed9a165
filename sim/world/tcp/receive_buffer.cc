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

ReceiveBuffer::Apart& ReceiveBuffer::apart() {
    if (!apart_) apart_ = std::make_unique<Apart>();
    return *apart_;
}

void ReceiveBuffer::tidy() {
    if (apart_ && apart_->in_order.empty() && apart_->beyond.empty()) apart_.reset();
}

ReceiveBuffer::Came ReceiveBuffer::insert(const Payload& payload) {
    const TcpPosition end = payload.begin + payload.length;
    if (end <= next_) return Came::nothing_new;
    if (payload.begin > next_) {
        return insert_beyond(payload) ? Came::beyond_gap : Came::nothing_new;
    }
    append(run_of(payload, next_, end));
    if (!has_gap()) return Came::in_order;
    close_gap();
    return Came::filled_gap;
}

void ReceiveBuffer::append(Run run) {
    const bool same = run.stream == stream_ || available() == 0;
    if (!is_simple() || !is_in_place(run) || !same) return append_apart(std::move(run));
    next_ = run.end;
    if (run.stream != stream_) stream_ = std::move(run.stream);
}

void ReceiveBuffer::append_apart(Run run) {
    std::vector<Run>& runs = apart().in_order;
    if (runs.empty() && available() > 0) {
        runs.push_back(
            {.begin = taken_, .end = next_, .stream = stream_, .stream_offset = taken_ - 1});
    }
    next_ = run.end;
    if (!runs.empty() && continues(runs.back(), run)) {
        join(runs.back(), std::move(run));
    } else {
        runs.push_back(std::move(run));
    }
}

void ReceiveBuffer::close_gap() {
    std::vector<Run> beyond = std::move(apart_->beyond);
    std::size_t used = 0;
    for (; used < beyond.size() && beyond[used].begin <= next_; ++used) {
        Run& run = beyond[used];
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
    beyond.erase(beyond.begin(), beyond.begin() + static_cast<std::ptrdiff_t>(used));
    apart().beyond = std::move(beyond);
    tidy();
}

/// Puts the parts of it that no run holds between the runs.
bool ReceiveBuffer::insert_beyond(const Payload& payload) {
    const TcpPosition end = payload.begin + payload.length;
    Apart& apart = this->apart();
    std::vector<Run>& beyond = apart.beyond;
    bool new_bytes = false;
    for (TcpPosition from = payload.begin; from < end;) {
        const auto next =
            std::upper_bound(beyond.begin(), beyond.end(), from,
                             [](TcpPosition place, const Run& run) { return place < run.end; });
        if (next != beyond.end() && next->begin <= from) {
            next->touched = ++apart.touches;
            from = next->end;
            continue;
        }
        const TcpPosition to = next != beyond.end() ? std::min(end, next->begin) : end;
        Run run = run_of(payload, from, to);
        run.touched = ++apart.touches;
        add_beyond(static_cast<std::size_t>(next - beyond.begin()), std::move(run));
        new_bytes = true;
        from = to;
    }
    return new_bytes;
}

/// Inserts before index `at`, joining with its neighbours where it continues them.
void ReceiveBuffer::add_beyond(std::size_t at, Run run) {
    std::vector<Run>& beyond = apart_->beyond;
    const auto place = beyond.begin() + static_cast<std::ptrdiff_t>(at);
    if (at > 0 && continues(beyond[at - 1], run)) {
        Run& before = beyond[at - 1];
        join(before, std::move(run));
        if (at < beyond.size() && continues(before, beyond[at])) {
            join(before, std::move(beyond[at]));
            beyond.erase(place);
        }
        return;
    }
    if (at < beyond.size() && continues(run, beyond[at])) {
        join(run, std::move(beyond[at]));
        beyond[at] = std::move(run);
        return;
    }
    beyond.insert(place, std::move(run));
}

std::size_t ReceiveBuffer::blocks(std::span<Block> room) const {
    if (!apart_) return 0;
    std::size_t count = 0;
    std::uint64_t before = UINT64_MAX;
    // The last touched first; there are few runs, and fewer blocks.
    for (; count < room.size(); ++count) {
        const Run* best = nullptr;
        for (const Run& run : apart_->beyond) {
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
    if (is_simple()) {
        if (!out.empty()) stream_->copy(from - 1, out);
        return;
    }
    for (const Run& run : apart_->in_order) {
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
    if (count == 0) return;
    taken_ += count;
    if (is_simple()) return stream_->taken(taken_ - 1);
    std::vector<Run>& runs = apart_->in_order;
    std::size_t used = 0;
    for (; used < runs.size() && runs[used].begin < taken_; ++used) {
        Run& run = runs[used];
        if (run.stream) {
            run.stream->taken(run.stream_offset + (std::min(taken_, run.end) - run.begin));
        }
        if (run.end > taken_) break;
    }
    runs.erase(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(used));
    tidy();
}

}  // namespace cordon
