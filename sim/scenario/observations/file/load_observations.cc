#include "sim/scenario/observations/file/load_observations.hh"

#include <array>
#include <optional>

#include "sim/policy/file/words.hh"
#include "sim/scenario/observations/file/observations_draft.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 7> keys{"observations", "about",   "zone", "nation",
                                               "waves",        "sources", "rows"};

std::string without_mark(std::string text) {
    return text;
}

/// A document, and the source that its nodes refer to.
struct Document {
    std::optional<Source> source;
    std::optional<YamlNode> root;
};

/// Reads the index that the file names into the draft.
void read_index(const YamlNode& root, const std::string& file_name, const FileReader& files,
                Document& index, ObservationsDraft& draft) {
    const YamlNode* named = root.find("sources");
    if (named == nullptr) {
        draft.findings.error(root.at, "the file lacks 'sources', the index of its sources");
        return;
    }
    const std::string* text = read_text(*named, "'sources'", draft.findings);
    if (text == nullptr) return;
    const std::string path = path_beside(file_name, *text);
    auto content = files.read(path);
    if (!content) {
        draft.findings.error(named->at,
                             "cannot read " + in_quotes(path) + ": " + content.error().what);
        return;
    }
    index.source.emplace(path, without_mark(std::move(*content)), 1);
    index.root = parse_yaml(*index.source, draft.findings);
    if (index.root) read_sources(*index.root, draft);
}

}  // namespace

std::vector<std::string_view> observation_keys() {
    return {keys.begin(), keys.end()};
}

tl::expected<LoadedObservations, std::vector<Diagnostic>> parse_observations(
    std::string text, const std::string& file_name, const FileReader& files) {
    const Source source(file_name, without_mark(std::move(text)), 0);
    Document index;
    ObservationsDraft draft;
    const std::optional<YamlNode> root = parse_yaml(source, draft.findings);
    if (!root) return tl::unexpected(draft.findings.all_errors());
    static_cast<void>(expect_map(*root, "a file of observations", keys, draft.findings));
    if (root->is_map()) {
        read_observations_head(*root, draft);
        read_index(*root, file_name, files, index, draft);
        read_rows(*root, draft);
    }
    if (draft.findings.has_errors()) return tl::unexpected(draft.findings.all_errors());
    return LoadedObservations{.observations = std::move(draft.observations),
                              .sources = std::move(draft.sources)};
}

tl::expected<LoadedObservations, std::vector<Diagnostic>> load_observations(
    const std::string& path) {
    const DiskFiles files;
    auto text = files.read(path);
    if (text) return parse_observations(std::move(*text), path, files);
    std::vector<Diagnostic> errors;
    errors.push_back({.severity = Severity::error,
                      .what = "cannot read these observations: " + text.error().what,
                      .where = path});
    return tl::unexpected(std::move(errors));
}

bool is_observations(const std::string& path) {
    const auto text = DiskFiles().read(path);
    if (!text) return false;
    Findings unheard;
    const Source source(path, without_mark(*text), 0);
    const auto root = parse_yaml(source, unheard);
    return root && root->is_map() && root->find("observations") != nullptr;
}

}  // namespace cordon
