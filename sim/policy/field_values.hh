#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/calendar.hh"
#include "sim/core/ip_address.hh"
#include "sim/policy/field.hh"
#include "sim/policy/situation.hh"

namespace cordon {

// How each field is read from a situation, by kind of value. nullopt, or no text, means absent.
// None of the readers looks at whether a fact may still come: known_state() says that.

/// Unknown, absent or value: of its group for a fact, value for every other field.
[[nodiscard]] Known known_state(const FieldInfo& field, const Facts& facts);

/// What a reader needs beside the situation.
struct Reading {
    Duration window{};  // of a windowed field
    ZoneOffset zone;    // for hours and weekdays
};

/// Numbers in the unit of the field's type (see Operand); flow.*.rate is 8 x bytes_in / window.
using ReadNumber = std::optional<std::int64_t> (*)(const Situation&, const Reading&);
using ReadAddress = std::optional<IpAddress> (*)(const Situation&);

/// The texts of a field: all names seen, all ALPN entries, or the one text there is. A view into
/// the facts.
class Texts {
public:
    Texts() = default;
    explicit Texts(const Names& names) : names_(&names) {}
    explicit Texts(const std::vector<std::string>& many) : many_(&many) {}
    explicit Texts(std::string_view one) : one_(one) {}

    template <typename Test>
    [[nodiscard]] bool any(Test test) const {
        if (names_ != nullptr) {
            const Names::Range all = names_->all();
            return std::any_of(all.begin(), all.end(), test);
        }
        if (many_ == nullptr) return !one_.empty() && test(one_);
        for (const std::string& text : *many_) {
            if (test(std::string_view(text))) return true;
        }
        return false;
    }

private:
    const Names* names_ = nullptr;
    const std::vector<std::string>* many_ = nullptr;
    std::string_view one_;
};
using ReadTexts = Texts (*)(const Situation&);

/// The reader of a field; null when the field has no value of that kind.
[[nodiscard]] ReadNumber number_reader(Field field);
[[nodiscard]] ReadAddress address_reader(Field field);
[[nodiscard]] ReadTexts text_reader(Field field);

}  // namespace cordon
