#pragma once

#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

namespace cordon {

/// A queue in one block of memory that is a power of two long, and given back when the queue is
/// empty: most connections are idle most of the time.
template <typename T>
class RingQueue {
public:
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    /// Requires: index < size(). 0 is the oldest.
    [[nodiscard]] T& operator[](std::size_t index) {
        assert(index < count_);
        return slots_[(first_ + index) & (slots_.size() - 1)];
    }
    [[nodiscard]] const T& operator[](std::size_t index) const {
        assert(index < count_);
        return slots_[(first_ + index) & (slots_.size() - 1)];
    }
    [[nodiscard]] T& front() { return (*this)[0]; }
    [[nodiscard]] const T& front() const { return (*this)[0]; }
    [[nodiscard]] T& back() { return (*this)[count_ - 1]; }
    [[nodiscard]] const T& back() const { return (*this)[count_ - 1]; }

    void push_back(T value) {
        if (count_ == slots_.size()) grow();
        ++count_;
        back() = std::move(value);
    }
    /// Requires: not empty.
    void pop_front() {
        front() = T{};
        first_ = (first_ + 1) & (slots_.size() - 1);
        if (--count_ == 0) clear();
    }
    void clear() {
        count_ = first_ = 0;
        std::vector<T>().swap(slots_);
    }

private:
    static constexpr std::size_t fewest = 2;
    void grow() {
        std::vector<T> wider(slots_.empty() ? fewest : slots_.size() * 2);
        for (std::size_t i = 0; i < count_; ++i) wider[i] = std::move((*this)[i]);
        slots_ = std::move(wider);
        first_ = 0;
    }

    std::vector<T> slots_;
    std::size_t first_ = 0;
    std::size_t count_ = 0;
};

}  // namespace cordon
