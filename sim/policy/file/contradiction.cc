#include "sim/policy/file/contradiction.hh"

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace cordon {
namespace {

using Kind = Expression::Kind;
using Comparisons = std::vector<const Comparison*>;

/// Whether a field has one value at a time. Flows may show several names, hosts and questions.
bool is_single(Field field) {
    const FieldTraits& traits = info_of(field).traits;
    return !traits.is_list && !traits.gathers;
}

bool is_family(std::string_view family, std::string_view app) {
    return app == family || (app.starts_with(family) && app[family.size()] == '.');
}

/// Whether no value of the field equals both operands.
bool exclude(Field field, const Operand& a, const Operand& b) {
    const auto* number = std::get_if<std::int64_t>(&a);
    const auto* other = std::get_if<std::int64_t>(&b);
    if (number != nullptr && other != nullptr) return *number != *other;
    const auto* block = std::get_if<Cidr>(&a);
    const auto* second = std::get_if<Cidr>(&b);
    if (block != nullptr && second != nullptr) {
        return !block->contains(second->first) && !second->contains(block->first);
    }
    const auto* text = std::get_if<std::string>(&a);
    const auto* next = std::get_if<std::string>(&b);
    if (text == nullptr || next == nullptr) return false;
    if (field == Field::app) return !is_family(*text, *next) && !is_family(*next, *text);
    return *text != *next;
}

/// The protocol of the packets for which a comparison may hold, where it is of one.
std::optional<std::int64_t> protocol_of(const Comparison& comparison) {
    if (const auto& protocol = info_of(comparison.field).traits.protocol) return protocol;
    if (comparison.field != Field::ip_proto || comparison.op != CompareOp::equal) {
        return std::nullopt;
    }
    const auto* number = std::get_if<std::int64_t>(&comparison.operand);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<std::string> contradict(const Comparison& a, const Comparison& b) {
    const bool values = a.field == b.field && a.op == CompareOp::equal && b.op == CompareOp::equal;
    if (values && is_single(a.field) && exclude(a.field, a.operand, b.operand)) {
        return "'and' joins two values of " + std::string(info_of(a.field).name) +
               ", which has one at a time";
    }
    const auto first = protocol_of(a);
    const auto second = protocol_of(b);
    if (!first || !second || *first == *second) return std::nullopt;
    return "'and' joins " + std::string(info_of(a.field).name) + " and " +
           std::string(info_of(b.field).name) + ", which no packet shows both in this way";
}

/// The comparisons that all have to hold at once.
void gather(const Expression& part, Comparisons& into) {
    if (part.kind == Kind::comparison) into.push_back(&part.comparison);
    if (part.kind != Kind::all) return;
    for (const Expression& each : part.parts) gather(each, into);
}

}  // namespace

std::optional<std::string> find_contradiction(const Expression& condition) {
    /// Pairs of comparisons are looked at: of longer conditions the first so many.
    constexpr std::size_t most = 100;
    Comparisons together;
    gather(condition, together);
    if (together.size() > most) together.resize(most);
    for (std::size_t i = 0; i < together.size(); ++i) {
        for (std::size_t j = i + 1; j < together.size(); ++j) {
            if (auto why = contradict(*together[i], *together[j])) return why;
        }
    }
    for (const Expression& part : condition.parts) {
        if (auto why = find_contradiction(part)) return why;
    }
    return std::nullopt;
}

}  // namespace cordon
