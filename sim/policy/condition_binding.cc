#include <algorithm>

#include "sim/policy/condition.hh"

// The part of Condition that makes one ready: readers bound, parts sorted, what it needs found out.

namespace cordon {
namespace {

/// Rough cost of a comparison, for sorting: what never changes within a flow first, since it rules
/// most flows out for good; then numbers, addresses, names, patterns.
unsigned cost_of(const FieldInfo& field, CompareOp op) {
    if (field.level == FieldLevel::side) return 0;
    if (op == CompareOp::matches || op == CompareOp::contains) return 4;
    if (field.type == FieldType::name || field.type == FieldType::text) return 3;
    if (field.type == FieldType::address || field.type == FieldType::app) return 2;
    return 1;
}

Dependence dependence_of(const FieldInfo& field) {
    Dependence on;
    if (field.group) on.groups = bit_of(*field.group);
    on.counters = field.level == FieldLevel::counter && field.field != Field::flow_age;
    on.age = field.field == Field::flow_age;
    on.windows = field.level == FieldLevel::window;
    on.packet = field.level == FieldLevel::packet || field.level == FieldLevel::life;
    on.clock = field.level == FieldLevel::clock;
    return on;
}

template <typename Kind>
bool is_in_set_of(const Comparison& comparison, const Policy& policy) {
    const auto* id = std::get_if<SetId>(&comparison.operand);
    return id != nullptr &&
           std::holds_alternative<Kind>(policy.sets[static_cast<std::size_t>(*id)].set);
}

RuleTrigger::Kind trigger_kind(const FieldInfo& field, const Comparison& comparison,
                               const Policy& policy) {
    using Kind = RuleTrigger::Kind;
    const bool equal = comparison.op == CompareOp::equal;
    if (field.field == Field::app) return Kind::app;
    if (field.field == Field::server_port) {
        const bool one = equal && std::holds_alternative<std::int64_t>(comparison.operand);
        return one || is_in_set_of<IntegerSet>(comparison, policy) ? Kind::port : Kind::none;
    }
    if (field.field == Field::server_ip) {
        const bool one = std::holds_alternative<Cidr>(comparison.operand);
        return one || is_in_set_of<CidrSet>(comparison, policy) ? Kind::server : Kind::none;
    }
    if (field.type == FieldType::name && field.group) {
        const bool one = equal && std::holds_alternative<std::string>(comparison.operand);
        return one || is_in_set_of<DomainSet>(comparison, policy) ? Kind::name : Kind::none;
    }
    return Kind::none;
}

}  // namespace

void Dependence::add(const Dependence& other) {
    groups = static_cast<std::uint8_t>(groups | other.groups);
    counters = counters || other.counters;
    age = age || other.age;
    windows = windows || other.windows;
    packet = packet || other.packet;
    clock = clock || other.clock;
}

Condition::Condition(const Expression& expression, const Policy& policy, std::uint64_t seed)
    : kind_(expression.kind),
      comparison_(kind_ == Expression::Kind::comparison ? &expression.comparison : nullptr),
      policy_(&policy),
      seed_(seed) {
    if (comparison_ != nullptr) {
        bind();
        return;
    }
    for (const Expression& part : expression.parts) parts_.emplace_back(part, policy, seed);
    gather();
}

void Condition::bind() {
    const Field field = comparison_->field;
    field_ = &info_of(field);
    reading_ = {.window = comparison_->window, .zone = policy_->zone};
    read_number_ = number_reader(field);
    read_address_ = address_reader(field);
    read_texts_ = text_reader(field);
    dependence_ = dependence_of(*field_);
    // A list that finds its members late may come to know an address at any moment.
    if (const auto* set = std::get_if<SetId>(&comparison_->operand)) {
        const Set& members = policy_->sets[static_cast<std::size_t>(*set)].set;
        if (std::holds_alternative<PoolSet>(members)) dependence_.packet = true;
    }
    // The start of the stream may hold what is looked for before all of it is there.
    if (field != Field::stream_up) guard_ = field_->group;
    const RuleTrigger::Kind kind = trigger_kind(*field_, *comparison_, *policy_);
    if (kind != RuleTrigger::Kind::none) trigger_ = {.kind = kind, .comparison = comparison_};
    if (field == Field::app) {
        for (const App app : all_apps()) {
            if (app_holds(app, *comparison_, *policy_)) apps_ |= bit_of(app);
        }
    }
    cost_ = cost_of(*field_, comparison_->op);
}

void Condition::gather() {
    std::stable_sort(parts_.begin(), parts_.end(),
                     [](const Condition& a, const Condition& b) { return a.cost_ < b.cost_; });
    for (const Condition& part : parts_) {
        dependence_.add(part.dependence_);
        cost_ += part.cost_;
    }
    if (kind_ == Expression::Kind::negation || parts_.empty()) return;
    const auto guarded = [](const Condition& part) { return part.guard_.has_value(); };
    if (kind_ == Expression::Kind::all) {
        while (constants_ < parts_.size() && parts_[constants_].is_constant()) ++constants_;
        for (const Condition& part : parts_) {
            if (part.trigger_.kind > trigger_.kind) trigger_ = part.trigger_;
            // The last in order of cost: names tell more than the application they imply.
            if (guarded(part)) guard_ = part.guard_;
        }
        using Kind = RuleTrigger::Kind;
        if (trigger_.kind == Kind::name || trigger_.kind == Kind::app) {
            guard_ = info_of(trigger_.comparison->field).group;
        }
        return;
    }
    const std::optional<FactGroup> first = parts_.front().guard_;
    const bool same = std::all_of(parts_.begin(), parts_.end(),
                                  [&](const Condition& part) { return part.guard_ == first; });
    if (same) guard_ = first;
}

bool Condition::is_constant() const {
    return kind_ == Expression::Kind::comparison && field_->level == FieldLevel::side &&
           !dependence_.packet;
}

}  // namespace cordon
