#include "sim/policy/file/file_reader.hh"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

namespace cordon {
namespace {

struct Closer {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

std::string reason(int error) {
    return std::strerror(error);  // NOLINT(concurrency-mt-unsafe): policies are read by one thread
}

}  // namespace

Result<std::string> DiskFiles::read(const std::string& path) const {
    const std::unique_ptr<std::FILE, Closer> file{std::fopen(path.c_str(), "rb")};
    if (!file) return fail(reason(errno));
    std::string content;
    std::vector<char> block(std::size_t{64} << 10U);
    for (std::size_t got = 1; got > 0;) {
        errno = 0;
        got = std::fread(block.data(), 1, block.size(), file.get());
        content.append(block.data(), got);
        if (content.size() > largest) return fail("it is larger than 64 MiB");
    }
    if (std::ferror(file.get()) != 0) return fail(reason(errno));
    return content;
}

Result<std::string> MemoryFiles::read(const std::string& path) const {
    const auto found = files_.find(path);
    if (found == files_.end()) return fail("No such file or directory");
    if (found->second.size() > largest) return fail("it is larger than 64 MiB");
    return found->second;
}

std::string path_beside(std::string_view file, std::string_view named) {
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    return (folder / std::filesystem::path(named)).lexically_normal().string();
}

}  // namespace cordon
