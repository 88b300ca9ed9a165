#include "sim/capture/zstd_source.hh"

#include <zstd.h>

#include <string>
#include <vector>

namespace cordon {

namespace {
struct FreeStream {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};
}  // namespace

struct ZstdSource::State {
    std::unique_ptr<ZSTD_DStream, FreeStream> stream{ZSTD_createDStream()};
    std::vector<std::uint8_t> buffer = std::vector<std::uint8_t>(ZSTD_DStreamInSize());
    ZSTD_inBuffer input{buffer.data(), 0, 0};
    std::size_t wanted = 1;  // 0 when a frame is complete and all of it is out
    bool ended = false;
};

ZstdSource::ZstdSource(std::unique_ptr<ByteSource> stored)
    : UnpackingSource(std::move(stored)), state_(std::make_unique<State>()) {}

ZstdSource::~ZstdSource() = default;

Result<std::size_t> ZstdSource::read(std::span<std::uint8_t> room) {
    ZSTD_outBuffer output{room.data(), room.size(), 0};
    while (output.pos == 0 && !state_->ended) {
        ZSTD_inBuffer& input = state_->input;
        if (input.pos == input.size) {
            const Result<std::size_t> count = read_stored(state_->buffer);
            if (!count) return fail(count.error());
            input.pos = 0;
            input.size = *count;
        }
        const bool at_end = input.size == 0;
        if (at_end && state_->wanted == 0) break;
        state_->wanted = ZSTD_decompressStream(state_->stream.get(), &output, &input);
        if (ZSTD_isError(state_->wanted) != 0) {
            end_by_damage(std::string("the zstd data is damaged or uses too large a window (") +
                          ZSTD_getErrorName(state_->wanted) + ")");
            state_->ended = true;
        } else if (at_end && output.pos == 0) {
            end_by_damage("the zstd file is cut: it ends before its compressed data does");
            state_->ended = true;
        }
    }
    if (output.pos == 0) state_->ended = true;
    return output.pos;
}

}  // namespace cordon
