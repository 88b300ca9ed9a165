#include "tools/cordon/policy_argument.hh"

#include "tools/cordon/console.hh"
#include "tools/cordon/diagnostics.hh"
#include "tools/cordon/ready_walls.hh"

namespace cordon {

std::optional<LoadedPolicy> load_policy_argument(const std::string& file_or_name,
                                                 const std::vector<std::string>& settings,
                                                 const FileReader& files) {
    const Result<std::string> file = find_policy(file_or_name);
    if (!file) {
        complain(file.error());
        return std::nullopt;
    }
    auto loaded = load_policy(*file, settings, files);
    if (loaded) return std::move(*loaded);
    return refuse(loaded.error(), "the policy cannot be used");
}

void tell_doubts(const LoadedPolicy& loaded) {
    std::vector<Diagnostic> doubts = loaded.warnings;
    std::erase_if(doubts, [](const Diagnostic& each) { return each.severity == Severity::note; });
    tell(doubts);
}

}  // namespace cordon
