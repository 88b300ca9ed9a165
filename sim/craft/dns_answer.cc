#include "sim/craft/dns_answer.hh"

#include <cassert>

#include "sim/core/byte_writer.hh"
#include "sim/craft/dns_head.hh"

namespace cordon {
namespace {

std::uint16_t type_of(const IpAddress& address) {
    return static_cast<std::uint16_t>(address.is_v4() ? DnsRecord::a : DnsRecord::aaaa);
}

void append_record(ByteWriter& out, const IpAddress& address, std::uint32_t ttl_seconds) {
    constexpr std::uint16_t pointer_to_question = 0xc000 | dns_header_bytes;
    out.write(pointer_to_question)
        .write(type_of(address))
        .write(dns_internet_class)
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
    ByteReader in(query);
    const std::optional<DnsHead> head = read_dns_head(in);
    if (!head || (head->flags & (dns_flag::response | dns_flag::opcode)) != 0) return std::nullopt;
    std::uint16_t records = 0;
    for (const IpAddress& address : answer.addresses) {
        if (type_of(address) == head->type) ++records;
    }
    const std::uint16_t code =
        answer.addresses.empty() ? dns_code::no_such_name : dns_code::no_error;
    std::vector<std::uint8_t> bytes;
    ByteWriter out{bytes};
    out.write(head->id)
        .write(static_cast<std::uint16_t>(dns_flag::response |
                                          (head->flags & dns_flag::recursion_desired) |
                                          dns_flag::recursion_available | code))
        .write(std::uint16_t{1})
        .write(records)
        .write(std::uint32_t{0})  // no authorities, no additional records
        .append(head->question);
    for (const IpAddress& address : answer.addresses) {
        if (type_of(address) == head->type) append_record(out, address, answer.ttl_seconds);
    }
    return bytes;
}

}  // namespace cordon
