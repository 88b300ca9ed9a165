#include "sim/scenario/reenact/first_bytes.hh"

#include <algorithm>

#include "sim/scenario/reenact/conversation.hh"

namespace cordon {

void FirstBytes::add(std::uint64_t offset, Bytes bytes) {
    if (offset >= first_bytes_kept) return;
    const std::size_t begin = offset;
    const std::size_t end = std::min(first_bytes_kept, begin + bytes.size());
    if (end > bytes_.size()) {
        bytes_.resize(end);
        known_.resize(end);
    }
    for (std::size_t at = begin; at < end; ++at) {
        if (known_[at]) continue;
        bytes_[at] = bytes[at - begin];
        known_[at] = true;
    }
}

std::vector<std::uint8_t> FirstBytes::take() {
    const auto gap = std::find(known_.begin(), known_.end(), false);
    bytes_.resize(static_cast<std::size_t>(gap - known_.begin()));
    known_.clear();
    return std::move(bytes_);
}

}  // namespace cordon
