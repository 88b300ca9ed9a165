#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace cordon {

/// Strings of bytes, compared byte for byte. A lookup is one hash lookup and allocates nothing.
class TextSet {
public:
    void add(std::string text) { texts_.insert(std::move(text)); }
    [[nodiscard]] bool contains(std::string_view text) const { return texts_.contains(text); }

    [[nodiscard]] std::size_t size() const { return texts_.size(); }
    [[nodiscard]] bool empty() const { return texts_.empty(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_set<std::string, Hash, std::equal_to<>> texts_;
};

}  // namespace cordon
