#include "sim/scenario/run/fit_policy.hh"

namespace cordon {
namespace {

CidrSet blocks_of(const ScenarioPlace& place) {
    CidrSet blocks;
    for (const Operator& provider : place.operators) {
        if (provider.inside) blocks.add(provider.block);
    }
    blocks.seal();
    return blocks;
}

}  // namespace

void fit_policy(Policy& policy, const Scenario& scenario) {
    for (Place& place : policy.places) {
        for (const ScenarioPlace& named : scenario.places) {
            if (named.name == place.name) place.addresses = blocks_of(named);
        }
    }
    if (policy.inside) return;
    CidrSet inside;
    for (const ScenarioPlace& place : scenario.places) {
        for (const Operator& provider : place.operators) {
            if (provider.inside) inside.add(provider.block);
        }
    }
    for (const NamedSite& site : scenario.sites) {
        if (!site.inside) continue;
        for (const IpAddress& address : site.pool.addresses) {
            inside.add({.first = address, .prefix = 128});
        }
    }
    inside.seal();
    policy.inside = std::move(inside);
}

}  // namespace cordon
