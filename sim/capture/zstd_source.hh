#pragma once

#include <memory>

#include "sim/capture/unpacking_source.hh"

namespace cordon {

/// Unpacks Zstandard (RFC 8878), frames one after the other and skippable frames included. Windows
/// over 128 MiB (`zstd --long=28` and up) are refused, so that memory stays bounded.
class ZstdSource final : public UnpackingSource {
public:
    explicit ZstdSource(std::unique_ptr<ByteSource> stored);
    ~ZstdSource() override;

    Result<std::size_t> read(std::span<std::uint8_t> room) override;

private:
    struct State;

    std::unique_ptr<State> state_;
};

}  // namespace cordon
