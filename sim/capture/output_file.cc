#include "sim/capture/output_file.hh"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <system_error>

namespace cordon {

namespace {

constexpr std::uint64_t least_ahead_bytes = std::uint64_t{1} << 20U;
constexpr std::uint64_t most_ahead_bytes = std::uint64_t{64} << 20U;
constexpr int most_names_tried = 1000;

Error cannot_write(const std::string& path, int error) {
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    return Error{.what = full ? "cannot be written: no space is left for it (" +
                                    std::system_category().message(error) + ")"
                              : "cannot be written: " + std::system_category().message(error),
                 .where = path,
                 .kind = Error::Kind::failed};
}

tl::unexpected<Error> cannot_create(const std::string& path, int error) {
    if (error == ENOENT) return fail("cannot be written: its folder does not exist", path);
    if (error == EACCES || error == EPERM || error == EROFS) {
        return fail("cannot be written: its folder may not be written to", path);
    }
    Error reason = cannot_write(path, error);
    if (error != ENOSPC && error != EDQUOT) reason.kind = Error::Kind::unusable_input;
    return fail(std::move(reason));
}

}  // namespace

struct OutputFile::State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (descriptor >= 0) ::close(descriptor);
        if (!temporary.empty()) ::unlink(temporary.c_str());
    }

    void reserve_ahead(std::size_t size);
    void write_out(const std::uint8_t* from, std::size_t size);
    [[nodiscard]] Result<void> finish_as(const std::string& name);

    std::string path;
    std::string temporary;  // empty once renamed
    int descriptor = -1;
    std::uint64_t written = 0;    // whole records on disk
    std::uint64_t allocated = 0;  // by reserve_ahead
    bool may_reserve = true;
    std::optional<Error> error;
    std::unique_ptr<std::uint8_t[]> buffer =
        std::make_unique_for_overwrite<std::uint8_t[]>(most_reserved);
};

/// Lets the file system set aside a long stretch at once: six times faster than growing the file
/// write by write. Where it cannot, the file grows by its writes.
void OutputFile::State::reserve_ahead(std::size_t size) {
    if (!may_reserve || written < least_ahead_bytes || written + size <= allocated) return;
    const std::uint64_t step = std::clamp(written, least_ahead_bytes, most_ahead_bytes);
    const std::uint64_t target = written + size + step;
    const std::uint64_t from = std::max(written, allocated);
    may_reserve = ::fallocate(descriptor, 0, static_cast<off_t>(from),
                              static_cast<off_t>(target - from)) == 0;
    allocated = target;
}

void OutputFile::State::write_out(const std::uint8_t* from, std::size_t size) {
    if (error || size == 0) return;
    reserve_ahead(size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t count = ::write(descriptor, from + done, size - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            error = cannot_write(path, count < 0 ? errno : ENOSPC);
            return;
        }
        done += static_cast<std::size_t>(count);
    }
    written += size;
}

Result<void> OutputFile::State::finish_as(const std::string& name) {
    // Gives back what was reserved, and what a failed write left of a record.
    const bool cut = ::ftruncate(descriptor, static_cast<off_t>(written)) == 0;
    const int cut_error = errno;
    const bool closed = ::close(descriptor) == 0;
    const int close_error = errno;
    descriptor = -1;
    if (!cut) return fail(cannot_write(path, cut_error));
    if (!closed) return fail(cannot_write(path, close_error));
    if (::rename(temporary.c_str(), name.c_str()) != 0) return fail(cannot_write(name, errno));
    temporary.clear();
    return {};
}

Result<OutputFile> OutputFile::create(std::string path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        return fail("cannot be written: a folder or device bears this name", path);
    }
    auto state = std::make_unique<State>();
    state->path = std::move(path);
    for (int i = 0; i < most_names_tried && state->descriptor < 0; ++i) {
        std::string name = state->path + ".writing" + (i == 0 ? "" : std::to_string(i));
        constexpr mode_t all_that_umask_allows = 0666;
        state->descriptor =
            ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, all_that_umask_allows);
        if (state->descriptor >= 0) {
            state->temporary = std::move(name);
        } else if (errno != EEXIST) {
            break;
        }
    }
    if (state->descriptor < 0) return cannot_create(state->path, errno);
    return OutputFile(std::move(state));
}

OutputFile::OutputFile(std::unique_ptr<State> state)
    : state_(std::move(state)),
      next_(state_->buffer.get()),
      limit_(state_->buffer.get() + most_reserved) {}

OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

void OutputFile::flush() {
    std::uint8_t* const begin = state_->buffer.get();
    state_->write_out(begin, static_cast<std::size_t>(next_ - begin));
    next_ = begin;
}

void OutputFile::write(Bytes bytes) {
    if (bytes.size() > most_reserved) {
        flush();
        state_->write_out(bytes.data(), bytes.size());
    } else if (!bytes.empty()) {
        std::memcpy(reserve(bytes.size()), bytes.data(), bytes.size());
        advance(bytes.size());
    }
}

Result<void> OutputFile::status() const {
    if (state_->error) return fail(*state_->error);
    return {};
}

Result<void> OutputFile::commit() {
    flush();
    if (state_->error) return fail(*state_->error);
    return state_->finish_as(state_->path);
}

Result<void> OutputFile::keep_partial() {
    flush();
    return state_->finish_as(state_->path + ".partial");
}

std::uint64_t OutputFile::size() const {
    return state_->written + static_cast<std::uint64_t>(next_ - state_->buffer.get());
}

}  // namespace cordon
