#pragma once

#include <bit>
#include <cstddef>
#include <vector>

namespace cordon {

/// The slots of a hash table, which its owner searches: a power of two of them with linear probing
/// and backward-shift deletion, at most half full, halved when under 1/16 full, never fewer than
/// `least`. A Slot is empty when default-constructed (`is_empty()`) and says by the low bits of
/// `home()` where the search for it begins:
///
///     for (std::size_t at = slots.home(n); !slots[at].is_empty(); at = slots.after(at))
template <typename Slot, std::size_t least>
class ProbedSlots {
    static_assert(std::has_single_bit(least));

public:
    [[nodiscard]] std::size_t home(std::size_t n) const { return n & (slots_.size() - 1); }
    [[nodiscard]] std::size_t after(std::size_t at) const { return home(at + 1); }
    [[nodiscard]] Slot& operator[](std::size_t at) { return slots_[at]; }
    [[nodiscard]] const Slot& operator[](std::size_t at) const { return slots_[at]; }

    /// Fills an empty slot; others may move. Requires: the new one is not empty.
    void add(const Slot& slot) {
        if ((size_ + 1) * 2 > slots_.size()) resize(slots_.size() * 2);
        place(slot);
        ++size_;
    }

    /// Empties a slot; others may move. Requires: it is not empty.
    void remove(std::size_t at) {
        close_gap(at);
        --size_;
        if (slots_.size() > least && size_ * 16 < slots_.size()) resize(slots_.size() / 2);
    }

    /// Slots that are not empty.
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t storage_bytes() const { return slots_.capacity() * sizeof(Slot); }

private:
    void place(const Slot& slot) {
        std::size_t at = home(slot.home());
        while (!slots_[at].is_empty()) at = after(at);
        slots_[at] = slot;
    }

    /// Moves back each following slot that its own search would not miss.
    void close_gap(std::size_t gap) {
        for (std::size_t at = after(gap); !slots_[at].is_empty(); at = after(at)) {
            const std::size_t wanted = slots_[at].home();
            if (home(at - wanted) >= home(at - gap)) {
                slots_[gap] = slots_[at];
                gap = at;
            }
        }
        slots_[gap] = Slot();
    }

    void resize(std::size_t count) {
        std::vector<Slot> old(count);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (!slot.is_empty()) place(slot);
        }
    }

    std::vector<Slot> slots_ = std::vector<Slot>(least);
    std::size_t size_ = 0;
};

}  // namespace cordon
