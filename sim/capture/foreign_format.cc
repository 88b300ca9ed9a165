#include "sim/capture/foreign_format.hh"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/core/byte_order.hh"

namespace cordon {

namespace {

using namespace std::string_view_literals;

enum class Remedy : unsigned char { convert, unpack, none };

struct Foreign {
    std::string_view magic;
    std::string_view name;
    Remedy remedy = Remedy::convert;
};

// Magic numbers as Wireshark's wiretap/ and the formats' own documents have them; snoop: RFC 1761.
constexpr std::array foreign_formats{
    Foreign{"snoop\0\0\0"sv, "a snoop capture (Solaris)"},
    Foreign{"RTSS"sv, "a Network Monitor 1.x capture"},
    Foreign{"GMBU"sv, "a Network Monitor 2.x capture"},
    Foreign{"TRSNIFF data    \x1a"sv, "a Sniffer capture (DOS)"},
    Foreign{"XCP\0"sv, "a Sniffer capture (Windows)"},
    Foreign{"btsnoop\0"sv, "a btsnoop capture (Bluetooth)"},
    Foreign{"\x7fver"sv, "an OmniPeek capture"},
    Foreign{"iptrace 1.0"sv, "an AIX iptrace capture"},
    Foreign{"iptrace 2.0"sv, "an AIX iptrace capture"},
    Foreign{"\x05VNF"sv, "a Visual Networks capture"},
    Foreign{"\x54\x52\x00\x64\x00"sv, "an HP-UX nettl trace"},
    Foreign{"\x00\x00\x02\x00\x12\x05\x00\x10"sv, "a Tektronix K12 capture"},
    Foreign{"#Format=4"sv, "a Daintree capture"},
    Foreign{"\x1c\x00\x01\xac"sv, "a pcap file of Ixia hardware"},
    Foreign{"\xac\x01\x00\x1c"sv, "a pcap file of Ixia hardware"},
    Foreign{"\x1c\x00\x01\xab"sv, "a pcap file of Ixia software"},
    Foreign{"\xab\x01\x00\x1c"sv, "a pcap file of Ixia software"},
    Foreign{"BZh"sv, "compressed with bzip2", Remedy::unpack},
    Foreign{"\xfd"
            "7zXZ\0"sv,
            "compressed with xz", Remedy::unpack},
    Foreign{"\x04\x22\x4d\x18"sv, "compressed with lz4", Remedy::unpack},
    Foreign{"PK\x03\x04"sv, "a zip archive", Remedy::unpack},
    Foreign{"7z\xbc\xaf\x27\x1c"sv, "a 7z archive", Remedy::unpack},
    Foreign{"\x1f\x8b"sv, "compressed twice", Remedy::unpack},
    Foreign{"\x28\xb5\x2f\xfd"sv, "compressed twice", Remedy::unpack},
    Foreign{"\x7f"
            "ELF"sv,
            "a program", Remedy::none},
};

std::string_view advice(Remedy remedy) {
    switch (remedy) {
        case Remedy::convert:
            return "convert it first: tshark -F pcapng -r IN -w OUT.pcapng";
        case Remedy::unpack:
            return "unpack it first (.gz and .zst are read as they are)";
        case Remedy::none:
            return "name a pcap or pcapng file";
    }
    return {};
}

constexpr std::size_t erf_header_bytes = 16;
constexpr std::uint8_t last_erf_type = 48;  // of Endace's list, the extension bit masked off

/// Length of the ERF record that may start here; 0 when none can.
std::size_t erf_record_bytes(Bytes at) {
    if (at.size() < erf_header_bytes) return 0;
    const std::uint8_t type = at[8] & 0x7fU;
    const std::size_t length = load<std::uint16_t>(at.data() + 10, ByteOrder::big_endian);
    return type >= 1 && type <= last_erf_type && length > erf_header_bytes ? length : 0;
}

/// ERF has no magic number: two records in a row that can be ones, less than a day apart.
bool looks_like_erf(Bytes head) {
    constexpr std::uint64_t a_day = 86'400;
    const std::size_t first = erf_record_bytes(head);
    if (first == 0 || first + erf_header_bytes > head.size()) return false;
    const Bytes second = head.subspan(first);
    if (erf_record_bytes(second) == 0) return false;
    const std::uint64_t from = load<std::uint64_t>(head.data(), ByteOrder::little_endian) >> 32U;
    const std::uint64_t to = load<std::uint64_t>(second.data(), ByteOrder::little_endian) >> 32U;
    return from > 0 && to >= from && to - from < a_day;
}

bool looks_like_text(Bytes head) {
    return std::all_of(head.begin(), head.end(), [](std::uint8_t byte) {
        return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
    });
}

std::string sentence(std::string_view name, Remedy remedy) {
    return "is " + std::string(name) + ", not pcap or pcapng; " + std::string(advice(remedy));
}

}  // namespace

std::string describe_foreign(Bytes head) {
    const std::string_view text = as_text(head);
    for (const Foreign& foreign : foreign_formats) {
        if (text.starts_with(foreign.magic)) return sentence(foreign.name, foreign.remedy);
    }
    if (looks_like_text(head)) return sentence("text", Remedy::none);
    if (looks_like_erf(head)) return sentence("an ERF capture (Endace)", Remedy::convert);
    return "is in no capture format known here; if Wireshark opens it, " +
           std::string(advice(Remedy::convert));
}

}  // namespace cordon
