#include "sim/policy/rule_index.hh"

#include <map>

namespace cordon {
namespace {

/// The names of a group by which rules may be found, and their place in NamesDone; null for a group
/// without.
struct NamesOfGroup {
    const Names* names = nullptr;
    std::size_t place = 0;
};
NamesOfGroup names_of(FactGroup group, const Facts& facts) {
    if (group == FactGroup::tls) return {&facts.tls.sni, 0};
    if (group == FactGroup::http) return {&facts.http.hosts, 1};
    if (group == FactGroup::dns) return {&facts.dns.names, 2};
    return {};
}

const Set& set_of(const Comparison& comparison, const Policy& policy) {
    return policy.sets[static_cast<std::size_t>(std::get<SetId>(comparison.operand))].set;
}

using Addresses = IntervalTriggers<IpAddress>;
using Ports = IntervalTriggers<std::int64_t>;

std::vector<Addresses::Interval> addresses_in(const Comparison& comparison, const Policy& policy) {
    if (const auto* block = std::get_if<Cidr>(&comparison.operand)) {
        return {{block->first, block->last()}};
    }
    std::vector<Addresses::Interval> all;
    for (const auto& part : std::get<CidrSet>(set_of(comparison, policy)).intervals()) {
        all.push_back({part.first, part.last});
    }
    return all;
}

std::vector<Ports::Interval> ports_in(const Comparison& comparison, const Policy& policy) {
    if (const auto* port = std::get_if<std::int64_t>(&comparison.operand)) return {{*port, *port}};
    std::vector<Ports::Interval> all;
    for (const auto& part : std::get<IntegerSet>(set_of(comparison, policy)).ranges()) {
        all.push_back({part.first, part.last});
    }
    return all;
}

}  // namespace

/// Sets that many rules share are added once.
class RuleIndex::SideTriggers {
public:
    void add(const Comparison& comparison, RuleId id) {
        if (const auto* set = std::get_if<SetId>(&comparison.operand)) {
            Shared& shared = by_set_[*set];
            shared.comparison = &comparison;
            shared.rules.push_back(id);
        } else {
            alone_.push_back({&comparison, {id}});
        }
    }
    template <typename Triggers, typename Members>
    void put_into(Triggers& triggers, Members members) const {
        for (const auto& [set, shared] : by_set_) {
            triggers.add(members(*shared.comparison), shared.rules);
        }
        for (const Shared& one : alone_) triggers.add(members(*one.comparison), one.rules);
        triggers.seal();
    }

private:
    struct Shared {
        const Comparison* comparison = nullptr;
        std::vector<RuleId> rules;
    };
    std::map<SetId, Shared> by_set_;
    std::vector<Shared> alone_;
};

void RuleIndex::build(std::span<const CompiledRule> rules, const Policy& policy) {
    SideTriggers servers;
    SideTriggers ports;
    by_app_.resize(all_apps().size());
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const RuleId id{static_cast<std::uint32_t>(i)};
        const RuleTrigger trigger = rules[i].when ? rules[i].when->trigger() : RuleTrigger{};
        switch (trigger.kind) {
            case RuleTrigger::Kind::none:
                add_untriggered(rules[i], id);
                break;
            case RuleTrigger::Kind::name:
                by_name_[static_cast<std::size_t>(*rules[i].guard)].add(*trigger.comparison, policy,
                                                                        id);
                groups_ |= bit_of(*rules[i].guard);
                break;
            case RuleTrigger::Kind::server:
                servers.add(*trigger.comparison, id);
                break;
            case RuleTrigger::Kind::port:
                ports.add(*trigger.comparison, id);
                break;
            case RuleTrigger::Kind::app:
                for (const App app : all_apps()) {
                    if (!app_holds(app, *trigger.comparison, policy)) continue;
                    by_app_[static_cast<std::size_t>(app)].push_back(id);
                }
                groups_ |= bit_of(FactGroup::app);
                break;
        }
    }
    servers.put_into(by_server_, [&](const Comparison& c) { return addresses_in(c, policy); });
    ports.put_into(by_port_, [&](const Comparison& c) { return ports_in(c, policy); });
}

void RuleIndex::add_untriggered(const CompiledRule& rule, RuleId id) {
    if (!rule.guard) always_.push_back(id);
    for (std::size_t group = 0; group < fact_group_count; ++group) {
        if (((rule.dependence.groups >> group) & 1U) != 0) naming_[group].push_back(id);
    }
    groups_ |= rule.dependence.groups;
}

void RuleIndex::find_at_opening(const FlowState& flow, FoundRules& found) const {
    append(found, always_);
    if (!by_server_.empty()) by_server_.find(flow.server(), found);
    if (!by_port_.empty()) by_port_.find(flow.server_port(), found);
}

void RuleIndex::find_by_facts(FactGroup group, const Facts& facts, NamesDone& names_done,
                              FoundRules& found) const {
    const auto number = static_cast<std::size_t>(group);
    append(found, naming_[number]);
    if (group == FactGroup::app) {
        append(found, by_app_[static_cast<std::size_t>(facts.app)]);
    }
    const auto [names, place] = names_of(group, facts);
    if (names == nullptr) return;
    for (const std::string_view name : names->behind(names_done[place])) {
        by_name_[number].find(name, found);
    }
    names_done[place] = names->end_mark();
}

}  // namespace cordon
