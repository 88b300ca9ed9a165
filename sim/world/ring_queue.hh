#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace cordon {

/// A queue in one block of memory that is a power of two long, and given back when the queue is
/// empty: most connections are idle most of the time. Holds fewer than 2^31.
template <typename T>
class RingQueue {
public:
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    /// Requires: index < size(). 0 is the oldest.
    [[nodiscard]] T& operator[](std::size_t index) { return slots_[place(index)]; }
    [[nodiscard]] const T& operator[](std::size_t index) const { return slots_[place(index)]; }
    [[nodiscard]] T& front() { return (*this)[0]; }
    [[nodiscard]] const T& front() const { return (*this)[0]; }
    [[nodiscard]] T& back() { return (*this)[count_ - 1]; }
    [[nodiscard]] const T& back() const { return (*this)[count_ - 1]; }

    void push_back(T value) {
        if (count_ == room_) grow();
        ++count_;
        back() = std::move(value);
    }
    /// Requires: not empty.
    void pop_front() {
        front() = T{};
        first_ = (first_ + 1) & (room_ - 1);
        if (--count_ == 0) clear();
    }
    void clear() {
        slots_.reset();
        room_ = first_ = count_ = 0;
    }

private:
    static constexpr std::uint32_t fewest = 2;
    [[nodiscard]] std::size_t place(std::size_t index) const {
        assert(index < count_);
        return (first_ + index) & (room_ - 1);
    }
    void grow() {
        const std::uint32_t wider = room_ == 0 ? fewest : room_ * 2;
        auto slots = std::make_unique<T[]>(wider);
        for (std::size_t i = 0; i < count_; ++i) slots[i] = std::move((*this)[i]);
        slots_ = std::move(slots);
        room_ = wider;
        first_ = 0;
    }

    std::unique_ptr<T[]> slots_;
    std::uint32_t room_ = 0;
    std::uint32_t first_ = 0;
    std::uint32_t count_ = 0;
};

}  // namespace cordon
