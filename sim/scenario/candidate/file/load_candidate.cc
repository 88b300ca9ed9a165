#include "sim/scenario/candidate/file/load_candidate.hh"

#include <algorithm>

#include "sim/policy/file/words.hh"
#include "sim/scenario/candidate/file/candidate_draft.hh"
#include "sim/scenario/candidate/world_settings.hh"

namespace cordon {
namespace {

/// Files, with what was read of them.
class NotedFiles final : public FileReader {
public:
    explicit NotedFiles(const FileReader& files) : files_(&files) {}

    [[nodiscard]] Result<std::string> read(const std::string& path) const override {
        Result<std::string> text = files_->read(path);
        if (text) texts_[path] = *text;
        return text;
    }
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& texts() const {
        return texts_;
    }

private:
    const FileReader* files_;
    mutable std::map<std::string, std::string, std::less<>> texts_;
};

std::vector<Diagnostic> unreadable(const std::string& path, const Error& error) {
    std::vector<Diagnostic> errors;
    errors.push_back({.severity = Severity::error,
                      .what = "cannot read this candidate: " + error.what,
                      .where = path});
    return errors;
}

/// What the world says against the settings of a dial; nothing when it takes them.
std::vector<std::string> refused_by_world(const Dial& dial, double turn) {
    const std::vector<std::string_view> names = world_setting_names();
    std::vector<std::string> refused;
    for (const std::string& path : dial.moves) {
        if (!path.starts_with(world_prefix)) continue;
        const std::string name = path.substr(world_prefix.size());
        const std::string value = dial.value_at(turn);
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            refused.push_back("the world has no setting " + in_quotes(name) +
                              did_you_mean_or_list(name, names));
        } else if (!world_settings({setting_text(name, value)})) {
            refused.push_back(in_quotes(name) + " is a share of at most 100%, not " +
                              in_quotes(value));
        }
    }
    return refused;
}

/// What the policy says against them. Requires: without them it is usable.
std::vector<std::string> refused_by_policy(const Dial& dial, double turn, const std::string& text,
                                           const std::string& name, const FileReader& files) {
    Overrides settings;
    for (const std::string& path : dial.moves) {
        if (!path.starts_with(world_prefix)) {
            settings.push_back(setting_text(path, dial.value_at(turn)));
        }
    }
    std::vector<std::string> refused;
    const auto set = parse_policy(text, name, files, settings);
    if (set) return refused;
    for (const Diagnostic& error : set.error()) refused.push_back(error.what);
    return refused;
}

/// Turns each dial to either end and asks the policy and the world whether they take that.
void try_ends(const Dial& dial, SourcePlace at, const std::string& text, const std::string& name,
              const FileReader& files, CandidateDraft& draft) {
    if (dial.is == ModelDial::Is::unevenness) return;
    for (const double turn : {0.0, 1.0}) {
        std::vector<std::string> refused = refused_by_world(dial, turn);
        for (std::string& what : refused_by_policy(dial, turn, text, name, files)) {
            refused.push_back(std::move(what));
        }
        for (const std::string& what : refused) {
            draft.findings.error(at, "dial " + in_quotes(dial.name) + ": " + what);
        }
        if (!refused.empty()) return;
    }
}

void read_null(const YamlNode& root, CandidateDraft& draft) {
    const YamlNode* node = root.find("null-wall");
    if (node == nullptr) return;
    draft.candidate.null_wall = read_truth(*node, "'null-wall'", draft.findings).value_or(false);
}

/// Dials belong to the candidate's own file; sources of numbers and rows to each.
void read_all(const PolicyFiles& files, CandidateDraft& draft) {
    const YamlNode& own = files.files.front().root;
    read_null(own, draft);
    read_dials(own, draft);
    for (std::size_t i = 0; i < files.files.size(); ++i) {
        const YamlNode& root = files.files[i].root;
        read_numbers(root, draft);
        read_written_from(root, draft);
        const YamlNode* dials = root.find("dials");
        if (i > 0 && dials != nullptr) {
            draft.findings.error(dials->at, "dials stand in the candidate's own file");
        }
    }
}

}  // namespace

tl::expected<LoadedCandidate, std::vector<Diagnostic>> parse_candidate(std::string text,
                                                                       const std::string& file_name,
                                                                       const FileReader& files,
                                                                       const Observations* rows) {
    const NotedFiles noted(files);
    auto policy = parse_policy(text, file_name, noted);
    CandidateDraft draft;
    draft.rows = rows;
    const PolicyFiles gathered = gather_files(file_name, text, files, draft.findings);
    // What cannot be gathered, the policy has told.
    if (!policy && draft.findings.has_errors()) return tl::unexpected(std::move(policy.error()));
    read_all(gathered, draft);
    check_numbers(gathered, draft);
    check_grounds(gathered, draft);
    for (std::size_t i = 0; policy && i < draft.candidate.dials.size(); ++i) {
        if (!draft.dials[i].is_sound) continue;
        try_ends(draft.candidate.dials[i], draft.dials[i].at, text, file_name, files, draft);
    }
    std::vector<Diagnostic> errors;
    if (!policy) errors = std::move(policy.error());
    for (Diagnostic& error : draft.findings.all_errors()) errors.push_back(std::move(error));
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    draft.candidate.name = policy->policy.name;
    draft.candidate.about = policy->policy.about;
    draft.candidate.path = file_name;
    draft.candidate.texts = noted.texts();
    draft.candidate.texts[file_name] = std::move(text);
    return LoadedCandidate{.candidate = std::move(draft.candidate), .policy = std::move(*policy)};
}

tl::expected<LoadedCandidate, std::vector<Diagnostic>> load_candidate(const std::string& path,
                                                                      const Observations* rows) {
    const DiskFiles files;
    auto text = files.read(path);
    if (!text) return tl::unexpected(unreadable(path, text.error()));
    return parse_candidate(std::move(*text), path, files, rows);
}

bool is_candidate(const std::string& path) {
    const auto text = DiskFiles().read(path);
    if (!text) return false;
    Findings unheard;
    const Source source(path, *text, 0);
    const auto root = parse_yaml(source, unheard);
    return root && root->is_map() && root->find("dials") != nullptr;
}

}  // namespace cordon
