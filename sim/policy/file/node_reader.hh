#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/decision.hh"
#include "sim/policy/file/findings.hh"
#include "sim/policy/file/quantity.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

// What the readers of all sections ask of YAML nodes. Each tells what is wrong in `findings`, with
// what would fit, and then returns nullopt, null or false.

using KnownWords = std::span<const std::string_view>;

/// Whether the node is a map that has no keys but these. `what` names it: "a rule".
bool expect_map(const YamlNode& node, std::string_view what, KnownWords keys, Findings& findings);

/// The one text that a node holds. `what` names it: "the name of a rule".
[[nodiscard]] const std::string* read_text(const YamlNode& node, std::string_view what,
                                           Findings& findings);

/// A name for rules, sets, phases and places: letters, digits, '-' and '_'.
[[nodiscard]] const std::string* read_name(const YamlNode& node, std::string_view what,
                                           Findings& findings);

/// The texts of a list, or of one value standing for a list of one.
[[nodiscard]] std::vector<const YamlNode*> read_list(const YamlNode& node, std::string_view what,
                                                     Findings& findings);

/// A number with its unit.
[[nodiscard]] std::optional<std::int64_t> read_quantity(const YamlNode& node, Quantity quantity,
                                                        std::string_view what, Findings& findings);
/// The same, and more than nothing.
[[nodiscard]] std::optional<std::int64_t> read_positive(const YamlNode& node, Quantity quantity,
                                                        std::string_view what, Findings& findings);

[[nodiscard]] std::optional<bool> read_truth(const YamlNode& node, std::string_view what,
                                             Findings& findings);

/// Which of these words the node holds.
[[nodiscard]] std::optional<std::size_t> read_choice(const YamlNode& node, std::string_view what,
                                                     KnownWords words, Findings& findings);

/// Whether a uniform law is one: its jitter, read from a node that may be missing, is no longer
/// than its middle.
bool expect_law(std::int64_t by, std::int64_t jitter, const YamlNode* node, Findings& findings);

/// A law: one time, `{by, jitter}`, or quantile points `{p50: 1 s, p90: 5 s}`.
[[nodiscard]] std::optional<Law> read_law(const YamlNode& node, std::string_view what,
                                          Findings& findings);

}  // namespace cordon
