#include "sim/policy/rule_book.hh"

#include <algorithm>
#include <bit>

namespace cordon {
namespace {

/// Groups of which more may become known, as FactChanges::bits: the unknown, and those of names.
std::uint8_t groups_that_may_grow(const Facts& facts) {
    constexpr unsigned of_names =
        bit_of(FactGroup::tls) | bit_of(FactGroup::http) | bit_of(FactGroup::dns);
    unsigned bits = 0;
    for (std::size_t i = 0; i < fact_group_count; ++i) {
        if (facts.known[i] == Known::unknown) bits |= 1U << i;
        if (facts.known[i] == Known::value) bits |= (1U << i) & of_names;
    }
    return static_cast<std::uint8_t>(bits);
}

}  // namespace

RuleBook::RuleBook(const Policy& policy, std::uint64_t seed)
    : policy_(&policy), schedule_(policy, seed), draws_(policy, seed) {
    rules_.reserve(policy.rules.size());
    for (const Rule& rule : policy.rules) {
        rules_.push_back(compile(rule, policy, seed, thresholds_));
        note_needs(rules_.back());
        const bool first = first_windowed_ == no_rule && !rules_.back().windows.empty();
        if (first) first_windowed_ = RuleId{static_cast<std::uint32_t>(rules_.size() - 1)};
    }
    thresholds_.seal();
    index_.build(rules_, policy);
    needs_.flow_ordinals = draws_.needs_ordinals();
}

void RuleBook::note_needs(const CompiledRule& rule) {
    constexpr auto named = [](const CompiledRule& by, FactGroup group) {
        return (by.dependence.groups & bit_of(group)) != 0;
    };
    Wanted& facts = needs_.facts;
    facts.payload_shape |= named(rule, FactGroup::payload);
    facts.stream_up |= named(rule, FactGroup::stream);
    facts.later_names |=
        named(rule, FactGroup::tls) || named(rule, FactGroup::http) || named(rule, FactGroup::dns);
    for (const WindowSpec& spec : rule.windows) {
        if (std::find(windows_.begin(), windows_.end(), spec) == windows_.end()) {
            windows_.push_back(spec);
            windowed_.add(Heed::payload(spec.direction));
        }
        if (rule.guard) groups_guarding_windows_ |= bit_of(*rule.guard);
    }
    if (!rule.when) return;
    rule.when->for_each_comparison([&](const Comparison& comparison) {
        facts.ja4 |= comparison.field == Field::tls_ja4;
        facts.alpn |= comparison.field == Field::tls_alpn;
        facts.http_methods |= comparison.field == Field::http_method;
        facts.http_paths |= comparison.field == Field::http_path;
    });
}

Decision RuleBook::decision_of(RuleId rule, bool by_residual) const {
    const Rule& decided = policy_->rule(rule);
    return {.because = rule,
            .verdicts = by_residual ? residual_verdicts(decided) : decided.then,
            .direction = decided.direction,
            .residual = by_residual};
}

Judgement RuleBook::judge_anew(PolicyState& state, const Situation& situation, FactChanges changes,
                               ResidualTable& residuals, std::vector<RuleId>& noted) const {
    Situation full = situation;
    full.windows = state.windows.get();
    take_up_rules(state, full, changes);
    const bool counting = count_windows(state, full);
    const bool lasting = update_standings(state, full, changes);
    const Judgement judgement = choose(state, full, residuals, noted);
    const bool for_good = state.decided != no_rule && compiled(state.decided).decides_for_good;
    const bool fewer = for_good && !asks_every_rule_ && forget_behind(state.decided, state);
    if (counting) state.heed.add(windowed_);
    if (lasting || fewer) aim_thresholds(state, full);
    settle(state);
    return judgement;
}

bool RuleBook::concern(const PolicyState& state, const Facts& facts, FactChanges changes) const {
    if (draws_.needs_names() || (changes.bits & state.groups) != 0) return true;
    for (unsigned left = changes.bits & index_.groups(); left != 0; left &= left - 1) {
        const FactGroup group{static_cast<std::uint8_t>(std::countr_zero(left))};
        if (facts.of(group) != Known::absent) return true;
    }
    return false;
}

void RuleBook::take_up_rules(PolicyState& state, const Situation& situation,
                             FactChanges changes) const {
    FoundRules found;
    if (!state.opened) {
        state.opened = true;
        index_.find_at_opening(*situation.flow, found);
    }
    for (unsigned left = changes.bits & index_.groups(); left != 0; left &= left - 1) {
        const FactGroup group{static_cast<std::uint8_t>(std::countr_zero(left))};
        if (situation.facts->of(group) == Known::absent) continue;
        index_.find_by_facts(group, *situation.facts, state.names_considered, found);
    }
    for (const RuleId id : found) {
        if (id <= state.last_followed) take_up(id, state, situation);
    }
}

/// Takes a rule up unless it can never hold for this flow.
void RuleBook::take_up(RuleId id, PolicyState& state, const Situation& situation) const {
    const CompiledRule& rule = compiled(id);
    const Truths truths =
        rule.when ? rule.when->now_and_ever(situation) : Truths{Truth::yes, Truth::yes};
    if (truths.ever == Truth::no) return;
    RuleStanding& standing = state.standing_of(id);
    standing.fresh = standing.fits = true;
    if (rule.windows.empty()) hold(standing, truths.now, situation);
}

/// Whether a rule that names a window may yet be taken up: when the fact that it needs comes, or
/// another name.
bool RuleBook::windows_may_be_asked_for(const PolicyState& state,
                                        const Situation& situation) const {
    const bool may_come = groups_guarding_windows_ != 0 && !situation.facts_are_final &&
                          first_windowed_ < state.last_followed;
    return may_come && (groups_that_may_grow(*situation.facts) & groups_guarding_windows_) != 0;
}

/// Windows are kept while a rule that names one may still hold, or may still be taken up.
bool RuleBook::count_windows(PolicyState& state, Situation& situation) const {
    if (windows_.empty()) return false;
    const bool wanted =
        windows_may_be_asked_for(state, situation) ||
        std::any_of(state.standings.begin(), state.standings.end(), [&](const RuleStanding& s) {
            return !compiled(s.rule).windows.empty() && waits(s);
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
        const bool fresh = standing.fresh;
        standing.fresh = false;
        lasting = lasting || fresh;
        if (fresh && !on.windows) return false;
        if (fresh || on.meets(turned_over)) {
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
    if (!rule.when || !waits(standing)) return true;
    if (look == Look::now || standing.announced || standing.noted) {
        hold(
            standing,
            standing.fits ? rule.when->now_but_for_constants(situation) : rule.when->now(situation),
            situation);
        return true;
    }
    const Truths truths = rule.when->now_and_ever(situation);
    hold(standing, truths.now, situation);
    return standing.holds || truths.ever != Truth::no;
}

/// Notes whether the condition is true now; of a rule for more than the packet, that it once was.
void RuleBook::hold(RuleStanding& standing, Truth now, const Situation& situation) const {
    const bool latched = compiled(standing.rule).kind != Kind::packet && standing.holds;
    if (standing.spent || latched) return;
    const bool begins = now == Truth::yes && !standing.holds;
    standing.holds = now == Truth::yes;
    if (!begins || standing.acts_late) return;
    const Duration late = draws_.lateness(standing.rule, situation);
    standing.acts_late = late > Duration::zero();
    standing.idle_through = later_by(situation.packet->now, late - Duration{1});
}

/// No rule behind one that decides on all that is to come of the flow will decide on any of it.
/// Whether one stood.
bool RuleBook::forget_behind(RuleId rule, PolicyState& state) {
    state.last_followed = rule;
    const std::size_t before = state.standings.size();
    while (state.standings.back().rule > rule) state.standings.pop_back();
    return state.standings.size() < before;
}

/// Works out when this flow must be looked at again.
void RuleBook::settle(PolicyState& state) const {
    state.groups = 0;
    for (const RuleStanding& standing : state.standings) {
        const CompiledRule& rule = compiled(standing.rule);
        if (!waits(standing)) continue;
        state.groups |= rule.dependence.groups;
        state.heed.add(rule.heed);
    }
}

/// Works out at which counts and ages the rules that still wait for some must be asked again.
void RuleBook::aim_thresholds(PolicyState& state, const Situation& situation) const {
    state.has_thresholds =
        std::any_of(state.standings.begin(), state.standings.end(), [&](const RuleStanding& s) {
            const CompiledRule& rule = compiled(s.rule);
            return waits(s) && (rule.dependence.counters || rule.dependence.age);
        });
    if (!state.has_thresholds) return;
    state.next = thresholds_.after(*situation.flow, situation.packet->now);
}

bool RuleBook::may_ask_for_facts(const PolicyState& state) const {
    if (draws_.needs_names()) return true;
    return std::any_of(state.standings.begin(), state.standings.end(), [&](const RuleStanding& s) {
        return waits(s) && compiled(s.rule).dependence.groups != 0;
    });
}

RuleBook::Standing RuleBook::explain(RuleId id, const PolicyState& state,
                                     const Situation& situation) const {
    Situation full = situation;
    full.windows = state.windows.get();
    const CompiledRule& rule = compiled(id);
    Standing standing;
    if (rule.when) standing.condition = rule.when->now(full);
    standing.in_schedule = schedule_.is_on(id);
    standing.chance_says_yes = draws_.says_yes(id, full);
    standing.holds = standing.condition == Truth::yes;
    for (const RuleStanding& known : state.standings) {
        if (known.rule == id && known.holds) standing.holds = true;
    }
    return standing;
}

}  // namespace cordon
