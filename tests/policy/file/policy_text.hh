#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/file/load.hh"

namespace cordon {

using Lines = std::vector<std::string>;
using FilesInMemory = std::map<std::string, std::string, std::less<>>;

/// The errors of a policy called p.yaml, each as `p.yaml:LINE:COLUMN: message`; empty when it is
/// usable.
[[nodiscard]] Lines errors_in(const std::string& text, const FilesInMemory& files = {},
                              const Overrides& overrides = {});

/// What the checker says of a usable policy, in the same form.
[[nodiscard]] Lines warnings_in(const std::string& text, const FilesInMemory& files = {});

/// A usable policy; a failure of the test, and an empty one, when it is not.
[[nodiscard]] Policy policy_of(const std::string& text, const FilesInMemory& files = {},
                               const Overrides& overrides = {});

/// A policy with one rule `r` of these lines, each indented as a rule's settings are. `rule: r` is
/// in line 11, so the first of them is in line 12, from column 5 on. Grounds are given. It stands
/// in a zone, with a set of every kind (domains, cidrs, ports, strings, bytes, pool), the place
/// beijing, and the phases july and august of 2017.
[[nodiscard]] std::string rule_with(std::initializer_list<std::string_view> lines);
[[nodiscard]] Rule rule_of(std::initializer_list<std::string_view> lines);

/// What is wrong with a condition, as `COLUMN: message`, columns counted from its own first.
[[nodiscard]] Lines condition_errors(const std::string& condition);

/// A condition as it was understood, parentheses and units made plain: `(tls.sni in #0 and not
/// ip.ttl > 5)`.
[[nodiscard]] std::string understood(const std::string& condition);

}  // namespace cordon
