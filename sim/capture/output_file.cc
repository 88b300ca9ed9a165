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
    void reserve_first();
    void reserve_ahead(std::size_t size);
    [[nodiscard]] std::size_t write_some(const std::uint8_t* from, std::size_t size);
    void write_out(const std::uint8_t* from, std::size_t size);
    [[nodiscard]] Result<void> finish_as(const std::string& name);

    std::string path;
    std::string temporary;  // empty once renamed
    int descriptor = -1;
    std::uint64_t written = 0;    // bytes on disk
    std::uint64_t whole = 0;      // of these, whole records
    std::uint64_t allocated = 0;  // end of what was set aside
    bool may_reserve = false;
    std::optional<Error> error;
    Ends ends{};  // of records in the buffer
    std::unique_ptr<std::uint8_t[]> buffer =
        std::make_unique_for_overwrite<std::uint8_t[]>(buffer_bytes);
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
}

/// So that what the buffer can hold will find its place. Where little is free it leaves some for
/// the files beside it.
void OutputFile::State::reserve_first() {
    struct statfs system {};
    if (::fstatfs(descriptor, &system) != 0) return;
    // On tmpfs setting space aside in large steps costs more than it saves.
    may_reserve = system.f_type != TMPFS_MAGIC;
    constexpr std::uint64_t files_beside = 16;
    const std::uint64_t free = system.f_bavail * static_cast<std::uint64_t>(system.f_bsize);
    const std::uint64_t share = free / files_beside / page_bytes * page_bytes;
    const std::uint64_t size = std::clamp<std::uint64_t>(share, page_bytes, buffer_bytes);
    if (::fallocate(descriptor, 0, 0, static_cast<off_t>(size)) == 0) allocated = size;
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

/// How much could be written.
std::size_t OutputFile::State::write_some(const std::uint8_t* from, std::size_t size) {
    if (error) return 0;
    reserve_ahead(size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t count = ::write(descriptor, from + done, size - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            error = cannot_write(path, count < 0 ? errno : ENOSPC);
            break;
        }
        done += static_cast<std::size_t>(count);
    }
    written += done;
    return done;
}

/// Writes from the front of the buffer, whose ends of records are known.
void OutputFile::State::write_out(const std::uint8_t* from, std::size_t size) {
    const std::uint64_t before = written;
    const std::size_t done = write_some(from, size);
    for (std::size_t page = done / page_bytes + 1; page-- > 0;) {
        if (ends[page] == 0 || ends[page] > done) continue;
        whole = before + ends[page];
        return;
    }
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
    state->reserve_first();
    return OutputFile(std::move(state));
}

OutputFile::OutputFile(std::unique_ptr<State> state)
    : state_(std::move(state)),
      begin_(state_->buffer.get()),
      ends_(&state_->ends),
      next_(state_->buffer.get()),
      full_(state_->buffer.get() + most_reserved) {}

OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

/// Writes whole pages, which costs a third less than writing parts of some twice; the rest moves to
/// the front of the buffer.
void OutputFile::flush_pages() {
    const std::size_t pages = size() / page_bytes * page_bytes - state_->written;
    state_->write_out(begin_, pages);
    const std::size_t rest = unwritten() - pages;
    std::memmove(begin_, begin_ + pages, rest);
    ends_->fill(0);
    next_ = state_->error ? begin_ : begin_ + rest;
    note_end();
}

Result<void> OutputFile::flush() {
    state_->write_out(begin_, unwritten());
    ends_->fill(0);
    next_ = begin_;
    return status();
}

void OutputFile::write(Bytes bytes) {
    if (bytes.size() > most_reserved) {
        static_cast<void>(flush());
        if (state_->write_some(bytes.data(), bytes.size()) == bytes.size()) {
            state_->whole = state_->written;
        }
    } else if (!bytes.empty()) {
        std::memcpy(reserve(bytes.size()), bytes.data(), bytes.size());
        advance(bytes.size());
    }
}

void OutputFile::give_back() {
    State& state = *state_;
    if (!state.error && size() == 0) return;
    if (state.error) state.written = state.whole;
    const std::uint64_t needed = state.error ? state.whole : size();
    if (state.error || state.allocated > needed) {
        // Where this fails there is less room for others, and that is all.
        static_cast<void>(::ftruncate(state.descriptor, static_cast<off_t>(needed)));
    }
    state.allocated = std::min(state.allocated, needed);
    state.may_reserve = false;
}

Result<void> OutputFile::status() const {
    if (state_->error) return fail(*state_->error);
    return {};
}

Result<void> OutputFile::commit() {
    if (Result<void> flushed = flush(); !flushed) return flushed;
    return state_->finish_as(state_->path);
}

Result<void> OutputFile::keep_partial() {
    static_cast<void>(flush());  // what is whole is kept all the same
    return state_->finish_as(state_->path + ".partial");
}

std::uint64_t OutputFile::size() const {
    return state_->written + unwritten();
}

}  // namespace cordon
