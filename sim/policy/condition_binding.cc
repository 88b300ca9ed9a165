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

/// Whether the operand is one `Value`, or the name of a set of them.
template <typename Value, typename ValueSet>
bool lists(const Comparison& comparison, const Policy& policy) {
    const auto* id = std::get_if<SetId>(&comparison.operand);
    if (id == nullptr) return std::holds_alternative<Value>(comparison.operand);
    return std::holds_alternative<ValueSet>(policy.sets[static_cast<std::size_t>(*id)].set);
}

RuleTrigger::Kind trigger_kind(const FieldInfo& field, const Comparison& comparison,
                               const Policy& policy) {
    using Kind = RuleTrigger::Kind;
    if (field.field == Field::app) return Kind::app;
    if (field.field == Field::server_ip) {
        return lists<Cidr, CidrSet>(comparison, policy) ? Kind::server : Kind::none;
    }
    const bool one_of = comparison.op == CompareOp::equal || comparison.op == CompareOp::in;
    if (field.field == Field::server_port) {
        return one_of && lists<std::int64_t, IntegerSet>(comparison, policy) ? Kind::port
                                                                             : Kind::none;
    }
    if (field.type == FieldType::name && field.group) {
        return one_of && lists<std::string, DomainSet>(comparison, policy) ? Kind::name
                                                                           : Kind::none;
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
    if (kind_ == Expression::Kind::all) {
        gather_from_all();
    } else {
        gather_from_any();
    }
}

/// What every part asks for, all of them do: the best trigger and the dearest guard.
void Condition::gather_from_all() {
    while (constants_ < parts_.size() && parts_[constants_].is_constant()) ++constants_;
    for (const Condition& part : parts_) {
        if (part.trigger_.kind > trigger_.kind) trigger_ = part.trigger_;
        // The last in order of cost: names tell more than the application they imply.
        if (part.guard_) guard_ = part.guard_;
    }
    using Kind = RuleTrigger::Kind;
    if (trigger_.kind == Kind::name || trigger_.kind == Kind::app) {
        guard_ = info_of(trigger_.comparison->field).group;
    }
}

/// One part is enough, so only a guard that all share guards them.
void Condition::gather_from_any() {
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
