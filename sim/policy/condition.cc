#include "sim/policy/condition.hh"

#include <algorithm>
#include <cassert>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

/// Whether a comparison that holds for the beginning of a text holds for the whole.
bool stays_true_of_longer(const Comparison& comparison, const Policy& policy) {
    if (comparison.op == CompareOp::present || comparison.op == CompareOp::contains) return true;
    const auto* pattern = std::get_if<PatternId>(&comparison.operand);
    return pattern != nullptr &&
           !policy.patterns[static_cast<std::size_t>(*pattern)]->looks_at_end();
}

bool is_greater(CompareOp op) {
    return op == CompareOp::greater || op == CompareOp::greater_equal;
}
bool is_less(CompareOp op) {
    return op == CompareOp::less || op == CompareOp::less_equal;
}

bool text_fits(std::string_view text, const Comparison& comparison, const Policy& policy) {
    if (comparison.op == CompareOp::present) return true;
    if (const auto* set = std::get_if<SetId>(&comparison.operand)) {
        const Set& members = policy.sets[static_cast<std::size_t>(*set)].set;
        if (const auto* domains = std::get_if<DomainSet>(&members)) return domains->contains(text);
        const auto* texts = std::get_if<TextSet>(&members);
        return texts != nullptr && texts->contains(text);
    }
    if (const auto* pattern = std::get_if<PatternId>(&comparison.operand)) {
        return policy.patterns[static_cast<std::size_t>(*pattern)]->found_in(text);
    }
    const auto* wanted = std::get_if<std::string>(&comparison.operand);
    if (wanted == nullptr) return false;
    if (comparison.op == CompareOp::contains) return text.find(*wanted) != std::string_view::npos;
    return text == *wanted;
}

/// A truth that holds for each end of the flow: for fields that swap with the direction.
Truth of_both_ends(bool one, bool other) {
    if (one == other) return truth_of(one);
    return Truth::unknown;
}

}  // namespace

Truth Condition::now(const Situation& situation) const {
    switch (kind_) {
        case Expression::Kind::comparison:
            return holds(situation);
        case Expression::Kind::negation:
            return negated(parts_.front().now(situation));
        case Expression::Kind::all:
            return all_hold(0, situation);
        case Expression::Kind::any: {
            Truth truth = Truth::no;
            for (const Condition& part : parts_) {
                truth = std::max(truth, part.now(situation));
                if (truth == Truth::yes) break;
            }
            return truth;
        }
    }
    return Truth::unknown;
}

Truth Condition::all_hold(std::size_t from, const Situation& situation) const {
    Truth truth = Truth::yes;
    for (std::size_t i = from; i < parts_.size() && truth != Truth::no; ++i) {
        truth = std::min(truth, parts_[i].now(situation));
    }
    return truth;
}

Truth Condition::now_but_for_constants(const Situation& situation) const {
    return kind_ == Expression::Kind::all ? all_hold(constants_, situation) : now(situation);
}

Truths Condition::now_and_ever(const Situation& situation) const {
    switch (kind_) {
        case Expression::Kind::comparison: {
            const Truth truth = holds(situation);
            return {.now = truth, .ever = later(truth, situation)};
        }
        case Expression::Kind::negation: {
            const Truths truths = parts_.front().now_and_ever(situation);
            return {.now = negated(truths.now), .ever = negated(truths.ever)};
        }
        case Expression::Kind::all: {
            Truths all{.now = Truth::yes, .ever = Truth::yes};
            for (const Condition& part : parts_) {
                const Truths truths = part.now_and_ever(situation);
                all = {.now = std::min(all.now, truths.now),
                       .ever = std::min(all.ever, truths.ever)};
                if (all.ever == Truth::no) break;
            }
            return all;
        }
        case Expression::Kind::any: {
            Truths any{.now = Truth::no, .ever = Truth::no};
            for (const Condition& part : parts_) {
                const Truths truths = part.now_and_ever(situation);
                any = {.now = std::max(any.now, truths.now),
                       .ever = std::max(any.ever, truths.ever)};
                if (any.ever == Truth::yes) break;
            }
            return any;
        }
    }
    return {};
}

Truth Condition::later(Truth now, const Situation& s) const {
    switch (field_->level) {
        case FieldLevel::fact:
            return now == Truth::no ? later_fact(s) : now;
        case FieldLevel::side:
            return dependence_.packet ? Truth::unknown : now;
        case FieldLevel::counter:
            return later_counter(now, s);
        case FieldLevel::life:
            return field_->field == Field::flow_established && now == Truth::yes ? now
                                                                                 : Truth::unknown;
        case FieldLevel::window:
        case FieldLevel::clock:
            return Truth::unknown;
        case FieldLevel::packet:
            return later_of_packet(s);
    }
    return Truth::unknown;
}

/// A comparison with names holds for any of them: where none fits, one that is still to come may.
Truth Condition::later_fact(const Situation& s) const {
    const bool has_names = s.facts->of(*field_->group) == Known::value;
    return field_->traits.gathers && has_names && !s.facts_are_final ? Truth::unknown : Truth::no;
}

/// Counters and ages only grow: what is over a limit stays so.
Truth Condition::later_counter(Truth now, const Situation& s) const {
    if (is_greater(comparison_->op)) return now == Truth::yes ? now : Truth::unknown;
    if (is_less(comparison_->op)) return now == Truth::no ? now : Truth::unknown;
    const auto* limit = std::get_if<std::int64_t>(&comparison_->operand);
    const auto value = read_number_(s, reading_);
    const bool passed = limit != nullptr && value && *value > *limit;
    return passed && comparison_->op == CompareOp::equal ? Truth::no : Truth::unknown;
}

/// Addresses and ports only swap with the direction; all else may be anything in the next packet.
Truth Condition::later_of_packet(const Situation& s) const {
    const FlowKey& key = s.flow->key;
    if (dependence_.packet && std::holds_alternative<SetId>(comparison_->operand) &&
        field_->type == FieldType::address) {
        const Set& set =
            policy_->sets[static_cast<std::size_t>(std::get<SetId>(comparison_->operand))].set;
        if (std::holds_alternative<PoolSet>(set)) return Truth::unknown;
    }
    if (read_address_ != nullptr && comparison_->op != CompareOp::present) {
        const Time now = s.packet->now;
        return of_both_ends(address_holds(key.low, now), address_holds(key.high, now));
    }
    const FieldTraits& traits = field_->traits;
    if (traits.protocol && key.protocol != *traits.protocol) return Truth::no;
    if (traits.is_port && comparison_->op != CompareOp::present) {
        // A packet whose ports cannot be read has none.
        const bool may_hold = number_holds(key.low_port) || number_holds(key.high_port);
        return may_hold ? Truth::unknown : Truth::no;
    }
    if (field_->field == Field::ip_proto) return holds(s);
    return Truth::unknown;
}

Truth Condition::holds(const Situation& s) const {
    if (field_->field == Field::stream_up && s.facts->of(FactGroup::stream) == Known::unknown) {
        // Of a beginning: what is found in it stays found, what is not may still come.
        const bool found = stays_true_of_longer(*comparison_, *policy_) &&
                           read_texts_(s).any([&](std::string_view t) { return text_holds(t); });
        return found ? Truth::yes : Truth::unknown;
    }
    switch (known_state(*field_, *s.facts)) {
        case Known::unknown:
            return Truth::unknown;
        case Known::absent:
            return Truth::no;
        case Known::value:
            break;
    }
    if (field_->field == Field::app) return truth_of((apps_ & bit_of(s.facts->app)) != 0);
    if (field_->field == Field::dns_qtype) return truth_of(type_holds(*s.facts));
    if (field_->field == Field::place) {
        const std::string_view place = place_of(*policy_, *s.flow);
        return truth_of(!place.empty() && text_holds(place));
    }
    if (read_address_ != nullptr) {
        const auto address = read_address_(s);
        return truth_of(address && address_holds(*address, s.packet->now));
    }
    if (read_number_ != nullptr) {
        const auto number = read_number_(s, reading_);
        return truth_of(number && number_holds(*number));
    }
    return truth_of(read_texts_(s).any([&](std::string_view text) { return text_holds(text); }));
}

bool Condition::number_holds(std::int64_t value) const {
    if (comparison_->op == CompareOp::present) {
        return field_->type != FieldType::boolean || value != 0;
    }
    if (const auto* set = std::get_if<SetId>(&comparison_->operand)) {
        const Set& members = policy_->sets[static_cast<std::size_t>(*set)].set;
        const auto* integers = std::get_if<IntegerSet>(&members);
        return integers != nullptr && integers->contains(value);
    }
    const auto* operand = std::get_if<std::int64_t>(&comparison_->operand);
    if (operand == nullptr) return false;
    switch (comparison_->op) {
        case CompareOp::equal:
            return value == *operand;
        case CompareOp::less:
            return value < *operand;
        case CompareOp::less_equal:
            return value <= *operand;
        case CompareOp::greater:
            return value > *operand;
        case CompareOp::greater_equal:
            return value >= *operand;
        case CompareOp::present:
        case CompareOp::in:
        case CompareOp::contains:
        case CompareOp::matches:
            return false;
    }
    return false;
}

bool Condition::address_holds(const IpAddress& address, Time now) const {
    if (comparison_->op == CompareOp::present) return true;
    if (const auto* block = std::get_if<Cidr>(&comparison_->operand))
        return block->contains(address);
    const auto* set = std::get_if<SetId>(&comparison_->operand);
    if (set == nullptr) return false;
    const Set& members = policy_->sets[static_cast<std::size_t>(*set)].set;
    if (const auto* blocks = std::get_if<CidrSet>(&members)) return blocks->contains(address);
    if (const auto* pool = std::get_if<PoolSet>(&members))
        return pool->contains(address, now, seed_);
    return false;
}

bool Condition::text_holds(std::string_view text) const {
    return text_fits(text, *comparison_, *policy_);
}

bool Condition::type_holds(const Facts& facts) const {
    const auto& types = facts.dns.types;
    return std::any_of(types.begin(), types.end(),
                       [&](std::uint16_t type) { return number_holds(type); });
}

bool app_holds(App app, const Comparison& comparison, const Policy& policy) {
    if (comparison.op == CompareOp::present) return true;
    if (const auto* path = std::get_if<std::string>(&comparison.operand)) {
        return lies_under(app, *path);
    }
    return text_fits(to_text(app), comparison, policy);
}

std::string_view place_of(const Policy& policy, const FlowState& flow) {
    for (const Place& place : policy.places) {
        if (place.addresses.contains(flow.inside())) return place.name;
    }
    return {};
}

}  // namespace cordon
