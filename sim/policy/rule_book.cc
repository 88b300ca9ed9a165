#include "sim/policy/rule_book.hh"

#include <algorithm>

namespace cordon {
namespace {

bool only_notes(const Rule& rule) {
    return std::all_of(rule.then.begin(), rule.then.end(), [](const Verdict& verdict) {
        return std::holds_alternative<Note>(verdict);
    });
}

std::uint8_t bit_of(FactGroup group) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(group));
}

std::uint8_t unknown_groups(const Facts& facts) {
    std::uint8_t bits = 0;
    for (std::size_t i = 0; i < fact_group_count; ++i) {
        if (facts.known[i] == Known::unknown) bits = static_cast<std::uint8_t>(bits | (1U << i));
    }
    return bits;
}

/// The names of a group that rules may be triggered by; null for a group without.
const Names* names_of(FactGroup group, const Facts& facts) {
    if (group == FactGroup::tls) return &facts.tls.sni;
    if (group == FactGroup::http) return &facts.http.hosts;
    if (group == FactGroup::dns) return &facts.dns.names;
    return nullptr;
}

auto find_standing(PolicyState& state, RuleId rule) {
    return std::lower_bound(state.standings.begin(), state.standings.end(), rule,
                            [](const RuleStanding& s, RuleId id) { return s.rule < id; });
}

RuleStanding& standing_of(PolicyState& state, RuleId rule) {
    auto at = find_standing(state, rule);
    if (at == state.standings.end() || at->rule != rule) {
        at = state.standings.insert(at, RuleStanding{.rule = rule});
    }
    return *at;
}

}  // namespace

RuleBook::RuleBook(const Policy& policy, std::uint64_t seed)
    : policy_(&policy), schedule_(policy, seed), draws_(policy, seed) {
    rules_.reserve(policy.rules.size());
    for (const Rule& rule : policy.rules) compile(rule, seed);
    thresholds_.seal();
    index_rules();
}

void RuleBook::compile(const Rule& rule, std::uint64_t seed) {
    CompiledRule made;
    if (std::holds_alternative<ThisPacket>(rule.scope)) made.kind = Kind::packet;
    if (std::holds_alternative<Residual>(rule.scope)) made.kind = Kind::residual;
    made.only_notes = only_notes(rule);
    if (rule.when) {
        made.when.emplace(*rule.when, *policy_, seed);
        made.dependence = made.when->dependence();
        made.guard = made.when->guard();
        made.when->for_each_comparison([&](const Comparison& comparison) {
            const FieldLevel level = info_of(comparison.field).level;
            if (level == FieldLevel::window) {
                const bool up = comparison.field == Field::flow_up_bytes_in ||
                                comparison.field == Field::flow_up_rate;
                made.windows.push_back({.direction = up ? Direction::up : Direction::down,
                                        .width = comparison.window});
            }
            if (level == FieldLevel::counter && !thresholds_.add(comparison)) {
                made.dependence.packet = true;
            }
        });
    }
    rules_.push_back(std::move(made));
}

void RuleBook::index_rules() {
    std::uint8_t named = 0;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const CompiledRule& rule = rules_[i];
        const RuleId id{static_cast<std::uint32_t>(i)};
        if (!rule.guard) unguarded_.push_back(id);
        const Comparison* trigger = rule.when ? rule.when->trigger() : nullptr;
        if (trigger != nullptr) {
            triggers_[static_cast<std::size_t>(*rule.guard)].add(*trigger, *policy_, id);
        }
        for (std::size_t group = 0; group < fact_group_count && trigger == nullptr; ++group) {
            if (((rule.dependence.groups >> group) & 1U) != 0) naming_[group].push_back(id);
        }
        named = static_cast<std::uint8_t>(named | rule.dependence.groups);
        for (const WindowSpec& spec : rule.windows) {
            if (std::find(windows_.begin(), windows_.end(), spec) == windows_.end()) {
                windows_.push_back(spec);
            }
            if (rule.guard) groups_guarding_windows_ |= bit_of(*rule.guard);
        }
        if (rule.when) {
            rule.when->for_each_comparison([&](const Comparison& comparison) {
                needs_.ja4 = needs_.ja4 || comparison.field == Field::tls_ja4;
            });
        }
    }
    needs_.payload_shape = (named & bit_of(FactGroup::payload)) != 0;
    needs_.stream_up = (named & bit_of(FactGroup::stream)) != 0;
    needs_.later_names =
        (named & (bit_of(FactGroup::tls) | bit_of(FactGroup::http) | bit_of(FactGroup::dns))) != 0;
    needs_.flow_ordinals = draws_.needs_ordinals();
}

Decision RuleBook::decision_of(RuleId rule, bool by_residual) const {
    const Rule& decided = policy_->rule(rule);
    std::span<const Verdict> verdicts = decided.then;
    if (by_residual) {
        const auto& residual = std::get<Residual>(decided.scope);
        if (!residual.then.empty()) verdicts = residual.then;
    }
    return {.because = rule,
            .verdicts = verdicts,
            .direction = decided.direction,
            .residual = by_residual};
}

Judgement RuleBook::judge_anew(PolicyState& state, const Situation& situation, FactChanges changes,
                               ResidualTable& residuals, std::vector<RuleId>& noted) const {
    Situation full = situation;
    full.windows = state.windows.get();
    consider_new_rules(state, full, changes);
    const bool counting = count_windows(state, full);
    const bool lasting = update_standings(state, full, changes);
    const Judgement judgement = choose(state, full, residuals, noted);
    state.each_packet = state.each_packet || counting;
    if (lasting) aim_thresholds(state, full);
    settle(state);
    return judgement;
}

void RuleBook::consider_new_rules(PolicyState& state, const Situation& situation,
                                  FactChanges changes) const {
    if (!state.opened) {
        state.opened = true;
        for (const RuleId id : unguarded_) consider(id, state, situation);
    }
    for (std::size_t i = 0; i < fact_group_count && changes.any(); ++i) {
        const FactGroup group{static_cast<std::uint8_t>(i)};
        if (!changes.has(group) || situation.facts->of(group) == Known::absent) continue;
        for (const RuleId id : naming_[i]) consider(id, state, situation);
        consider_triggered(group, state, situation);
    }
}

/// Takes up the rules that the names new since last time may set off.
void RuleBook::consider_triggered(FactGroup group, PolicyState& state,
                                  const Situation& situation) const {
    const Names* names = names_of(group, *situation.facts);
    if (names == nullptr) return;
    const auto& all = names->all();
    std::uint16_t& done = state.names_considered[static_cast<std::size_t>(group)];
    std::vector<RuleId> found;
    for (; done < all.size(); ++done) {
        triggers_[static_cast<std::size_t>(group)].find(all[done], found);
    }
    for (const RuleId id : found) consider(id, state, situation);
}

/// Takes a rule up unless it can never hold for this flow.
void RuleBook::consider(RuleId id, PolicyState& state, const Situation& situation) const {
    const CompiledRule& rule = compiled(id);
    if (rule.guard && situation.facts->of(*rule.guard) == Known::unknown) return;
    if (rule.when && rule.when->evaluate(situation, Horizon::flow) == Truth::no) return;
    standing_of(state, id);
}

/// Windows are kept while a rule that names one may still hold, or may still be taken up.
bool RuleBook::count_windows(PolicyState& state, Situation& situation) const {
    if (windows_.empty()) return false;
    const bool wanted =
        (unknown_groups(*situation.facts) & groups_guarding_windows_) != 0 ||
        std::any_of(state.standings.begin(), state.standings.end(), [&](const RuleStanding& s) {
            return !compiled(s.rule).windows.empty() && !s.holds && !s.spent;
        });
    const std::uint32_t payload = situation.packet->headers->payload_length;
    if (!wanted) {
        state.windows.reset();
    } else if (payload > 0) {
        if (!state.windows) state.windows = std::make_unique<WindowSet>(windows_);
        state.windows->add(situation.packet->direction, situation.packet->now, payload);
    }
    situation.windows = state.windows.get();
    return wanted;
}

Dependence RuleBook::turned(const PolicyState& state, const Situation& situation,
                            FactChanges changes) const {
    const bool reached =
        state.has_thresholds &&
        state.next.reached(*situation.flow, situation.packet->direction, situation.packet->now);
    return {.groups = changes.bits,
            .counters = reached,
            .age = reached,
            .windows = false,
            .packet = false,
            .clock = state.epoch != schedule_.epoch()};
}

/// A rule is looked at again only when something that it names may have changed.
bool RuleBook::update_standings(PolicyState& state, const Situation& situation,
                                FactChanges changes) const {
    const Dependence turned_over = turned(state, situation, changes);
    bool lasting = false;
    auto& all = state.standings;
    const auto is_over = [&](RuleStanding& standing) {
        const Dependence& on = compiled(standing.rule).dependence;
        if (!standing.asked || on.meets(turned_over)) {
            lasting = true;
            return !update(standing, situation, Look::ahead);
        }
        return (on.windows || on.packet) && !update(standing, situation, Look::now);
    };
    all.erase(std::remove_if(all.begin(), all.end(), is_over), all.end());
    return lasting;
}

/// Brings one standing up to date; false when the rule can hold no more and may be forgotten.
bool RuleBook::update(RuleStanding& standing, const Situation& situation, Look look) const {
    const CompiledRule& rule = compiled(standing.rule);
    standing.asked = true;
    if (standing.spent) return true;
    if (rule.kind != Kind::packet && standing.holds) return true;
    const Truth now = rule.when ? rule.when->evaluate(situation, Horizon::packet) : Truth::yes;
    const bool held = standing.holds;
    standing.holds = now == Truth::yes;
    if (standing.holds) {
        if (!held && standing.acts_from == Time::min()) {
            const Duration late = draws_.lateness(standing.rule, situation);
            if (late > Duration::zero()) standing.acts_from = situation.packet->now + late;
        }
        return true;
    }
    if (standing.announced || !rule.when || look == Look::now) return true;
    return rule.when->evaluate(situation, Horizon::flow) != Truth::no;
}

Judgement RuleBook::choose(PolicyState& state, const Situation& situation, ResidualTable& residuals,
                           std::vector<RuleId>& noted) const {
    const Time now = situation.packet->now;
    std::vector<RuleId> caught;
    residuals.catch_flow(*situation.flow, now, caught);
    for (const RuleId id : caught) standing_of(state, id);
    state.residual_version = residuals.version();
    state.epoch = schedule_.epoch();
    state.decided = no_rule;
    state.by_residual = false;
    state.each_packet = !caught.empty();
    for (RuleStanding& standing : state.standings) {
        const bool is_caught = std::binary_search(caught.begin(), caught.end(), standing.rule);
        const bool own = standing.holds && !standing.spent;
        if (!own && !is_caught) continue;
        if (draws_.varies_by_packet(standing.rule)) state.each_packet = true;
        if (!is_on(standing.rule, situation)) continue;
        const bool first = !standing.announced;
        if (compiled(standing.rule).only_notes) {
            standing.announced = true;
            if (first) noted.push_back(standing.rule);
            continue;
        }
        if (own && now < standing.acts_from) {
            state.each_packet = true;
            if (!is_caught) continue;
        }
        standing.announced = true;
        state.decided = standing.rule;
        state.by_residual = !own;
        if (own && compiled(standing.rule).kind == Kind::residual) {
            standing.spent = true;
            residuals.remember(standing.rule,
                               std::get<Residual>(policy_->rule(standing.rule).scope),
                               *situation.flow, now);
        }
        return {.decision = decision_of(state), .first = first};
    }
    return {};
}

/// Works out when this flow must be looked at again.
void RuleBook::settle(PolicyState& state) const {
    for (const RuleStanding& standing : state.standings) {
        const CompiledRule& rule = compiled(standing.rule);
        if (standing.spent) continue;
        if (rule.kind == Kind::packet && rule.when && rule.dependence.packet) {
            state.each_packet = true;
        }
        if (standing.holds && rule.kind != Kind::packet) continue;
        const Dependence& on = rule.dependence;
        if (on.packet || on.windows) state.each_packet = true;
    }
}

/// Works out at which counts and ages the rules that still wait for some must be asked again.
void RuleBook::aim_thresholds(PolicyState& state, const Situation& situation) const {
    state.has_thresholds =
        std::any_of(state.standings.begin(), state.standings.end(), [&](const RuleStanding& s) {
            const CompiledRule& rule = compiled(s.rule);
            const bool waits = !s.spent && (!s.holds || rule.kind == Kind::packet);
            return waits && (rule.dependence.counters || rule.dependence.age);
        });
    if (!state.has_thresholds) return;
    state.next = thresholds_.after(*situation.flow, situation.packet->now);
}

bool RuleBook::may_ask_for_facts(const PolicyState& state) const {
    if (draws_.needs_names()) return true;
    return std::any_of(state.standings.begin(), state.standings.end(), [&](const RuleStanding& s) {
        const CompiledRule& rule = compiled(s.rule);
        const bool asks_again = rule.kind == Kind::packet || !s.holds;
        return !s.spent && asks_again && rule.dependence.groups != 0;
    });
}

RuleBook::Standing RuleBook::explain(RuleId id, const PolicyState& state,
                                     const Situation& situation) const {
    Situation full = situation;
    full.windows = state.windows.get();
    const CompiledRule& rule = compiled(id);
    Standing standing;
    if (rule.when) standing.condition = rule.when->evaluate(full, Horizon::packet);
    standing.in_schedule = schedule_.is_on(id);
    standing.chance_says_yes = draws_.says_yes(id, full);
    standing.holds = standing.condition == Truth::yes;
    for (const RuleStanding& known : state.standings) {
        if (known.rule == id && known.holds) standing.holds = true;
    }
    return standing;
}

}  // namespace cordon
