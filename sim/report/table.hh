#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cordon {

/// 1234567 as "1,234,567".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// Rows of text in aligned columns, two spaces apart. The first `left_columns` columns stand to the
/// left, the rest (numbers) to the right. Columns that are blank in every row are left out.
class TextTable {
public:
    TextTable(std::vector<std::string> head, std::size_t left_columns);

    /// Requires: as many cells as the head has.
    void add(std::vector<std::string> row);
    [[nodiscard]] bool empty() const { return rows_.size() == 1; }
    /// Each line starts with `indent` and ends without blanks.
    [[nodiscard]] std::string text(std::string_view indent) const;

private:
    std::vector<std::vector<std::string>> rows_;  // the first is the head
    std::size_t left_columns_;
};

}  // namespace cordon
