#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/capture/byte_source.hh"

namespace cordon {

/// Unpacks gzip (RFC 1952), members one after the other included. Damage, a cut and bytes that
/// follow the last member end it early; zeros may follow.
class GzipSource final : public ByteSource {
public:
    explicit GzipSource(std::unique_ptr<ByteSource> stored);
    ~GzipSource() override;

    Result<std::size_t> read(std::span<std::uint8_t> room) override;
    std::optional<std::string> damage() const override { return damage_; }
    std::uint64_t stored_bytes_read() const override { return stored_->stored_bytes_read(); }
    std::uint64_t stored_bytes_total() const override { return stored_->stored_bytes_total(); }
    Result<StoredFacts> finish() override { return stored_->finish(); }

private:
    struct State;
    enum class Step : unsigned char { more, end };

    [[nodiscard]] Result<Step> refill();
    [[nodiscard]] Result<Step> inflate_some();
    [[nodiscard]] Result<Step> next_member();

    std::unique_ptr<ByteSource> stored_;
    std::unique_ptr<State> state_;
    std::optional<std::string> damage_;
};

}  // namespace cordon
