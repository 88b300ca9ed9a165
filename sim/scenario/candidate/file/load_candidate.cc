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

/// What the world says of the settings of a dial; nothing when it takes them.
std::optional<std::string> refused_by_world(const Dial& dial, double turn) {
    const std::vector<std::string_view> names = world_setting_names();
    for (const std::string& path : dial.moves) {
        if (!path.starts_with(world_prefix)) continue;
        const std::string name = path.substr(world_prefix.size());
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            return "the world has no setting " + in_quotes(name) +
                   did_you_mean_or_list(name, names);
        }
        const std::string value = dial.value_at(turn);
        if (!world_settings({setting_text(name, value)})) {
            return in_quotes(name) + " is a share of at most 100%, not " + in_quotes(value);
        }
    }
    return std::nullopt;
}

/// Turns each dial to either end and asks the policy and the world whether they take that.
void try_ends(const Dial& dial, SourcePlace at, const std::string& text, const std::string& name,
              const FileReader& files, CandidateDraft& draft) {
    const std::string whose = "dial " + in_quotes(dial.name) + ": ";
    for (const double turn : {0.0, 1.0}) {
        if (dial.is == ModelDial::Is::unevenness) return;
        if (const auto refused = refused_by_world(dial, turn)) {
            draft.findings.error(at, whose + *refused);
            return;
        }
        Overrides settings;
        for (const std::string& path : dial.moves) {
            if (!path.starts_with(world_prefix)) {
                settings.push_back(setting_text(path, dial.value_at(turn)));
            }
        }
        const auto set = parse_policy(text, name, files, settings);
        if (set) continue;
        for (const Diagnostic& error : set.error()) draft.findings.error(at, whose + error.what);
        return;
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
    if (!policy) return tl::unexpected(std::move(policy.error()));
    CandidateDraft draft;
    draft.rows = rows;
    const PolicyFiles gathered = gather_files(file_name, text, files, draft.findings);
    read_all(gathered, draft);
    check_numbers(gathered, draft);
    check_grounds(gathered, draft);
    if (!draft.findings.has_errors()) {
        for (std::size_t i = 0; i < draft.candidate.dials.size(); ++i) {
            try_ends(draft.candidate.dials[i], draft.dial_places[i], text, file_name, files, draft);
        }
    }
    if (draft.findings.has_errors()) return tl::unexpected(draft.findings.all_errors());
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
