#include "sim/capture/reader.hh"

#include <algorithm>

#include "sim/capture/merged_captures.hh"
#include "sim/capture/single_capture.hh"
#include "sim/capture/stored_file.hh"

namespace cordon {

namespace {

// Many captures at once share the cache and the memory.
constexpr std::size_t many_inputs = 8;
constexpr std::size_t small_block_bytes = std::size_t{64} << 10U;

Result<std::unique_ptr<CaptureReader>> open_one(const std::string& path, const ReadOptions& options,
                                                std::size_t block_bytes) {
    auto file = StoredFile::open(path, options.sha256 ? Digest::Sha256::yes : Digest::Sha256::no);
    if (!file) return fail(file.error());
    const Bytes head = (*file)->head();
    auto capture =
        SingleCapture::open(unpacked(std::move(*file), head), path, options, block_bytes);
    if (!capture) return fail(capture.error());
    return std::unique_ptr<CaptureReader>(std::move(*capture));
}

}  // namespace

Result<std::unique_ptr<CaptureReader>> open_captures(std::span<const std::string> paths,
                                                     const ReadOptions& options) {
    if (paths.empty()) return fail("no capture is named");
    if (std::count(paths.begin(), paths.end(), "") > 0) {
        return fail("the name of a capture is empty: name a file, or - for stdin");
    }
    if (std::count(paths.begin(), paths.end(), "-") > 1) {
        return fail("stdin can be read once only", "-");
    }
    if (paths.size() == 1) return open_one(paths.front(), options, BlockBuffer::usual_block_bytes);
    std::vector<std::unique_ptr<CaptureReader>> inputs;
    for (const std::string& path : paths) {
        auto input = open_one(
            path, options,
            paths.size() > many_inputs ? small_block_bytes : BlockBuffer::usual_block_bytes);
        if (!input) return fail(input.error());
        inputs.push_back(std::move(*input));
    }
    auto merged = MergedCaptures::open(std::move(inputs));
    if (!merged) return fail(merged.error());
    return std::unique_ptr<CaptureReader>(std::move(*merged));
}

}  // namespace cordon
