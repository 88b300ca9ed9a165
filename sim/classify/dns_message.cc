#include "sim/classify/dns_message.hh"

#include <optional>

namespace cordon {
namespace {

constexpr std::size_t header_length = 12;  // RFC 1035 section 4.1.1
constexpr std::size_t name_limit = 255;    // RFC 1035 section 2.3.4, as sent
/// Pointers followed for one name: a name has at most 127 labels, and a pointer leads to a label or
/// to the end.
constexpr unsigned jump_limit = 127;
/// More questions than any resolver sends; a bound on work.
constexpr std::uint16_t question_limit = 64;

/// Opcodes in use (IANA dns-parameters): query, inverse query, status, notify, update, stateful.
constexpr unsigned highest_opcode = 6;

/// Bytes of a label that stand for themselves in text.
constexpr auto is_plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0x21; byte <= 0x7e; ++byte) table[byte] = byte != '.' && byte != '\\';
    return table;
}();

/// Whether a length byte begins a pointer (RFC 1035 section 4.1.4).
constexpr bool is_pointer(std::uint8_t length) {
    return (length & 0xc0U) == 0xc0U;
}

/// Whether a name that has come to `at` does not end there.
bool goes_on(Bytes message, std::size_t at) {
    return at < message.size() && message[at] != 0;
}

/// Where the pointer at `at` leads; to `at` itself when it is cut.
std::size_t pointer_target(Bytes message, std::size_t at) {
    if (at + 2 > message.size()) return at;
    return load_big_endian<std::uint16_t>(message.data() + at) & 0x3fffU;
}

/// The label at `at`, without its length; nothing when it is cut or of no known kind.
std::optional<Bytes> label_at(Bytes message, std::size_t at) {
    const std::uint8_t length = message[at];
    if ((length & 0xc0U) != 0 || at + 1 + length > message.size()) return std::nullopt;
    return message.subspan(at + 1, length);
}

}  // namespace

void DnsQuestion::append_escaped(std::uint8_t byte) {
    text_[size_++] = '\\';
    if (byte == '.' || byte == '\\') {
        text_[size_++] = static_cast<char>(byte);
    } else {
        text_[size_++] = static_cast<char>('0' + byte / 100);
        text_[size_++] = static_cast<char>('0' + byte / 10 % 10);
        text_[size_++] = static_cast<char>('0' + byte % 10);
    }
}

void DnsQuestion::append_label(Bytes label) {
    if (size_ > 0) text_[size_++] = '.';
    for (const std::uint8_t byte : label) {
        if (is_plain[byte]) {
            text_[size_++] = static_cast<char>(byte);
        } else {
            append_escaped(byte);
        }
    }
}

/// Calls `take_label` with each label of the name at at_, and moves behind it.
template <typename TakeLabel>
bool DnsQuestions::read_name(TakeLabel take_label) {
    std::size_t at = at_;
    std::size_t earliest = at_;  // pointers must go back, so they end
    std::size_t wire_length = 1;
    unsigned jumps = 0;
    while (goes_on(message_, at)) {
        if (is_pointer(message_[at])) {
            const std::size_t target = pointer_target(message_, at);
            if (target >= earliest || jumps == jump_limit) return false;
            if (jumps++ == 0) at_ = at + 2;
            earliest = at = target;
            continue;
        }
        const std::optional<Bytes> label = label_at(message_, at);
        if (!label) return false;
        wire_length += label->size() + 1;
        if (wire_length > name_limit) return false;
        take_label(*label);
        at += label->size() + 1;
    }
    if (jumps == 0) at_ = at + 1;
    return at < message_.size();
}

/// Moves behind type and class; false, for good, when the question did not parse.
bool DnsQuestions::end_of_question(bool has_name) {
    --left_;
    failed_ = !has_name || at_ + 4 > message_.size();
    at_ += 4;
    return !failed_;
}

bool DnsQuestions::next(DnsQuestion& question) {
    if (left_ == 0 || failed_) return false;
    question.size_ = 0;
    const bool has_name = read_name([&](Bytes label) { question.append_label(label); });
    if (!end_of_question(has_name)) return false;
    if (question.size_ == 0) question.text_[question.size_++] = '.';
    question.type_ = load_big_endian<std::uint16_t>(message_.data() + at_ - 4);
    return true;
}

bool DnsQuestions::pass_over() {
    if (left_ == 0 || failed_) return false;
    return end_of_question(read_name([](Bytes /*label*/) {}));
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
    while (reader.pass_over()) {
    }
    if (reader.failed()) return malformed(header_length);
    return message;
}

Scan<DnsOverTcp> scan_dns_stream(Bytes stream) {
    constexpr std::size_t prefix = 2;
    if (stream.size() < prefix) return NeedMore{};
    const std::size_t length = load_big_endian<std::uint16_t>(stream.data());
    if (length < header_length) return other_protocol(0);
    if (stream.size() < prefix + length) return NeedMore{};
    const Scan<DnsMessage> scan = scan_dns_datagram(stream.subspan(prefix, length));
    if (const auto* message = std::get_if<DnsMessage>(&scan)) {
        return DnsOverTcp{.dns = *message, .length = prefix + length};
    }
    const auto& rejected = std::get<Rejected>(scan);
    return Rejected{rejected.why, prefix + rejected.offset};
}

}  // namespace cordon
