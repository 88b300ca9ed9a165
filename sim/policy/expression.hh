#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sim/core/ip_address.hh"
#include "sim/core/time.hh"
#include "sim/policy/field.hh"

namespace cordon {

enum class CompareOp : std::uint8_t {
    present,  // a bare field: true when it has a value
    equal,
    less,
    less_equal,
    greater,
    greater_equal,  // `!=` is the negation of `equal`
    in,
    contains,
    matches,
};

enum class SetId : std::uint32_t {};      // into Policy::sets
enum class PatternId : std::uint32_t {};  // into Policy::patterns

/// The right side of a comparison. Integers carry the unit of the field's type (bytes, ns, bit/s,
/// thousandths, millionths; time.weekday 0 = Monday; dns.qtype its number; ip.fragment and
/// flow.established 0 or 1; direction 0 up, 1 down; app.why as its enumerator). Addresses compare
/// with a block. Text is names (lower case), strings, raw bytes or an app path.
using Operand = std::variant<std::monostate, std::int64_t, Cidr, std::string, SetId, PatternId>;

struct Comparison {
    Field field{};
    Duration window{};  // for windowed fields
    CompareOp op = CompareOp::present;
    Operand operand;
};

/// A condition. `all` and `any` hold one or more parts, `negation` exactly one, `comparison` none.
struct Expression {
    enum class Kind : std::uint8_t { comparison, negation, all, any };
    Kind kind = Kind::comparison;
    Comparison comparison;
    std::vector<Expression> parts;
};

}  // namespace cordon
