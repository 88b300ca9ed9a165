#include "tests/layers/includes.hh"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace cordon::testing {
namespace {

/// Who may include whom: a folder (or file) of sim/ and what else of sim/ its files may name. Its
/// own folder is always allowed; an entry that ends in a slash means all below it.
const std::map<std::string, std::vector<std::string>>& table() {
    static const std::map<std::string, std::vector<std::string>> layers{
        {"core", {}},
        {"capture", {"core/"}},
        {"decode", {"core/"}},
        {"craft", {"core/"}},
        {"flow", {"core/", "decode/"}},
        {"classify", {"core/", "decode/", "flow/"}},
        // app.hh is the vocabulary of facts.hh.
        {"policy", {"core/", "flow/", "classify/facts.hh", "classify/app.hh"}},
        {"action",
         {"core/", "decode/", "craft/", "flow/", "policy/decision.hh", "report/event.hh",
          "report/emit.hh"}},
        {"engine",
         {"core/", "decode/", "craft/", "flow/", "classify/", "policy/", "action/",
          "report/event.hh", "report/emit.hh"}},
        {"report",
         {"core/", "flow/flow_key.hh", "flow/flow_state.hh", "classify/facts.hh", "classify/app.hh",
          "policy/decision.hh"}},
        {"world", {"core/", "decode/", "craft/"}},
        // A script's first bytes are crafted, whatever transport carries them; how a stream is read
        // and TLS spoken over it is the same for scripts and servers.
        {"phone",
         {"core/", "craft/", "world/transport.hh", "world/stream.hh", "world/tls_link.hh"}},
        {"scenario",
         {"core/", "capture/", "decode/", "craft/", "flow/", "classify/", "policy/", "action/",
          "engine.hh", "wall_room.hh", "report/", "world/", "phone/"}},
    };
    return layers;
}

/// "sim/flow/flow_key.hh" is of layer flow; what stands in sim/ itself makes up the engine.
std::string layer_of(const std::string& path) {
    const std::string below = path.substr(4);
    const std::size_t slash = below.find('/');
    return slash == std::string::npos ? "engine" : below.substr(0, slash);
}

enum class Mark : unsigned char { unseen, on_the_path, done };

class CycleSearch {
public:
    explicit CycleSearch(const std::vector<Include>& includes) {
        for (const Include& include : includes) next_[include.from].insert(include.target);
    }

    std::vector<std::string> run() {
        for (const auto& [file, unused] : next_) {
            if (visit(file)) return path_;
        }
        return {};
    }

private:
    bool visit(const std::string& file) {
        Mark& mark = marks_[file];
        if (mark == Mark::done) return false;
        path_.push_back(file);
        if (mark == Mark::on_the_path) return true;
        mark = Mark::on_the_path;
        if (const auto found = next_.find(file); found != next_.end()) {
            for (const std::string& target : found->second) {
                if (visit(target)) return true;
            }
        }
        marks_[file] = Mark::done;
        path_.pop_back();
        return false;
    }

    std::map<std::string, std::set<std::string>> next_;
    std::map<std::string, Mark> marks_;
    std::vector<std::string> path_;
};

}  // namespace

std::vector<Include> includes_of(std::istream& text, const std::string& path) {
    std::vector<Include> found;
    for (std::string line; std::getline(text, line);) {
        if (!line.starts_with("#include")) continue;
        const std::size_t open = line.find_first_of("\"<");
        const std::size_t close = line.find_last_of("\">");
        if (open == std::string::npos || close <= open) continue;
        found.push_back({.from = path,
                         .target = line.substr(open + 1, close - open - 1),
                         .quoted = line[open] == '"'});
    }
    return found;
}

std::vector<Include> includes_below(const std::filesystem::path& root, const std::string& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        const auto extension = entry.path().extension();
        if (extension == ".hh" || extension == ".cc") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Include> all;
    for (const auto& file : files) {
        std::ifstream text(file);
        const auto found =
            includes_of(text, std::filesystem::relative(file, root).generic_string());
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

bool may_include(const std::string& from, const std::string& target) {
    const std::string layer = layer_of(from);
    if (layer_of(target) == layer) return true;
    const auto found = table().find(layer);
    if (found == table().end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& allowed) {
        const std::string path = "sim/" + allowed;
        return path.back() == '/' ? target.starts_with(path) : target == path;
    });
}

std::vector<std::string> find_cycle(const std::vector<Include>& includes) {
    return CycleSearch(includes).run();
}

}  // namespace cordon::testing
