#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/policy/file/draft.hh"
#include "sim/policy/file/file_reader.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// One file of a policy, read but not yet checked. Its nodes refer to its source.
struct PolicyFile {
    std::unique_ptr<Source> source;
    YamlNode root;
};

/// A policy's own file first, then all that it uses in the order in which their rules stand: each
/// used file with all that it uses, each file once, behind all files that use it.
struct PolicyFiles {
    std::vector<PolicyFile> files;
    std::vector<std::unique_ptr<Source>> unread;  // for messages about files without a document
    bool missing = false;                         // some file could not be read at all
};

/// Reads a file and all that it uses. Unreadable files and circles are errors in `findings`.
/// `text` is the content of the first file; the rest comes from `reader`.
[[nodiscard]] PolicyFiles gather_files(const std::string& name, std::string text,
                                       const FileReader& reader, Findings& findings);

/// The keys of a policy, of its rules.
[[nodiscard]] std::vector<std::string_view> policy_keys();
[[nodiscard]] std::vector<std::string_view> rule_keys();
/// Those of its keys that only a candidate of a case has. They change nothing of the policy:
/// scenario/candidate/ reads them.
[[nodiscard]] std::vector<std::string_view> candidate_keys();

}  // namespace cordon
