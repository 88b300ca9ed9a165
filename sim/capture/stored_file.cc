#include "sim/capture/stored_file.hh"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace cordon {

namespace {

constexpr std::size_t head_bytes = 4096;
constexpr std::size_t drain_bytes = std::size_t{256} << 10U;

std::string name_of(const std::string& path) {
    return path == "-" ? "stdin" : path;
}

tl::unexpected<Error> cannot_open(const std::string& path, int error) {
    if (error == ENOENT) return fail("no such file: check the name and the folder", path);
    if (error == EACCES || error == EPERM) {
        return fail("may not be read: check its permissions and those of its folders", path);
    }
    return fail("cannot be opened: " + std::system_category().message(error), path);
}

}  // namespace

Result<std::unique_ptr<StoredFile>> StoredFile::open(const std::string& path,
                                                     Digest::Sha256 sha256) {
    const bool is_stdin = path == "-";
    const int descriptor = is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return cannot_open(path, errno);
    std::unique_ptr<StoredFile> file(new StoredFile(path, descriptor, sha256));
    if (Result<void> usable = file->examine(); !usable) return fail(usable.error());
    return file;
}

StoredFile::StoredFile(std::string path, int descriptor, Digest::Sha256 sha256)
    : path_(std::move(path)), descriptor_(descriptor), digest_(sha256) {}

StoredFile::~StoredFile() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

Result<void> StoredFile::examine() {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) return cannot_open(name_of(path_), errno);
    if (S_ISDIR(status.st_mode)) {
        return fail("is a folder: name the capture files in it", name_of(path_));
    }
    if (::isatty(descriptor_) != 0) {
        return fail("is a terminal: pipe a capture into it, or name a file", name_of(path_));
    }
    regular_ = S_ISREG(status.st_mode);
    if (regular_) {
        bytes_total_ = static_cast<std::uint64_t>(status.st_size);
        ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    head_.resize(head_bytes);
    std::size_t have = 0;
    while (have < head_bytes) {
        const Result<std::size_t> count = read_some(std::span(head_).subspan(have));
        if (!count) return fail(count.error());
        if (*count == 0) break;
        have += *count;
    }
    head_.resize(have);
    return {};
}

Result<std::size_t> StoredFile::read(std::span<std::uint8_t> room) {
    const Bytes left = head().subspan(head_given_);
    const std::size_t count = std::min(left.size(), room.size());
    std::copy_n(left.begin(), count, room.begin());
    head_given_ += count;
    if (count == room.size()) return count;
    const Result<std::size_t> more = read_some(room.subspan(count));
    if (!more) return fail(more.error());
    return count + *more;
}

Result<std::size_t> StoredFile::read_some(std::span<std::uint8_t> room) {
    while (true) {
        const ssize_t count = ::read(descriptor_, room.data(), room.size());
        if (count >= 0) {
            const auto size = static_cast<std::size_t>(count);
            digest_.update(room.first(size));
            bytes_read_ += size;
            return size;
        }
        if (errno != EINTR) {
            return fail(Error{.what = "cannot be read: " + std::system_category().message(errno),
                              .where = name_of(path_) + ": byte " + std::to_string(bytes_read_),
                              .kind = Error::Kind::failed});
        }
    }
}

Result<StoredFacts> StoredFile::finish() {
    if (regular_) {
        std::vector<std::uint8_t> rest(drain_bytes);
        while (true) {
            const Result<std::size_t> count = read_some(rest);
            if (!count) return fail(count.error());
            if (*count == 0) break;
        }
    }
    return StoredFacts{
        .bytes = bytes_read_, .xxh3_128 = digest_.xxh3_128(), .sha256 = digest_.sha256()};
}

}  // namespace cordon
