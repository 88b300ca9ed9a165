// make-captures: turns recipes into captures.

#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "sim/capture/input_files.hh"
#include "tools/make-captures/recipe.hh"
#include "tools/make-captures/session.hh"

namespace {

constexpr auto usage =
    "make-captures FOLDER RECIPE...\n"
    "Writes FOLDER/NAME.pcap for each NAME.recipe; the same bytes every time.\n"
    "Example: make-captures pcaps pcaps/*.recipe\n";

int make(const std::string& folder, const std::string& path) {
    const auto recipe = cordon::captures::read_recipe(path);
    if (!recipe) {
        fmt::print(stderr, "{}: {}\n", recipe.error().where, recipe.error().what);
        return 2;
    }
    std::string name = path.substr(path.find_last_of('/') + 1);
    name = name.substr(0, name.find_last_of('.')) + ".pcap";
    name = folder + "/" + name;
    cordon::InputFiles recipes;
    recipes.add(path);
    if (recipes.holds(name)) {
        fmt::print(stderr, "{}: would replace its own recipe; name another FOLDER\n", name);
        return 2;
    }
    const auto written = cordon::captures::play_session(*recipe).write(name);
    if (!written) {
        fmt::print(stderr, "{}: {}\n", written.error().where, written.error().what);
        return 1;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + 1, argv + argc);
        if (arguments.size() < 2) {
            fmt::print(stderr, "{}", usage);
            return 2;
        }
        for (std::size_t i = 1; i < arguments.size(); ++i) {
            if (const int status = make(arguments[0], arguments[i]); status != 0) return status;
        }
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "make-captures: {}\n", error.what());
        return 1;
    }
}
