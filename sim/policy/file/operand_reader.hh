#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/policy/expression.hh"
#include "sim/policy/field.hh"
#include "sim/policy/file/draft.hh"
#include "sim/policy/file/token_cursor.hh"

namespace cordon {

/// Reads the right side of comparisons, by the type of the field on the left. Each function tells
/// what is wrong in the draft's findings and returns nullopt.
class OperandReader {
public:
    OperandReader(Draft& draft, TokenCursor& tokens) : draft_(&draft), tokens_(&tokens) {}

    /// One value: after == < <= > >= and contains.
    [[nodiscard]] std::optional<Operand> value(const FieldInfo& field, CompareOp op);
    /// A regular expression: after matches.
    [[nodiscard]] std::optional<Operand> pattern(const FieldInfo& field);
    /// `$name`, or members in braces: after in.
    [[nodiscard]] std::optional<Operand> set(const FieldInfo& field);

    /// A time in parentheses: `(5 s)`.
    [[nodiscard]] std::optional<Duration> window(const FieldInfo& field);
    /// An application, or a family of them.
    [[nodiscard]] std::optional<std::string> app();
    /// Whether another member of the braces follows; an error unless `,` or `}` stands here.
    [[nodiscard]] std::optional<bool> another_member();
    /// Steps over `{`; an error unless a member follows.
    [[nodiscard]] bool begin_members(const FieldInfo& field);

private:
    using Range = IntegerSet::Range;

    [[nodiscard]] std::optional<std::int64_t> number(const FieldInfo& field);
    [[nodiscard]] std::optional<Range> range(const FieldInfo& field);
    [[nodiscard]] std::optional<std::int64_t> number_in(const FieldInfo& field,
                                                        std::string_view text, const Token& at);
    [[nodiscard]] std::optional<std::int64_t> quantity_in(const FieldInfo& field,
                                                          std::string_view text, const Token& at);
    [[nodiscard]] std::optional<Cidr> block();
    [[nodiscard]] std::optional<std::string> text(const FieldInfo& field);
    [[nodiscard]] std::optional<std::string> bytes(const FieldInfo& field);
    [[nodiscard]] std::optional<std::string> name(const FieldInfo& field, CompareOp op);
    [[nodiscard]] std::optional<std::string> unescaped(const Token& token);
    [[nodiscard]] std::optional<Operand> named_set(const FieldInfo& field);
    [[nodiscard]] std::optional<Operand> literal_set(const FieldInfo& field);
    [[nodiscard]] bool add_member(const FieldInfo& field, Set& set);
    [[nodiscard]] bool add_domain(const FieldInfo& field, DomainSet& set);
    [[nodiscard]] bool wants_one_value(const FieldInfo& field);
    [[nodiscard]] bool checked_text(const FieldInfo& field, const Token& at,
                                    const std::string& text);

    void warn_of_value(const FieldInfo& field, const Token& at);
    void warn_of_place(const Token& at);

    Draft* draft_;
    TokenCursor* tokens_;
};

}  // namespace cordon
