#pragma once

#include <cstdint>
#include <optional>
#include <tl/expected.hpp>

#include "sim/craft/filler.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// What became of an attempt to read from a stream.
enum class StreamEnd : std::uint8_t {
    none,     // it goes on
    silent,   // the deadline came first
    reset,    // a reset, ICMP, or nobody acknowledged any more
    closed,   // the other end closed it
    garbled,  // what came is not of the protocol
};

/// How a stream that gives no more bytes has ended; none while it has not.
[[nodiscard]] StreamEnd end_of(const TcpSocket& socket);

/// Waits until `count` bytes can be taken: none, or why they will not come.
[[nodiscard]] Task<StreamEnd> await_bytes(TcpSocket& socket, std::uint64_t count,
                                          std::optional<Time> deadline);

/// Takes a chat stream apart into the bodies of its frames, each behind a length of 3 bytes.
class FrameInput {
public:
    /// What a frame of the model can hold: previews are the longest. More is no frame (a choice).
    static constexpr std::uint32_t longest = 65'536;

    /// The next body, when all of it has come.
    [[nodiscard]] std::optional<Octets> next(TcpSocket& socket);
    /// Waits for the next body: or why it will not come. Must outlive the wait.
    [[nodiscard]] Task<tl::expected<Octets, StreamEnd>> await(TcpSocket& socket, Time deadline);
    /// A length came that no frame has.
    [[nodiscard]] bool garbled() const { return length_ && *length_ > longest; }

private:
    std::optional<std::uint32_t> length_;
};

}  // namespace cordon
