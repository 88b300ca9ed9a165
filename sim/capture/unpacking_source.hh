#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "sim/capture/byte_source.hh"

namespace cordon {

/// A source that unpacks another. What is told of the file as it is stored, and of how it ended, is
/// the same whatever it was packed with; read() is left to each.
class UnpackingSource : public ByteSource {
public:
    std::optional<std::string> damage() const final { return damage_; }
    std::uint64_t stored_bytes_read() const final { return stored_->stored_bytes_read(); }
    std::uint64_t stored_bytes_total() const final { return stored_->stored_bytes_total(); }
    Result<StoredFacts> finish() final { return stored_->finish(); }

protected:
    explicit UnpackingSource(std::unique_ptr<ByteSource> stored) : stored_(std::move(stored)) {}

    /// The next packed bytes; 0 at their end.
    [[nodiscard]] Result<std::size_t> read_stored(std::span<std::uint8_t> room) {
        return stored_->read(room);
    }
    /// Nothing more can be unpacked, for this reason.
    void end_by_damage(std::string reason) { damage_ = std::move(reason); }
    [[nodiscard]] bool is_damaged() const { return damage_.has_value(); }

private:
    std::unique_ptr<ByteSource> stored_;
    std::optional<std::string> damage_;
};

}  // namespace cordon
