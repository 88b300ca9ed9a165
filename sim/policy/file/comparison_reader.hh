#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sim/policy/expression.hh"
#include "sim/policy/field.hh"
#include "sim/policy/file/draft.hh"
#include "sim/policy/file/operand_reader.hh"
#include "sim/policy/file/token_cursor.hh"

namespace cordon {

/// Parts joined by `and` or `or`; one part alone stays as it is. Requires: at least one.
[[nodiscard]] Expression joined(Expression::Kind kind, std::vector<Expression> parts);
[[nodiscard]] Expression negated(Expression part);

/// Whether a token joins comparisons: `and`, `or`.
[[nodiscard]] bool joins(const Token& token);

/// Our word for one of another language (`&&`, `eq`); empty when it is none.
[[nodiscard]] std::string_view our_word_for(std::string_view word);

/// Reads one comparison: FIELD, FIELD(WINDOW), FIELD OP VALUE. Some become several: `!=`, `app in`,
/// an order among versions of TLS. Tells what is wrong and returns nullopt; the cursor then stands
/// somewhere within the comparison.
class ComparisonReader {
public:
    ComparisonReader(Draft& draft, TokenCursor& tokens)
        : draft_(&draft), tokens_(&tokens), operands_(draft, tokens) {}

    [[nodiscard]] std::optional<Expression> read();

private:
    [[nodiscard]] const FieldInfo* read_field();
    void unknown_field(const Token& token);
    [[nodiscard]] bool may_stand_alone(const FieldInfo& field, const Token& next);
    [[nodiscard]] std::optional<Expression> right_side(const FieldInfo& field,
                                                       Expression expression, const Token& op);
    [[nodiscard]] std::optional<Expression> app_in_set(Expression expression);
    [[nodiscard]] std::optional<Expression> version_order(const Expression& expression);
    void warn_if_beyond(const FieldInfo& field, const Comparison& comparison, const Token& op);
    void warn_if_absent(const FieldInfo& field, const Token& at);

    Draft* draft_;
    TokenCursor* tokens_;
    OperandReader operands_;
};

}  // namespace cordon
