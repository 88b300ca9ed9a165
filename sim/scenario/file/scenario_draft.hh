#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/policy/file/findings.hh"
#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/yaml.hh"
#include "sim/scenario/scenario.hh"

namespace cordon {

/// A scenario while it is read, and what was found wrong with it.
struct ScenarioDraft {
    Scenario scenario;
    bool has_zone = false;
    std::map<std::string, std::size_t, std::less<>> access, paths;  // names, into the scenario
    /// Where the blocks of operators and the addresses of servers stand, for messages.
    struct Block {
        Cidr block;
        std::string whose;
        SourcePlace at;
    };
    std::vector<Block> blocks;
    Findings findings;
};

// Each reads one section of a scenario and tells what is wrong with it.
void read_scenario_head(const YamlNode& root, ScenarioDraft& draft);
void read_days(const YamlNode& root, ScenarioDraft& draft);
void read_ways(const YamlNode& root, ScenarioDraft& draft);
void read_places(const YamlNode& root, ScenarioDraft& draft);
void read_servers(const YamlNode& root, ScenarioDraft& draft);
void read_sites(const YamlNode& root, ScenarioDraft& draft);
void read_visits(const YamlNode& root, ScenarioDraft& draft);  // after read_sites()
void read_tries(const YamlNode& root, ScenarioDraft& draft);   // after read_visits()

/// What is said of where numbers come from: 'source' or 'assumed'. A warning when neither is.
void read_grounds(const YamlNode& node, const std::string& what, ScenarioDraft& draft);

/// The place in `known` that a name means.
[[nodiscard]] std::optional<std::size_t> read_reference(
    const YamlNode& node, const std::string& what,
    const std::map<std::string, std::size_t, std::less<>>& known, Findings& findings);

}  // namespace cordon
