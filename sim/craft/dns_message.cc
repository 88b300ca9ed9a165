#include "sim/craft/dns_message.hh"

#include <algorithm>

#include "sim/core/ascii.hh"
#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

constexpr std::uint16_t internet_class = 1;
constexpr std::uint16_t response = 0x8000, recursion_desired = 0x0100, code_bits = 0x000f;
constexpr std::size_t longest_label = 63, longest_name = 255;

bool write_name(ByteWriter& out, std::string_view name) {
    if (name.empty() || name.size() + 2 > longest_name) return false;
    while (!name.empty()) {
        const std::size_t length = std::min(name.find('.'), name.size());
        if (length == 0 || length > longest_label || length + 1 == name.size()) return false;
        out.write(static_cast<std::uint8_t>(length)).append(as_bytes(name.substr(0, length)));
        name.remove_prefix(std::min(length + 1, name.size()));
    }
    out.write(std::uint8_t{0});
    return true;
}

bool write_question(ByteWriter& out, const DnsQuery& query) {
    if (!write_name(out, query.name)) return false;
    out.write(static_cast<std::uint16_t>(query.type)).write(internet_class);
    return true;
}

/// The question's name has no pointers: nothing stands before it that one could point to.
std::optional<std::string> read_name(ByteReader& in) {
    std::string name;
    for (;;) {
        const std::size_t length = in.read<std::uint8_t>();
        if (in.ran_short() || length > longest_label) return std::nullopt;
        if (length == 0) break;
        if (!name.empty()) name += '.';
        name += as_text(in.take(length));
    }
    if (in.ran_short() || name.empty() || name.size() + 2 > longest_name) return std::nullopt;
    return name;
}

/// The name of a record; only passed over.
void skip_name(ByteReader& in) {
    for (;;) {
        const std::size_t length = in.read<std::uint8_t>();
        if (in.ran_short() || length == 0) return;
        if (length > longest_label) {
            in.skip(1);
            return;
        }
        in.skip(length);
    }
}

struct Counts {
    std::uint16_t flags = 0, questions = 0, answers = 0;
};

std::optional<DnsQuery> read_question(ByteReader& in, Counts& counts) {
    DnsQuery query;
    query.id = in.read<std::uint16_t>();
    counts.flags = in.read<std::uint16_t>();
    counts.questions = in.read<std::uint16_t>();
    counts.answers = in.read<std::uint16_t>();
    in.skip(4);
    if (in.ran_short() || counts.questions != 1) return std::nullopt;
    std::optional<std::string> name = read_name(in);
    query.type = static_cast<DnsRecord>(in.read<std::uint16_t>());
    if (!name || in.read<std::uint16_t>() != internet_class || in.ran_short()) return std::nullopt;
    query.name = std::move(*name);
    return query;
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
    out.write(query.id).write(recursion_desired).write(std::uint16_t{1}).fill(6);
    if (!write_question(out, query)) return std::nullopt;
    return bytes;
}

std::optional<DnsQuery> read_dns_query(Bytes datagram) {
    ByteReader in(datagram);
    Counts counts;
    std::optional<DnsQuery> query = read_question(in, counts);
    if ((counts.flags & response) != 0) return std::nullopt;
    return query;
}

std::optional<DnsReply> read_dns_reply(Bytes datagram) {
    ByteReader in(datagram);
    Counts counts;
    std::optional<DnsQuery> query = read_question(in, counts);
    if (!query || (counts.flags & response) == 0) return std::nullopt;
    DnsReply reply;
    reply.query = std::move(*query);
    reply.code = static_cast<std::uint8_t>(counts.flags & code_bits);
    for (unsigned i = 0; i < counts.answers; ++i) {
        skip_name(in);
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
