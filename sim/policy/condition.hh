#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/policy/field_values.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/situation.hh"
#include "sim/policy/truth.hh"

namespace cordon {

/// What may change the truth of a condition within one flow.
struct Dependence {
    std::uint8_t groups = 0;  // fact groups it names, as FactChanges::bits
    bool counters = false;    // flow.*.bytes, flow.*.packets
    bool age = false;         // flow.age
    bool windows = false;     // flow.*.bytes_in, flow.*.rate
    bool packet = false;      // anything that differs from packet to packet
    bool clock = false;       // the hour, the weekday

    void add(const Dependence& other);
    /// Whether the two have anything in common.
    [[nodiscard]] bool meets(const Dependence& other) const {
        return (groups & other.groups) != 0 || (counters && other.counters) || (age && other.age) ||
               (windows && other.windows) || (packet && other.packet) || (clock && other.clock);
    }
};

/// A comparison without which a condition can never hold, and by which rules can be found instead
/// of asked: a name in a set of domains or equal to a text; the server's address in blocks; its
/// port in a set; the application.
struct RuleTrigger {
    enum class Kind : std::uint8_t { none, app, port, server, name };  // the later the rarer
    Kind kind = Kind::none;
    const Comparison* comparison = nullptr;  // in the policy
};

/// What is true now, and for the rest of the flow: what may still change is unknown in `ever`, so
/// that `no` there means never.
struct Truths {
    Truth now = Truth::unknown;
    Truth ever = Truth::unknown;
};

/// Whether a comparison of `app` holds for this one.
[[nodiscard]] bool app_holds(App app, const Comparison& comparison, const Policy& policy);

/// An expression made ready: readers bound, parts sorted by cost. Immutable; refers to the policy
/// it was made from, which must outlive it.
class Condition {
public:
    Condition(const Expression& expression, const Policy& policy, std::uint64_t seed);

    [[nodiscard]] Truth now(const Situation& situation) const;
    /// The same, taking for granted that nothing that never changes in a flow speaks against it.
    [[nodiscard]] Truth now_but_for_constants(const Situation& situation) const;
    [[nodiscard]] Truths now_and_ever(const Situation& situation) const;

    [[nodiscard]] const Dependence& dependence() const { return dependence_; }

    /// A fact group without whose value the condition can never hold; nullopt when there is none.
    [[nodiscard]] std::optional<FactGroup> guard() const { return guard_; }

    /// The rarest there is. One of a name or of an application is of guard()'s group.
    [[nodiscard]] const RuleTrigger& trigger() const { return trigger_; }

    /// Calls `visit` with each comparison in it.
    template <typename Visit>
    void for_each_comparison(Visit visit) const {
        if (kind_ == Expression::Kind::comparison) visit(*comparison_);
        for (const Condition& part : parts_) part.for_each_comparison(visit);
    }

private:
    /// The bit of apps_ for an application.
    [[nodiscard]] static constexpr std::uint64_t bit_of(App app) {
        return std::uint64_t{1} << static_cast<unsigned>(app);
    }
    void bind();
    void gather();
    void gather_from_all();
    void gather_from_any();
    [[nodiscard]] Truth all_hold(std::size_t from, const Situation& situation) const;
    [[nodiscard]] bool is_constant() const;
    [[nodiscard]] Truth later(Truth now, const Situation& situation) const;
    [[nodiscard]] Truth later_fact(const Situation& situation) const;
    [[nodiscard]] Truth later_counter(Truth now, const Situation& situation) const;
    [[nodiscard]] Truth later_of_packet(const Situation& situation) const;
    [[nodiscard]] Truth holds(const Situation& situation) const;
    [[nodiscard]] bool number_holds(std::int64_t value) const;
    [[nodiscard]] bool address_holds(const IpAddress& address, Time now) const;
    [[nodiscard]] bool text_holds(std::string_view text) const;
    [[nodiscard]] bool type_holds(const Facts& facts) const;

    Expression::Kind kind_;
    const Comparison* comparison_;  // null unless kind_ is comparison
    const FieldInfo* field_ = nullptr;
    const Policy* policy_;
    std::uint64_t seed_;
    Reading reading_;
    ReadNumber read_number_ = nullptr;
    ReadAddress read_address_ = nullptr;
    ReadTexts read_texts_ = nullptr;
    std::vector<Condition> parts_;
    std::size_t constants_ = 0;  // of `all`: how many parts, the first, never change in a flow
    Dependence dependence_;
    std::optional<FactGroup> guard_;
    RuleTrigger trigger_;
    std::uint64_t apps_ = 0;  // for which a comparison of `app` holds, a bit each
    unsigned cost_ = 0;
};

/// The place of the flow's inside end; empty when it lies in none.
[[nodiscard]] std::string_view place_of(const Policy& policy, const FlowState& flow);

}  // namespace cordon
