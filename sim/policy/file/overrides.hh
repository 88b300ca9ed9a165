#pragma once

#include <string>
#include <vector>

#include "sim/policy/file/draft.hh"
#include "sim/policy/file/policy_file.hh"

namespace cordon {

/// Applies `RULE.SETTING=VALUE` to the trees of the files, before they are checked: `chat.chance=
/// 10%`, `chat.active.every=1 h`, `upload.throttle.rate=64 kbit/s` (a setting of an action of its
/// `then`), `http.residual.last=60 s`; `$known.covers=30%` changes what a `let` holds. A setting
/// that the rule or set does not state is added. An unknown rule, set or setting is an error. The
/// nodes made refer to `texts`.
void apply_overrides(const std::vector<std::string>& overrides, PolicyFiles& files,
                     std::vector<std::unique_ptr<Source>>& texts, Findings& findings);

}  // namespace cordon
