#include "sim/craft/dns_answer.hh"

#include <cassert>

#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

constexpr std::size_t header_length = 12;
constexpr std::size_t longest_name = 255, longest_label = 63;  // RFC 1035 section 2.3.4
constexpr std::uint16_t type_a = 1, type_aaaa = 28, class_in = 1;
// RFC 1035 section 4.1.1, as bits of the second word.
constexpr std::uint16_t response = 0x8000, opcode = 0x7800, recursion_desired = 0x0100,
                        recursion_available = 0x0080, no_such_name = 3;

struct Question {
    std::uint16_t id = 0, flags = 0, type = 0;
    Bytes bytes;  // name, type and class as sent
};

/// Passes over a name that is not compressed.
bool skip_name(ByteReader& in) {
    std::size_t length = 0;
    while (true) {
        const auto label = in.read<std::uint8_t>();
        length += label + std::size_t{1};
        if (in.ran_short() || label > longest_label || length > longest_name) return false;
        if (label == 0) return true;
        in.skip(label);
    }
}

std::optional<Question> read_question(Bytes query) {
    ByteReader in(query);
    Question question;
    question.id = in.read<std::uint16_t>();
    question.flags = in.read<std::uint16_t>();
    const auto count = in.read<std::uint16_t>();
    in.skip(6);
    if ((question.flags & (response | opcode)) != 0 || count != 1) return std::nullopt;
    if (!skip_name(in)) return std::nullopt;
    question.type = in.read<std::uint16_t>();
    const auto its_class = in.read<std::uint16_t>();
    if (in.ran_short() || its_class != class_in) return std::nullopt;
    question.bytes = query.subspan(header_length, in.offset() - header_length);
    return question;
}

bool is_asked_for(const IpAddress& address, std::uint16_t type) {
    return type == (address.is_v4() ? type_a : type_aaaa);
}

void append_record(ByteWriter& out, const IpAddress& address, std::uint32_t ttl_seconds) {
    constexpr std::uint16_t pointer_to_question = 0xc000 | header_length;
    out.write(pointer_to_question)
        .write(address.is_v4() ? type_a : type_aaaa)
        .write(class_in)
        .write(ttl_seconds);
    if (address.is_v4()) {
        out.write(std::uint16_t{4}).write(address.v4_host_order());
    } else {
        out.write(std::uint16_t{16}).write(address.high()).write(address.low());
    }
}

}  // namespace

std::optional<std::vector<std::uint8_t>> dns_answer(Bytes query, const DnsAnswer& answer) {
    assert(answer.addresses.size() <= most_dns_addresses);
    const auto question = read_question(query);
    if (!question) return std::nullopt;
    std::uint16_t records = 0;
    for (const IpAddress& address : answer.addresses) {
        if (is_asked_for(address, question->type)) ++records;
    }
    const std::uint16_t code = answer.addresses.empty() ? no_such_name : std::uint16_t{0};
    std::vector<std::uint8_t> bytes;
    ByteWriter out{bytes};
    out.write(question->id)
        .write(static_cast<std::uint16_t>(response | (question->flags & recursion_desired) |
                                          recursion_available | code))
        .write(std::uint16_t{1})
        .write(records)
        .write(std::uint32_t{0})  // no authorities, no additional records
        .append(question->bytes);
    for (const IpAddress& address : answer.addresses) {
        if (is_asked_for(address, question->type)) append_record(out, address, answer.ttl_seconds);
    }
    return bytes;
}

}  // namespace cordon
