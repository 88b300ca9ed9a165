#include "sim/world/sent_stream.hh"

#include <algorithm>
#include <cassert>

namespace cordon {

StreamRef SentStream::make() {
    return StreamRef(new SentStream);  // deleted by the last that refers to it
}

void SentStream::append(Content content) {
    const std::uint64_t size = content.size();
    if (size == 0) return;
    parts_.push_back({.begin = end_, .content = std::move(content)});
    end_ += size;
}

void SentStream::copy(std::uint64_t offset, std::span<std::uint8_t> out) const {
    assert(offset + out.size() <= end_);
    auto part = std::upper_bound(
        parts_.begin(), parts_.end(), offset,
        [](std::uint64_t wanted, const Part& candidate) { return wanted < candidate.begin; });
    assert(out.empty() || part != parts_.begin());
    while (!out.empty()) {
        const Part& from = *std::prev(part);
        const std::uint64_t within = offset - from.begin;
        const std::uint64_t count =
            std::min<std::uint64_t>(out.size(), from.content.size() - within);
        from.content.copy(within, out.first(count));
        out = out.subspan(count);
        offset += count;
        ++part;
    }
}

void SentStream::acknowledged(std::uint64_t offset) {
    acknowledged_ = std::max(acknowledged_, offset);
    forget();
}

void SentStream::taken(std::uint64_t offset) {
    taken_ = std::max(taken_, offset);
    forget();
}

void SentStream::forget() {
    const std::uint64_t before = std::min(acknowledged_, taken_);
    std::size_t gone = 0;
    while (gone < parts_.size() && parts_[gone].begin + parts_[gone].content.size() <= before) {
        ++gone;
    }
    if (gone == parts_.size()) {
        if (gone > 0) std::vector<Part>().swap(parts_);
    } else if (gone > parts_.size() / 2) {
        parts_.erase(parts_.begin(), parts_.begin() + static_cast<std::ptrdiff_t>(gone));
    }
}

}  // namespace cordon
