#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cordon {

/// Numbers and ranges of them (ports, types, hours), both ends included. Add all, `seal()` once,
/// then ask: a lookup is one binary search and changes nothing.
class IntegerSet {
public:
    struct Range {
        std::int64_t first = 0;
        std::int64_t last = 0;
        friend bool operator==(const Range&, const Range&) = default;
    };

    void add(std::int64_t value) { add(Range{.first = value, .last = value}); }
    /// Requires: first <= last.
    void add(Range range);
    void seal();

    /// Requires: sealed since the last `add`.
    [[nodiscard]] bool contains(std::int64_t value) const;

    /// How many ranges are left after merging; before `seal()`, how many were added.
    [[nodiscard]] std::size_t size() const { return ranges_.size(); }
    [[nodiscard]] bool empty() const { return ranges_.empty(); }
    [[nodiscard]] const std::vector<Range>& ranges() const { return ranges_; }

private:
    std::vector<Range> ranges_;
    bool sealed_ = true;
};

}  // namespace cordon
