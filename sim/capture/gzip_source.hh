#pragma once

#include <memory>

#include "sim/capture/unpacking_source.hh"

namespace cordon {

/// Unpacks gzip (RFC 1952), members one after the other included. Damage, a cut and bytes that
/// follow the last member end it early; zeros may follow.
class GzipSource final : public UnpackingSource {
public:
    explicit GzipSource(std::unique_ptr<ByteSource> stored);
    ~GzipSource() override;

    Result<std::size_t> read(std::span<std::uint8_t> room) override;

private:
    struct State;
    enum class Step : unsigned char { more, end };

    [[nodiscard]] Result<Step> refill();
    [[nodiscard]] Result<Step> inflate_some();
    [[nodiscard]] Result<Step> next_member();

    std::unique_ptr<State> state_;
};

}  // namespace cordon
