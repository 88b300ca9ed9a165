#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cordon {

/// The text of one file, kept so that messages name the right line and column. A byte order mark
/// before it is left out.
class Source {
public:
    /// `order` is the place among the files of a policy: findings are sorted by it.
    Source(std::string name, std::string text, std::size_t order);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::size_t order() const { return order_; }

    /// The line (from 0) in which a byte lies.
    [[nodiscard]] std::size_t line_of(std::size_t offset) const;
    /// A line without its end; empty beyond the last.
    [[nodiscard]] std::string_view line(std::size_t number) const;
    [[nodiscard]] std::size_t line_start(std::size_t number) const;
    [[nodiscard]] std::size_t line_count() const { return starts_.size(); }

    /// `file:line:column`, both from 1, the column in characters (a UTF-8 sequence is one).
    [[nodiscard]] std::string where(std::size_t offset) const;
    /// `file:line`.
    [[nodiscard]] std::string where_line(std::size_t offset) const;

private:
    std::string name_;
    std::string text_;
    std::size_t order_;
    std::vector<std::size_t> starts_;  // where each line begins
};

/// A place in a source. A view; valid while the source is.
struct SourcePlace {
    const Source* source = nullptr;
    std::size_t offset = 0;

    [[nodiscard]] SourcePlace further(std::size_t bytes) const { return {source, offset + bytes}; }
};

}  // namespace cordon
