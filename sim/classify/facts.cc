#include "sim/classify/facts.hh"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <utility>

namespace cordon {
namespace {

std::size_t hash_of(std::string_view name) {
    return std::hash<std::string_view>{}(name);
}

}  // namespace

bool Names::add(std::string_view name) {
    assert(name.size() <= std::numeric_limits<std::uint16_t>::max());
    if (stands(name)) return false;
    const std::size_t bytes = length_bytes + name.size();
    if (count_ == limit || size_ + bytes > limit_bytes) {
        if (left_out_ != std::numeric_limits<std::uint32_t>::max()) ++left_out_;
        return false;
    }
    make_room(bytes);
    const auto length = static_cast<std::uint16_t>(name.size());
    std::memcpy(text_.get() + size_, &length, sizeof length);
    std::copy(name.begin(), name.end(), text_.get() + size_ + length_bytes);
    const std::uint32_t begin = std::exchange(size_, size_ + static_cast<std::uint32_t>(bytes));
    ++count_;
    if (has_table()) note(begin);
    return true;
}

bool Names::stands(std::string_view name) const {
    if (!has_table()) return std::find(all().begin(), all().end(), name) != all().end();
    for (std::size_t at = hash_of(name) % slots; slot(at) != 0; at = (at + 1) % slots) {
        if (*Iterator(text_.get() + slot(at) - 1) == name) return true;
    }
    return false;
}

Names::Slot Names::slot(std::size_t number) const {
    Slot slot = 0;
    std::memcpy(&slot, text_.get() + room_ + number * sizeof slot, sizeof slot);
    return slot;
}

/// Enters the name that begins there into the table.
void Names::note(std::uint32_t begin) {
    std::size_t at = hash_of(*Iterator(text_.get() + begin)) % slots;
    while (slot(at) != 0) at = (at + 1) % slots;
    const Slot entry = begin + 1;
    std::memcpy(text_.get() + room_ + at * sizeof entry, &entry, sizeof entry);
}

/// Makes room for another name of so many bytes, and for the table when it is the first that needs
/// one.
void Names::make_room(std::size_t bytes) {
    const std::size_t needed = size_ + bytes;
    if (needed <= room_ && count_ != few) return;
    const std::size_t room =
        needed <= room_ ? room_ : std::max(needed, std::min(std::size_t{2} * room_, limit_bytes));
    const std::size_t table = count_ >= few ? slots * sizeof(Slot) : 0;
    auto larger = std::make_unique_for_overwrite<char[]>(room + table);
    std::copy_n(text_.get(), size_, larger.get());
    std::fill_n(larger.get() + room, table, char{0});
    text_ = std::move(larger);
    room_ = static_cast<std::uint32_t>(room);
    if (table == 0) return;
    for (std::uint32_t begin = 0; begin < size_;) {
        note(begin);
        begin += static_cast<std::uint32_t>(length_bytes + (*Iterator(text_.get() + begin)).size());
    }
}

}  // namespace cordon
