#include "sim/report/dns_type.hh"

#include <string_view>

namespace cordon {
namespace {

/// IANA "DNS Resource Record (RR) TYPEs"; those seen in questions.
std::string_view mnemonic(std::uint16_t type) {
    switch (type) {
        case 1:
            return "A";
        case 2:
            return "NS";
        case 5:
            return "CNAME";
        case 6:
            return "SOA";
        case 10:
            return "NULL";
        case 12:
            return "PTR";
        case 13:
            return "HINFO";
        case 15:
            return "MX";
        case 16:
            return "TXT";
        case 17:
            return "RP";
        case 24:
            return "SIG";
        case 25:
            return "KEY";
        case 28:
            return "AAAA";
        case 29:
            return "LOC";
        case 33:
            return "SRV";
        case 35:
            return "NAPTR";
        case 39:
            return "DNAME";
        case 41:
            return "OPT";
        case 43:
            return "DS";
        case 44:
            return "SSHFP";
        case 46:
            return "RRSIG";
        case 47:
            return "NSEC";
        case 48:
            return "DNSKEY";
        case 50:
            return "NSEC3";
        case 52:
            return "TLSA";
        case 64:
            return "SVCB";
        case 65:
            return "HTTPS";
        case 99:
            return "SPF";
        case 249:
            return "TKEY";
        case 250:
            return "TSIG";
        case 251:
            return "IXFR";
        case 252:
            return "AXFR";
        case 255:
            return "ANY";
        case 256:
            return "URI";
        case 257:
            return "CAA";
        default:
            return {};
    }
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
