#include "sim/craft/dns_head.hh"

namespace cordon {
namespace {

std::optional<Bytes> take_name(ByteReader& in) {
    const Bytes from = in.rest();
    for (;;) {
        const std::size_t length = in.read<std::uint8_t>();
        in.skip(length);
        const std::size_t taken = from.size() - in.left();
        if (in.ran_short() || length > longest_dns_label || taken > longest_dns_name) {
            return std::nullopt;
        }
        if (length == 0) return from.first(taken);
    }
}

}  // namespace

std::optional<DnsHead> read_dns_head(ByteReader& in) {
    DnsHead head;
    head.id = in.read<std::uint16_t>();
    head.flags = in.read<std::uint16_t>();
    const auto questions = in.read<std::uint16_t>();
    head.answers = in.read<std::uint16_t>();
    in.skip(2 + 2);  // authorities, additional records
    if (questions != 1) return std::nullopt;
    const Bytes from = in.rest();
    const std::optional<Bytes> name = take_name(in);
    head.type = in.read<std::uint16_t>();
    const auto its_class = in.read<std::uint16_t>();
    if (!name || in.ran_short() || its_class != dns_internet_class) return std::nullopt;
    head.name = *name;
    head.question = from.first(from.size() - in.left());
    return head;
}

}  // namespace cordon
