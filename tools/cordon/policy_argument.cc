#include "tools/cordon/policy_argument.hh"

#include <fmt/core.h>

#include <cstdio>

#include "sim/report/safe_text.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/ready_walls.hh"

namespace cordon {

std::optional<LoadedPolicy> load_policy_argument(const std::string& file_or_name,
                                                 const std::vector<std::string>& settings) {
    const Result<std::string> file = find_policy(file_or_name);
    if (!file) {
        complain(file.error());
        return std::nullopt;
    }
    auto loaded = load_policy(*file, settings);
    if (loaded) return std::move(*loaded);
    for (const Diagnostic& diagnostic : loaded.error()) {
        fmt::print(stderr, "{}\n", safe_text(to_text(diagnostic)));
    }
    const std::size_t count = loaded.error().size();
    complain(fmt::format("the policy cannot be used: {} error{}", count, count == 1 ? "" : "s"));
    return std::nullopt;
}

}  // namespace cordon
