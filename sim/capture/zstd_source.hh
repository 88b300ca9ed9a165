#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/capture/byte_source.hh"

namespace cordon {

/// Unpacks Zstandard (RFC 8878), frames one after the other and skippable frames included. Windows
/// over 128 MiB (`zstd --long=28` and up) are refused, so that memory stays bounded.
class ZstdSource final : public ByteSource {
public:
    explicit ZstdSource(std::unique_ptr<ByteSource> stored);
    ~ZstdSource() override;

    Result<std::size_t> read(std::span<std::uint8_t> room) override;
    std::optional<std::string> damage() const override { return damage_; }
    std::uint64_t stored_bytes_read() const override { return stored_->stored_bytes_read(); }
    std::uint64_t stored_bytes_total() const override { return stored_->stored_bytes_total(); }
    Result<StoredFacts> finish() override { return stored_->finish(); }

private:
    struct State;

    std::unique_ptr<ByteSource> stored_;
    std::unique_ptr<State> state_;
    std::optional<std::string> damage_;
};

}  // namespace cordon
