#pragma once

#include <memory>

namespace cordon {

/// A value that most of its owners never need: eight bytes until it is made. Until then it reads as
/// a default-constructed one.
template <typename T>
class Seldom {
public:
    [[nodiscard]] const T& operator*() const {
        static const T nothing{};
        return value_ ? *value_ : nothing;
    }
    [[nodiscard]] const T* operator->() const { return &**this; }

    /// To write to; makes it.
    [[nodiscard]] T& made() {
        if (!value_) value_ = std::make_unique<T>();
        return *value_;
    }

private:
    std::unique_ptr<T> value_;
};

}  // namespace cordon
