#include "sim/policy/file/field_type.hh"

#include <array>
#include <vector>

#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

bool is_textual(FieldType type) {
    return type == FieldType::name || type == FieldType::text || type == FieldType::bytes;
}

}  // namespace

std::string_view to_text(FieldType type) {
    switch (type) {
        case FieldType::integer:
            return "a number";
        case FieldType::size:
            return "a size";
        case FieldType::duration:
            return "a time";
        case FieldType::rate:
            return "a rate";
        case FieldType::decimal:
            return "a number";
        case FieldType::share:
            return "a share";
        case FieldType::address:
            return "an address";
        case FieldType::name:
            return "a name";
        case FieldType::text:
            return "a text";
        case FieldType::bytes:
            return "a run of bytes";
        case FieldType::boolean:
            return "true or false";
        case FieldType::app:
            return "an application";
        case FieldType::choice:
            return "one of a few words";
    }
    return "";
}

bool suits(const FieldInfo& field, CompareOp op) {
    if (op == CompareOp::equal || op == CompareOp::present) return true;
    if (op == CompareOp::in) return field.type != FieldType::boolean;
    if (op == CompareOp::contains || op == CompareOp::matches) return is_textual(field.type);
    return quantity_of(field.type).has_value() || field.traits.is_ordered;
}

std::string operators_of(const FieldInfo& field) {
    constexpr std::array named{
        std::pair{CompareOp::less, std::string_view("<")},
        std::pair{CompareOp::less_equal, std::string_view("<=")},
        std::pair{CompareOp::greater, std::string_view(">")},
        std::pair{CompareOp::greater_equal, std::string_view(">=")},
        std::pair{CompareOp::in, std::string_view("in")},
        std::pair{CompareOp::contains, std::string_view("contains")},
        std::pair{CompareOp::matches, std::string_view("matches")},
    };
    std::vector<std::string_view> words{"==", "!="};
    for (const auto& [op, word] : named) {
        if (suits(field, op)) words.push_back(word);
    }
    return one_of(words);
}

bool suits(const FieldInfo& field, SetKind kind) {
    switch (kind) {
        case SetKind::domains:
            return field.type == FieldType::name;
        case SetKind::cidrs:
        case SetKind::pool:
            return field.type == FieldType::address;
        case SetKind::ports:
            return field.traits.is_port;
        case SetKind::strings:
            return is_textual(field.type);
        case SetKind::bytes:
            return field.type == FieldType::bytes;
    }
    return false;
}

std::string set_kinds_of(const FieldInfo& field) {
    std::vector<std::string_view> words;
    for (const SetKind kind : {SetKind::domains, SetKind::cidrs, SetKind::pool, SetKind::ports,
                               SetKind::strings, SetKind::bytes}) {
        if (suits(field, kind)) words.push_back(to_text(kind));
    }
    return one_of(words);
}

std::optional<Quantity> quantity_of(FieldType type) {
    switch (type) {
        case FieldType::integer:
            return Quantity::count;
        case FieldType::size:
            return Quantity::size;
        case FieldType::duration:
            return Quantity::duration;
        case FieldType::rate:
            return Quantity::rate;
        case FieldType::decimal:
            return Quantity::decimal;
        case FieldType::share:
            return Quantity::share;
        case FieldType::address:
        case FieldType::name:
        case FieldType::text:
        case FieldType::bytes:
        case FieldType::boolean:
        case FieldType::app:
        case FieldType::choice:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace cordon
