#include "sim/report/table.hh"

#include <algorithm>
#include <cassert>
#include <utility>

namespace cordon {
namespace {

/// Width of each column; 0 for one that is blank below the head.
std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (std::size_t row = 1; row < rows.size(); ++row) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], rows[row][i].size());
        }
    }
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] > 0) widths[i] = std::max(widths[i], rows.front()[i].size());
    }
    return widths;
}

}  // namespace

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

TextTable::TextTable(std::vector<std::string> head, std::size_t left_columns)
    : left_columns_(left_columns) {
    rows_.push_back(std::move(head));
}

void TextTable::add(std::vector<std::string> row) {
    assert(row.size() == rows_.front().size());
    rows_.push_back(std::move(row));
}

std::string TextTable::text(std::string_view indent) const {
    const std::vector<std::size_t> widths = widths_of(rows_);
    std::string text;
    for (const auto& row : rows_) {
        std::string line(indent);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths[i] == 0) continue;
            if (line.size() > indent.size()) line += "  ";
            const std::size_t blanks = widths[i] - row[i].size();
            if (i >= left_columns_) line.append(blanks, ' ');
            line += row[i];
            if (i < left_columns_) line.append(blanks, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line;
        text += '\n';
    }
    return text;
}

}  // namespace cordon
