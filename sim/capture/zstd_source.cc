#include "sim/capture/zstd_source.hh"

#include <zstd.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cordon {

namespace {
struct FreeStream {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};
}  // namespace

struct ZstdSource::State {
    std::size_t unpack(ZSTD_outBuffer& output);

    std::unique_ptr<ZSTD_DStream, FreeStream> stream{ZSTD_createDStream()};
    std::vector<std::uint8_t> buffer = std::vector<std::uint8_t>(ZSTD_DStreamInSize());
    ZSTD_inBuffer input{buffer.data(), 0, 0};
    std::size_t wanted = 1;     // 0 when a frame is complete and all of it is out
    bool holds_output = false;  // perhaps: the last call filled its room
    bool ended = false;
};

/// Unpacks one block, or less. When zstd meets damage it does not tell what it has unpacked in the
/// same call; so it gets no more input than the block it is at, without the header of the next that
/// it asks for as well, and none while it may hold more than had room. Gives what
/// ZSTD_decompressStream() does.
std::size_t ZstdSource::State::unpack(ZSTD_outBuffer& output) {
    constexpr std::size_t block_header_bytes = 3;  // RFC 8878 section 3.1.1.2
    const std::size_t block = wanted > block_header_bytes ? wanted - block_header_bytes
                                                          : std::max<std::size_t>(1, wanted);
    const std::size_t some = holds_output ? 0 : block;
    ZSTD_inBuffer piece{input.src, std::min(input.size, input.pos + some), input.pos};
    const std::size_t left = ZSTD_decompressStream(stream.get(), &output, &piece);
    input.pos = piece.pos;
    holds_output = output.pos == output.size;
    return left;
}

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
        state_->wanted = state_->unpack(output);
        if (ZSTD_isError(state_->wanted) != 0) {
            end_by_damage(std::string("the zstd data is damaged or uses too large a window (") +
                          ZSTD_getErrorName(state_->wanted) + ")");
            state_->ended = true;
        } else if (at_end && output.pos == 0 && state_->wanted != 0) {
            end_by_damage("the zstd file is cut: it ends before its compressed data does");
            state_->ended = true;
        }
    }
    if (output.pos == 0) state_->ended = true;
    return output.pos;
}

}  // namespace cordon
