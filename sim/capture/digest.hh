#pragma once

#include <memory>
#include <string>

#include "sim/core/bytes.hh"

namespace cordon {

/// Fingerprints of a file while it is read: XXH3-128 always (it costs next to nothing while the
/// bytes are in cache), SHA-256 when asked for (it costs more than all the rest of reading).
class Digest {
public:
    enum class Sha256 : unsigned char { no, yes };

    explicit Digest(Sha256 sha256);
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;
    ~Digest();

    void update(Bytes bytes);

    /// 32 hex digits, as `xxh128sum` prints them.
    [[nodiscard]] std::string xxh3_128() const;
    /// 64 hex digits; empty when it was not asked for.
    [[nodiscard]] std::string sha256() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cordon
