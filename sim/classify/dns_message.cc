#include "sim/classify/dns_message.hh"

namespace cordon {
namespace {

constexpr std::size_t header_length = 12;
constexpr std::size_t name_limit = 255;
/// More questions than any resolver sends; a bound on work.
constexpr std::uint16_t question_limit = 64;

/// Opcodes in use (IANA dns-parameters): query, inverse query, status, notify, update, stateful.
constexpr unsigned highest_opcode = 6;

}  // namespace

void DnsQuestion::append(std::uint8_t byte) {
    if (byte == '.' || byte == '\\') {
        text_[size_++] = '\\';
        text_[size_++] = static_cast<char>(byte);
    } else if (byte >= 0x21 && byte <= 0x7e) {
        text_[size_++] = static_cast<char>(byte);
    } else {
        text_[size_++] = '\\';
        text_[size_++] = static_cast<char>('0' + byte / 100);
        text_[size_++] = static_cast<char>('0' + byte / 10 % 10);
        text_[size_++] = static_cast<char>('0' + byte % 10);
    }
}

void DnsQuestion::append_label(Bytes label) {
    if (size_ > 0) text_[size_++] = '.';
    for (const std::uint8_t byte : label) append(byte);
}

bool DnsQuestions::read_name(DnsQuestion& question) {
    question.size_ = 0;
    std::size_t at = at_;
    std::size_t earliest = at_;  // pointers must go back, so they end
    std::size_t wire_length = 1;
    bool jumped = false;
    while (true) {
        if (at >= message_.size()) return false;
        const std::uint8_t length = message_[at];
        if (length == 0) break;
        if ((length & 0xc0U) == 0xc0U) {
            if (at + 2 > message_.size()) return false;
            const auto target = load_big_endian<std::uint16_t>(message_.data() + at) & 0x3fffU;
            if (target >= earliest) return false;
            if (!jumped) at_ = at + 2;
            jumped = true;
            earliest = at = target;
            continue;
        }
        wire_length += length + std::size_t{1};
        if ((length & 0xc0U) != 0 || wire_length > name_limit) return false;
        if (at + 1 + length > message_.size()) return false;
        question.append_label(message_.subspan(at + 1, length));
        at += length + std::size_t{1};
    }
    if (!jumped) at_ = at + 1;
    if (question.size_ == 0) question.text_[question.size_++] = '.';
    return true;
}

bool DnsQuestions::next(DnsQuestion& question) {
    if (left_ == 0 || failed_) return false;
    --left_;
    if (!read_name(question) || at_ + 4 > message_.size()) {
        failed_ = true;
        return false;
    }
    question.type_ = load_big_endian<std::uint16_t>(message_.data() + at_);
    at_ += 4;
    return true;
}

Scan<DnsMessage> scan_dns_datagram(Bytes datagram) {
    ByteReader in(datagram);
    in.skip(2);  // id
    const auto flags = in.read<std::uint16_t>();
    const auto questions = in.read<std::uint16_t>();
    in.skip(6);
    if (in.ran_short()) return malformed(datagram.size());
    const DnsMessage message{
        .message = datagram, .response = (flags & 0x8000U) != 0, .question_count = questions};
    if (((flags >> 11U) & 15U) > highest_opcode) return other_protocol(2);
    if (questions > question_limit) return over_limit(4);
    if (questions == 0 && !message.response) return other_protocol(4);
    DnsQuestions reader(message);
    DnsQuestion question;
    while (reader.next(question)) {
    }
    if (reader.failed()) return malformed(header_length);
    return message;
}

Scan<DnsOverTcp> scan_dns_stream(Bytes stream) {
    constexpr std::size_t prefix = 2;
    if (stream.size() < prefix) return NeedMore{prefix - stream.size()};
    const std::size_t length = load_big_endian<std::uint16_t>(stream.data());
    if (length < header_length) return other_protocol(0);
    if (stream.size() < prefix + length) return NeedMore{prefix + length - stream.size()};
    const Scan<DnsMessage> scan = scan_dns_datagram(stream.subspan(prefix, length));
    if (const auto* message = std::get_if<DnsMessage>(&scan)) {
        return DnsOverTcp{.dns = *message, .length = prefix + length};
    }
    const auto& rejected = std::get<Rejected>(scan);
    return Rejected{rejected.why, prefix + rejected.offset};
}

}  // namespace cordon
