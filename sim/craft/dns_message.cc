#include "sim/craft/dns_message.hh"

#include <algorithm>

#include "sim/core/ascii.hh"
#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

bool write_name(ByteWriter& out, std::string_view name) {
    if (name.empty() || name.size() + 2 > longest_dns_name) return false;
    while (!name.empty()) {
        const std::size_t length = std::min(name.find('.'), name.size());
        if (length == 0 || length > longest_dns_label || length + 1 == name.size()) return false;
        out.write(static_cast<std::uint8_t>(length)).append(as_bytes(name.substr(0, length)));
        name.remove_prefix(std::min(length + 1, name.size()));
    }
    out.write(std::uint8_t{0});
    return true;
}

bool write_question(ByteWriter& out, const DnsQuery& query) {
    if (!write_name(out, query.name)) return false;
    out.write(static_cast<std::uint16_t>(query.type)).write(dns_internet_class);
    return true;
}

/// Labels as text, without a last dot.
std::string text_of(Bytes name) {
    std::string text;
    ByteReader in(name);
    while (const std::size_t length = in.read<std::uint8_t>()) {
        if (!text.empty()) text += '.';
        text += as_text(in.take(length));
    }
    return text;
}

std::optional<DnsQuery> query_in(const DnsHead& head) {
    DnsQuery query;
    query.id = head.id;
    query.name = text_of(head.name);
    query.type = static_cast<DnsRecord>(head.type);
    if (query.name.empty()) return std::nullopt;
    return query;
}

/// The name of a record, which may end in a pointer; only passed over.
void skip_record_name(ByteReader& in) {
    for (;;) {
        const std::size_t length = in.read<std::uint8_t>();
        if (in.ran_short() || length == 0) return;
        if (length > longest_dns_label) {
            in.skip(1);
            return;
        }
        in.skip(length);
    }
}

std::optional<IpAddress> address_in(Bytes data, DnsRecord type) {
    if (type == DnsRecord::a && data.size() == 4) {
        return IpAddress::v4(load_big_endian<std::uint32_t>(data.data()));
    }
    if (type == DnsRecord::aaaa && data.size() == 16) return IpAddress::v6(data.data());
    return std::nullopt;
}

}  // namespace

bool same_dns_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::optional<std::vector<std::uint8_t>> dns_query_bytes(const DnsQuery& query) {
    std::vector<std::uint8_t> bytes;
    ByteWriter out(bytes);
    out.write(query.id).write(dns_flag::recursion_desired).write(std::uint16_t{1}).fill(6);
    if (!write_question(out, query)) return std::nullopt;
    return bytes;
}

std::optional<DnsQuery> read_dns_query(Bytes datagram) {
    ByteReader in(datagram);
    const std::optional<DnsHead> head = read_dns_head(in);
    if (!head || (head->flags & dns_flag::response) != 0) return std::nullopt;
    return query_in(*head);
}

std::optional<DnsReply> read_dns_reply(Bytes datagram) {
    ByteReader in(datagram);
    const std::optional<DnsHead> head = read_dns_head(in);
    if (!head || (head->flags & dns_flag::response) == 0) return std::nullopt;
    std::optional<DnsQuery> query = query_in(*head);
    if (!query) return std::nullopt;
    DnsReply reply;
    reply.query = std::move(*query);
    reply.code = static_cast<std::uint8_t>(head->flags & dns_flag::code);
    for (unsigned i = 0; i < head->answers; ++i) {
        skip_record_name(in);
        const auto type = in.read<std::uint16_t>();
        in.skip(2);
        const auto ttl = in.read<std::uint32_t>();
        const Bytes data = in.take(in.read<std::uint16_t>());
        if (in.ran_short()) break;
        if (type != static_cast<std::uint16_t>(reply.query.type)) continue;
        if (const auto address = address_in(data, reply.query.type)) {
            if (reply.addresses.empty()) reply.ttl = ttl;
            reply.addresses.push_back(*address);
        }
    }
    return reply;
}

}  // namespace cordon
