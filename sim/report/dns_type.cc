#include "sim/report/dns_type.hh"

#include <algorithm>
#include <array>
#include <string_view>

namespace cordon {
namespace {

struct Mnemonic {
    std::uint16_t type = 0;
    std::string_view text;
};

/// IANA "DNS Resource Record (RR) TYPEs"; those seen in questions, in order.
constexpr std::array mnemonics{
    Mnemonic{1, "A"},      Mnemonic{2, "NS"},     Mnemonic{5, "CNAME"},   Mnemonic{6, "SOA"},
    Mnemonic{10, "NULL"},  Mnemonic{12, "PTR"},   Mnemonic{13, "HINFO"},  Mnemonic{15, "MX"},
    Mnemonic{16, "TXT"},   Mnemonic{17, "RP"},    Mnemonic{24, "SIG"},    Mnemonic{25, "KEY"},
    Mnemonic{28, "AAAA"},  Mnemonic{29, "LOC"},   Mnemonic{33, "SRV"},    Mnemonic{35, "NAPTR"},
    Mnemonic{39, "DNAME"}, Mnemonic{41, "OPT"},   Mnemonic{43, "DS"},     Mnemonic{44, "SSHFP"},
    Mnemonic{46, "RRSIG"}, Mnemonic{47, "NSEC"},  Mnemonic{48, "DNSKEY"}, Mnemonic{50, "NSEC3"},
    Mnemonic{52, "TLSA"},  Mnemonic{64, "SVCB"},  Mnemonic{65, "HTTPS"},  Mnemonic{99, "SPF"},
    Mnemonic{249, "TKEY"}, Mnemonic{250, "TSIG"}, Mnemonic{251, "IXFR"},  Mnemonic{252, "AXFR"},
    Mnemonic{255, "ANY"},  Mnemonic{256, "URI"},  Mnemonic{257, "CAA"},
};

std::string_view mnemonic(std::uint16_t type) {
    const auto found = std::lower_bound(
        mnemonics.begin(), mnemonics.end(), type,
        [](const Mnemonic& entry, std::uint16_t wanted) { return entry.type < wanted; });
    return found != mnemonics.end() && found->type == type ? found->text : "";
}

}  // namespace

std::string dns_type_text(std::uint16_t type) {
    const std::string_view known = mnemonic(type);
    if (!known.empty()) return std::string(known);
    std::string text = "TYPE";
    text += std::to_string(type);
    return text;
}

}  // namespace cordon
