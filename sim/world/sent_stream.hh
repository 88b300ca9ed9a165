#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/craft/content.hh"

namespace cordon {

class StreamRef;

/// What one end of a connection has handed in to be sent, by offset from its first byte. Packets
/// and the receiver refer to it, so that payload is made only when somebody looks. A part is
/// forgotten once it has been both acknowledged and taken.
class SentStream {
public:
    [[nodiscard]] static StreamRef make();
    SentStream(const SentStream&) = delete;
    SentStream& operator=(const SentStream&) = delete;

    void append(Content content);
    [[nodiscard]] std::uint64_t end() const { return end_; }  // bytes handed in so far

    /// Writes the bytes from `offset` on. Requires: offset + out.size() <= end(); not forgotten.
    void copy(std::uint64_t offset, std::span<std::uint8_t> out) const;
    /// The sender will not send bytes before `offset` again.
    void acknowledged(std::uint64_t offset);
    /// The receiver will not ask for bytes before `offset` again.
    void taken(std::uint64_t offset);

private:
    friend class StreamRef;
    SentStream() = default;
    ~SentStream() = default;
    void forget();

    struct Part {
        std::uint64_t begin = 0;
        Content content;
    };
    std::vector<Part> parts_;
    std::uint64_t end_ = 0;
    std::uint64_t acknowledged_ = 0;
    std::uint64_t taken_ = 0;
    std::uint32_t references_ = 0;
};

/// Keeps a SentStream while it is referred to; may refer to none.
class StreamRef {
public:
    StreamRef() = default;
    explicit StreamRef(SentStream* stream) : stream_(stream) { hold(); }
    StreamRef(const StreamRef& other) : stream_(other.stream_) { hold(); }
    StreamRef(StreamRef&& other) noexcept : stream_(std::exchange(other.stream_, nullptr)) {}
    StreamRef& operator=(StreamRef other) noexcept {
        std::swap(stream_, other.stream_);
        return *this;
    }
    ~StreamRef() { let_go(); }

    [[nodiscard]] SentStream* operator->() const { return stream_; }
    [[nodiscard]] explicit operator bool() const { return stream_ != nullptr; }
    friend bool operator==(const StreamRef&, const StreamRef&) = default;

private:
    void hold() const {
        if (stream_ != nullptr) ++stream_->references_;
    }
    void let_go() {
        if (stream_ != nullptr && --stream_->references_ == 0) delete stream_;
    }
    SentStream* stream_ = nullptr;
};

}  // namespace cordon
