#include "sim/policy/file/load.hh"

#include <utility>

#include "sim/policy/file/check.hh"
#include "sim/policy/file/draft.hh"
#include "sim/policy/file/header_reader.hh"
#include "sim/policy/file/let_reader.hh"
#include "sim/policy/file/overrides.hh"
#include "sim/policy/file/phase_reader.hh"
#include "sim/policy/file/policy_file.hh"
#include "sim/policy/file/rule_reader.hh"

namespace cordon {

tl::expected<LoadedPolicy, std::vector<Diagnostic>> parse_policy(std::string text,
                                                                 const std::string& file_name,
                                                                 const FileReader& files,
                                                                 const Overrides& overrides) {
    Draft draft;
    PolicyFiles gathered = gather_files(file_name, std::move(text), files, draft.findings);
    std::vector<std::unique_ptr<Source>> override_texts;
    // Without one of its files a policy would be blamed for names that stand in it.
    if (!gathered.unread.empty() || gathered.missing) {
        return tl::unexpected(draft.findings.all_errors());
    }
    apply_overrides(overrides, gathered, override_texts, draft.findings);
    read_headers(gathered, draft);
    read_lets(gathered, files, draft);
    for (const PolicyFile& file : gathered.files) read_phases(file.root, draft);
    for (const PolicyFile& file : gathered.files) read_rules(file.root, draft);
    if (draft.findings.has_errors()) return tl::unexpected(draft.findings.all_errors());
    check(draft);
    return LoadedPolicy{.policy = std::move(draft.policy),
                        .warnings = draft.findings.all_warnings()};
}

tl::expected<LoadedPolicy, std::vector<Diagnostic>> load_policy(const std::string& path,
                                                                const Overrides& overrides,
                                                                const FileReader& files) {
    auto text = files.read(path);
    if (text) return parse_policy(std::move(*text), path, files, overrides);
    std::vector<Diagnostic> errors;
    errors.push_back({.severity = Severity::error,
                      .what = "cannot read this policy: " + text.error().what,
                      .where = path});
    return tl::unexpected(std::move(errors));
}

}  // namespace cordon
