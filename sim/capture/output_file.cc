#include "sim/capture/output_file.hh"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
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
constexpr std::uint64_t page_bytes = 4096;
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

    void open_temporary();
    void reserve_ahead(std::size_t size);
    void write_out(const std::uint8_t* from, std::size_t size, std::uint64_t whole_until);
    [[nodiscard]] Result<void> finish_as(const std::string& name);

    std::string path;
    std::string temporary;  // empty once renamed
    int descriptor = -1;
    std::uint64_t written = 0;     // bytes on disk
    std::uint64_t whole = 0;       // of these, surely whole records
    std::uint64_t next_whole = 0;  // end of the last record given to write_out, maybe in part
    std::uint64_t allocated = 0;   // by reserve_ahead
    bool may_reserve = false;
    std::optional<Error> error;
    std::unique_ptr<std::uint8_t[]> buffer =
        std::make_unique_for_overwrite<std::uint8_t[]>(2 * most_reserved);
};

void OutputFile::State::open_temporary() {
    for (int i = 0; i < most_names_tried && descriptor < 0; ++i) {
        std::string name = path + ".writing" + (i == 0 ? "" : std::to_string(i));
        constexpr mode_t all_that_umask_allows = 0666;
        descriptor =
            ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, all_that_umask_allows);
        if (descriptor >= 0) temporary = std::move(name);
        if (descriptor < 0 && errno != EEXIST) return;
    }
    if (descriptor < 0) return;
    struct statfs system {};
    // On tmpfs setting space aside costs more than it saves.
    may_reserve = ::fstatfs(descriptor, &system) == 0 && system.f_type != TMPFS_MAGIC;
}

/// Lets the file system set aside a long stretch at once, which halves the cost of writing on ext4.
/// Where it cannot, the file grows by its writes.
void OutputFile::State::reserve_ahead(std::size_t size) {
    if (!may_reserve || written < least_ahead_bytes || written + size <= allocated) return;
    const std::uint64_t step = std::clamp(written, least_ahead_bytes, most_ahead_bytes);
    const std::uint64_t target = written + size + step;
    const std::uint64_t from = std::max(written, allocated);
    may_reserve = ::fallocate(descriptor, 0, static_cast<off_t>(from),
                              static_cast<off_t>(target - from)) == 0;
    allocated = target;
}

/// `whole_until` is where the last whole record ends of those given so far, this call included.
void OutputFile::State::write_out(const std::uint8_t* from, std::size_t size,
                                  std::uint64_t whole_until) {
    if (error) return;
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
    whole = whole_until <= written ? whole_until : next_whole;
    next_whole = whole_until;
}

Result<void> OutputFile::State::finish_as(const std::string& name) {
    // Gives back what was reserved, and what a failed write left of a record.
    const std::uint64_t size = error ? whole : written;
    if (error && size == 0) return fail(*error);
    const bool cut = ::ftruncate(descriptor, static_cast<off_t>(size)) == 0;
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
    state->open_temporary();
    if (state->descriptor < 0) return cannot_create(state->path, errno);
    return OutputFile(std::move(state));
}

OutputFile::OutputFile(std::unique_ptr<State> state)
    : state_(std::move(state)),
      next_(state_->buffer.get()),
      full_(state_->buffer.get() + most_reserved) {}

OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

/// Writes whole pages, which costs a third less than writing parts of some twice; the rest moves to
/// the front of the buffer.
void OutputFile::flush_pages() {
    std::uint8_t* const begin = state_->buffer.get();
    const std::uint64_t end = size();
    const std::size_t pages = end / page_bytes * page_bytes - state_->written;
    state_->write_out(begin, pages, end);
    const std::size_t rest = static_cast<std::size_t>(next_ - begin) - pages;
    std::memmove(begin, begin + pages, rest);
    next_ = state_->error ? begin : begin + rest;
}

void OutputFile::flush_all() {
    std::uint8_t* const begin = state_->buffer.get();
    state_->write_out(begin, static_cast<std::size_t>(next_ - begin), size());
    next_ = begin;
}

void OutputFile::write(Bytes bytes) {
    if (bytes.size() > most_reserved) {
        flush_all();
        state_->write_out(bytes.data(), bytes.size(), state_->written + bytes.size());
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
    flush_all();
    if (state_->error) return fail(*state_->error);
    return state_->finish_as(state_->path);
}

Result<void> OutputFile::keep_partial() {
    flush_all();
    return state_->finish_as(state_->path + ".partial");
}

std::uint64_t OutputFile::size() const {
    return state_->written + static_cast<std::uint64_t>(next_ - state_->buffer.get());
}

}  // namespace cordon
