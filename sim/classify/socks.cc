#include "sim/classify/socks.hh"

#include <algorithm>

namespace cordon {
namespace {

constexpr std::uint8_t highest_command = 3;  // UDP ASSOCIATE (RFC 1928 section 4)
/// Bytes of a user id or name of version 4, which sets no limit. A choice: names of DNS are shorter
/// (RFC 1035 section 2.3.4), and so is every field of version 5, behind its length of one byte.
constexpr std::size_t string_limit = 256;

/// The byte at `at`, which may not be there yet.
struct Check {
    Bytes stream;
    std::size_t at = 0;

    [[nodiscard]] bool missing() const { return at >= stream.size(); }
    [[nodiscard]] std::uint8_t value() const { return stream[at]; }
    [[nodiscard]] bool within(unsigned low, unsigned high) const {
        return value() >= low && value() <= high;
    }
};

/// The request of SOCKS 5 at `at`: 05, command, 00, address type, address, port.
Scan<SocksRequest> scan_request_5(Bytes stream, std::size_t at) {
    Check check{stream, at};
    if (check.missing()) return NeedMore{};
    if (!check.within(5, 5)) return other_protocol(check.at);
    if (++check.at; check.missing()) return NeedMore{};
    if (!check.within(1, highest_command)) return other_protocol(check.at);
    if (++check.at; check.missing()) return NeedMore{};
    if (!check.within(0, 0)) return other_protocol(check.at);
    if (++check.at; check.missing()) return NeedMore{};
    std::size_t address = 0;
    if (check.value() == 1) {
        address = 4;
    } else if (check.value() == 4) {
        address = 16;
    } else if (check.value() == 3) {
        if (++check.at; check.missing()) return NeedMore{};
        address = check.value();
    } else {
        return other_protocol(check.at);
    }
    const std::size_t end = check.at + 1 + address + 2;
    if (stream.size() < end) return NeedMore{};
    return SocksRequest{.version = 5, .length = end};
}

/// Greeting: 05, count, that many methods. Then perhaps 01, user, password. Then the request.
Scan<SocksRequest> scan_5(Bytes stream) {
    Check check{stream, 1};
    if (check.missing()) return NeedMore{};
    if (check.value() == 0) return other_protocol(1);
    const std::size_t greeting = std::size_t{2} + check.value();
    if (stream.size() <= greeting) return NeedMore{};
    check.at = greeting;
    if (!check.within(1, 1)) return scan_request_5(stream, greeting);
    for (int field = 0; field < 2; ++field) {  // user name, password, each behind its length
        if (++check.at; check.missing()) return NeedMore{};
        check.at += check.value();
    }
    return scan_request_5(stream, check.at + 1);
}

/// Reads the zero-terminated string at `at`; the request ends behind its zero.
Scan<SocksRequest> after_string(Bytes stream, std::size_t at) {
    const Bytes rest = stream.subspan(std::min(at, stream.size()));
    const auto zero = std::ranges::find(rest, std::uint8_t{0});
    const auto length = static_cast<std::size_t>(zero - rest.begin());
    if (length > string_limit) return over_limit(at + string_limit);
    if (zero == rest.end()) return NeedMore{};
    return SocksRequest{.version = 4, .length = at + length + 1};
}

/// 04, command, port, address, user id, 00; behind address 0.0.0.x a name, 00 (4a).
Scan<SocksRequest> scan_4(Bytes stream) {
    constexpr std::size_t fixed = 8;
    Check check{stream, 1};
    if (check.missing()) return NeedMore{};
    if (!check.within(1, 2)) return other_protocol(1);
    if (stream.size() < fixed) return NeedMore{};
    if (load_big_endian<std::uint16_t>(stream.data() + 2) == 0) return other_protocol(2);
    Scan<SocksRequest> user = after_string(stream, fixed);
    const auto* read = std::get_if<SocksRequest>(&user);
    const auto address = load_big_endian<std::uint32_t>(stream.data() + 4);
    if (read == nullptr || address == 0 || address > 0xff) return user;
    return after_string(stream, read->length);
}

}  // namespace

Scan<SocksRequest> scan_socks(Bytes stream) {
    if (stream.empty()) return NeedMore{};
    if (stream[0] == 5) return scan_5(stream);
    if (stream[0] == 4) return scan_4(stream);
    return other_protocol(0);
}

}  // namespace cordon
