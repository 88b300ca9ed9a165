#include "sim/scenario/run/fit_policy.hh"

namespace cordon {
namespace {

void add_blocks(CidrSet& set, const ScenarioPlace& place) {
    for (const Operator& provider : place.operators) {
        if (provider.inside) set.add(provider.block);
    }
}

CidrSet blocks_of(const ScenarioPlace& place) {
    CidrSet blocks;
    add_blocks(blocks, place);
    blocks.seal();
    return blocks;
}

/// All that stands on the national side: places and sites.
CidrSet inside_of(const Scenario& scenario) {
    CidrSet inside;
    for (const ScenarioPlace& place : scenario.places) add_blocks(inside, place);
    for (const NamedSite& site : scenario.sites) {
        if (!site.inside) continue;
        for (const IpAddress& address : site.pool.addresses) {
            inside.add({.first = address, .prefix = 128});
        }
    }
    inside.seal();
    return inside;
}

}  // namespace

void fit_policy(Policy& policy, const Scenario& scenario) {
    for (Place& place : policy.places) {
        for (const ScenarioPlace& named : scenario.places) {
            if (named.name == place.name) place.addresses = blocks_of(named);
        }
    }
    if (!policy.inside) policy.inside = inside_of(scenario);
}

}  // namespace cordon
