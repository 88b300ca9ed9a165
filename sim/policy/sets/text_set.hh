#pragma once

#include <algorithm>
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

    /// Whether `holds` says yes to every text; asks no further after a no.
    template <typename Holds>
    [[nodiscard]] bool all_texts(Holds holds) const {
        return std::all_of(texts_.begin(), texts_.end(), holds);
    }

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
