#include "sim/policy/file/policy_file.hh"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>

#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::size_t most_files = 256;

/// Walks from file to file, depth first, and puts each behind all that use it.
class Gatherer {
public:
    Gatherer(const FileReader& reader, Findings& findings)
        : reader_(&reader), findings_(&findings) {}

    void add(const std::string& name, std::string text) {
        known_.insert(name);
        way_.push_back(name);
        auto source = std::make_unique<Source>(name, std::move(text), known_.size() - 1);
        auto root = parse_yaml(*source, *findings_);
        if (!root) {
            out_.unread.push_back(std::move(source));
        } else {
            out_.files.push_back({.source = std::move(source), .root = std::move(*root)});
            uses_.emplace_back();
            numbers_[name] = out_.files.size() - 1;
            follow(out_.files.size() - 1, name);
        }
        way_.pop_back();
    }

    /// In the order in which their rules stand.
    PolicyFiles take() {
        std::vector<bool> placed(out_.files.size());
        std::vector<PolicyFile> backwards;
        place_behind_used(0, placed, backwards);
        out_.files.assign(std::make_move_iterator(backwards.rbegin()),
                          std::make_move_iterator(backwards.rend()));
        return std::move(out_);
    }

private:
    void follow(std::size_t index, const std::string& name) {
        const YamlNode* use = out_.files[index].root.find("use");
        if (use == nullptr) return;
        // Copied: the walk adds to the files, which moves them.
        std::vector<std::pair<SourcePlace, std::string>> paths;
        for (const YamlNode* item : read_list(*use, "'use'", *findings_)) {
            paths.emplace_back(item->at, path_beside(name, item->text));
        }
        for (const auto& [at, path] : paths) {
            uses_[index].push_back(path);
            visit(at, path);
        }
    }

    /// Last first: a file stands before all that it uses, and those in the order named.
    void place_behind_used(std::size_t file, std::vector<bool>& placed,
                           std::vector<PolicyFile>& backwards) {
        if (file >= placed.size() || placed[file]) return;
        placed[file] = true;
        for (auto path = uses_[file].rbegin(); path != uses_[file].rend(); ++path) {
            const auto found = numbers_.find(*path);
            if (found != numbers_.end()) place_behind_used(found->second, placed, backwards);
        }
        backwards.push_back(std::move(out_.files[file]));
    }

    void visit(SourcePlace at, const std::string& path) {
        const auto circle = std::find(way_.begin(), way_.end(), path);
        if (circle != way_.end()) {
            std::string way;
            for (auto step = circle; step != way_.end(); ++step) way += *step + " uses ";
            findings_->error(at, "this goes round in a circle: " + way + path);
            return;
        }
        if (known_.contains(path)) return;
        if (known_.size() >= most_files) {
            if (known_.size() == most_files) {
                findings_->error(at, "a policy uses at most 256 files");
            }
            known_.insert(path);
            return;
        }
        auto text = reader_->read(path);
        if (text) return add(path, std::move(*text));
        out_.missing = true;
        findings_->error(
            at, "cannot read " + in_quotes(path) + ": " + text.error().what + what_to_name(path));
    }

    /// For a folder, or the bare name of a ready wall.
    [[nodiscard]] std::string what_to_name(const std::string& path) const {
        if (path.ends_with(".yaml") || path.ends_with(".yml")) return {};
        const std::string within = path + "/policy.yaml";
        if (reader_->read(within)) return "; did you mean " + in_quotes(within) + "?";
        return "; 'use' takes the path of a policy file, as seen from this one, such as "
               "../NAME/policy.yaml";
    }

    const FileReader* reader_;
    Findings* findings_;
    PolicyFiles out_;
    std::set<std::string, std::less<>> known_;
    std::vector<std::vector<std::string>> uses_;  // of each file of out_, the paths in order
    std::map<std::string, std::size_t, std::less<>> numbers_;  // of these files, by path
    std::vector<std::string> way_;  // from the first file to the present one
};

}  // namespace

PolicyFiles gather_files(const std::string& name, std::string text, const FileReader& reader,
                         Findings& findings) {
    Gatherer gatherer{reader, findings};
    gatherer.add(std::filesystem::path(name).lexically_normal().string(), std::move(text));
    return gatherer.take();
}

std::vector<std::string_view> policy_keys() {
    std::vector<std::string_view> keys{"policy", "about", "position", "zone", "inside",
                                       "use",    "let",   "phases",   "rules"};
    const std::vector<std::string_view> more = candidate_keys();
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

std::vector<std::string_view> candidate_keys() {
    return {"null-wall", "dials", "numbers", "written-from"};
}

std::vector<std::string_view> rule_keys() {
    return {"rule",   "when", "then",  "for",      "direction", "in",    "active",
            "chance", "per",  "after", "reported", "assumed",   "source"};
}

}  // namespace cordon
