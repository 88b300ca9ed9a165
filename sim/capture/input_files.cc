#include "sim/capture/input_files.hh"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

namespace cordon {
namespace {

using Identity = std::pair<std::uint64_t, std::uint64_t>;

std::optional<Identity> identity_of(const std::string& path) {
    struct stat status {};
    const int failed = path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
    if (failed != 0) return std::nullopt;
    return Identity{status.st_dev, status.st_ino};
}

}  // namespace

void InputFiles::add(const std::string& path) {
    if (const auto file = identity_of(path)) files_.push_back(*file);
}

bool InputFiles::holds(const std::string& path) const {
    const auto file = identity_of(path);
    return file && std::find(files_.begin(), files_.end(), *file) != files_.end();
}

Result<void> InputFiles::spare(const std::string& path) const {
    if (holds(path)) return fail("would replace its own input; name another --out", path);
    return {};
}

}  // namespace cordon
