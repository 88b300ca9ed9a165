#include "sim/classify/facts.hh"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace cordon {

bool Names::add(std::string_view name) {
    assert(name.size() <= std::numeric_limits<std::uint16_t>::max());
    const Range known = all();
    if (std::find(known.begin(), known.end(), name) != known.end()) return false;
    if (count_ == limit) {
        if (left_out_ != std::numeric_limits<std::uint32_t>::max()) ++left_out_;
        return true;
    }
    const auto length = static_cast<std::uint16_t>(name.size());
    make_room(length_bytes + name.size());
    std::memcpy(text_.get() + size_, &length, sizeof length);
    std::copy(name.begin(), name.end(), text_.get() + size_ + length_bytes);
    size_ += static_cast<std::uint32_t>(length_bytes + name.size());
    ++count_;
    return true;
}

void Names::make_room(std::size_t bytes) {
    const std::size_t needed = size_ + bytes;
    if (needed <= room_) return;
    const std::size_t room = std::max(needed, std::size_t{2} * room_);
    auto larger = std::make_unique_for_overwrite<char[]>(room);
    std::copy_n(text_.get(), size_, larger.get());
    text_ = std::move(larger);
    room_ = static_cast<std::uint32_t>(room);
}

}  // namespace cordon
