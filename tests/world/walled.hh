#pragma once

#include <string>

#include "sim/policy/file/file_reader.hh"
#include "sim/policy/file/load.hh"
#include "sim/scenario/engine_wall.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {

/// Two hosts with the engine between them, under a policy given as text.
struct Walled : TwoHosts {
    Walled(const std::string& policy_text, const Setting& setting,
           const Engine::Options& options = {})
        : TwoHosts(setting),
          policy(parse_policy(policy_text, "test.yaml", MemoryFiles()).value().policy),
          wall(policy, options) {
        world.set_wall(&wall);
    }

    Policy policy;
    EngineWall wall;
};

}  // namespace cordon::test
