#include "sim/capture/gzip_source.hh"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace cordon {

namespace {
constexpr std::size_t input_bytes = std::size_t{128} << 10U;
constexpr int gzip_window_bits = 15 + 16;  // zlib.h: largest window, gzip header required
}  // namespace

struct GzipSource::State {
    State() : input(input_bytes) { ready = inflateInit2(&stream, gzip_window_bits) == Z_OK; }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { inflateEnd(&stream); }

    z_stream stream{};
    std::vector<std::uint8_t> input;
    bool ready = false;
    bool between_members = false;
    bool ended = false;
};

GzipSource::GzipSource(std::unique_ptr<ByteSource> stored)
    : UnpackingSource(std::move(stored)), state_(std::make_unique<State>()) {
    if (!state_->ready) end_by_damage("not enough memory to unpack gzip");
}

GzipSource::~GzipSource() = default;

Result<std::size_t> GzipSource::read(std::span<std::uint8_t> room) {
    z_stream& stream = state_->stream;
    const std::size_t size =
        std::min<std::size_t>(room.size(), std::numeric_limits<unsigned>::max() / 2);
    stream.next_out = room.data();
    stream.avail_out = static_cast<unsigned>(size);
    while (stream.avail_out == size && !is_damaged() && !state_->ended) {
        const Result<Step> step = inflate_some();
        if (!step) return fail(step.error());
        if (*step == Step::end) state_->ended = true;
    }
    return size - stream.avail_out;
}

Result<GzipSource::Step> GzipSource::refill() {
    z_stream& stream = state_->stream;
    if (stream.avail_in > 0) return Step::more;
    const Result<std::size_t> count = read_stored(state_->input);
    if (!count) return fail(count.error());
    stream.next_in = state_->input.data();
    stream.avail_in = static_cast<unsigned>(*count);
    return *count > 0 ? Step::more : Step::end;
}

Result<GzipSource::Step> GzipSource::inflate_some() {
    const Result<Step> input = refill();
    if (!input) return fail(input.error());
    if (state_->between_members) return *input == Step::end ? input : next_member();
    // Also behind the last input: what had no room in the output is still inside.
    const unsigned room = state_->stream.avail_out;
    const int status = inflate(&state_->stream, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
        state_->between_members = true;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
        const char* const why = state_->stream.msg;
        end_by_damage(std::string("the gzip data is damaged") +
                      (why != nullptr ? std::string(" (") + why + ")" : ""));
        return Step::end;
    } else if (*input == Step::end && state_->stream.avail_out == room) {
        end_by_damage("the gzip file is cut: it ends before its compressed data does");
        return Step::end;
    }
    return Step::more;
}

Result<GzipSource::Step> GzipSource::next_member() {
    z_stream& stream = state_->stream;
    while (stream.avail_in > 0 && *stream.next_in == 0) {
        ++stream.next_in;
        --stream.avail_in;
    }
    if (stream.avail_in == 0) return Step::more;
    if (*stream.next_in != 0x1f || inflateReset(&stream) != Z_OK) {
        end_by_damage("bytes that are not gzip follow the compressed data");
        return Step::end;
    }
    state_->between_members = false;
    return Step::more;
}

}  // namespace cordon
