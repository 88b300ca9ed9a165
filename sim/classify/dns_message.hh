#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// One question. The name is as sent, case included, as text after RFC 4343 section 2.1: labels
/// joined by dots without a last one, `\.` and `\\` for those characters within a label, `\DDD` for
/// bytes outside 0x21-0x7e; the root is ".".
class DnsQuestion {
public:
    [[nodiscard]] std::string_view name() const { return {text_.data(), size_}; }
    [[nodiscard]] std::uint16_t type() const { return type_; }

private:
    friend class DnsQuestions;
    void append_label(Bytes label);
    void append_escaped(std::uint8_t byte);

    std::array<char, 1024> text_;  // 255 wire bytes, each up to four characters; `size_` are set
    std::size_t size_ = 0;
    std::uint16_t type_ = 0;
};

/// Header and question section of a DNS message (RFC 1035 section 4.1). A view into the message.
struct DnsMessage {
    Bytes message;
    bool response = false;
    std::uint16_t question_count = 0;
};

/// Reads the questions of a message one after another.
class DnsQuestions {
public:
    explicit DnsQuestions(const DnsMessage& message)
        : message_(message.message), left_(message.question_count) {}

    /// The next question; false at the end, or when it does not parse (failed() tells).
    [[nodiscard]] bool next(DnsQuestion& question);
    /// The same without saying what it is.
    [[nodiscard]] bool pass_over();
    [[nodiscard]] bool failed() const { return failed_; }

private:
    template <typename TakeLabel>
    bool read_name(TakeLabel take_label);
    bool end_of_question(bool has_name);

    Bytes message_;
    std::size_t at_ = 12;
    std::uint16_t left_;
    bool failed_ = false;
};

/// Reads a datagram as a DNS message. All questions must be there and parse: names of at most 255
/// bytes, compression pointers to earlier bytes only (RFC 1035 sections 2.3.4, 4.1.4), at most 127
/// of them. Zero questions are fine in a response. mDNS and LLMNR look the same and are told apart
/// by port, not here.
[[nodiscard]] Scan<DnsMessage> scan_dns_datagram(Bytes datagram);

/// A DNS message in a TCP stream, behind its 16-bit length (RFC 1035 section 4.2.2).
struct DnsOverTcp {
    DnsMessage dns;
    std::size_t length = 0;  // prefix included
};
[[nodiscard]] Scan<DnsOverTcp> scan_dns_stream(Bytes stream);

}  // namespace cordon
