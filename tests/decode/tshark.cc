#include "tests/decode/tshark.hh"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "tests/support/programs.hh"

namespace cordon::testing {
namespace {

constexpr std::array fields = {"frame.protocols", "ip.src",      "ip.dst",      "ip.ttl",
                               "ipv6.src",        "ipv6.dst",    "ipv6.hlim",   "tcp.srcport",
                               "tcp.dstport",     "tcp.flags",   "tcp.seq_raw", "tcp.len",
                               "udp.srcport",     "udp.dstport", "udp.length"};

}  // namespace

const std::string& TsharkRow::operator[](const char* field) const {
    const auto* found = std::find(fields.begin(), fields.end(), std::string_view{field});
    return values_.at(static_cast<std::size_t>(found - fields.begin()));
}

std::uint64_t TsharkRow::number(const char* field) const {
    return std::strtoull((*this)[field].c_str(), nullptr, 0);
}

std::vector<std::string> TsharkRow::protocols() const {
    return split((*this)["frame.protocols"], ':');
}

std::vector<TsharkRow> ask_tshark(const std::filesystem::path& file) {
    std::string command = "tshark -n -r '" + file.string() + "'";
    for (const std::string_view option :
         {"ip.defragment:FALSE", "ipv6.defragment:FALSE", "tcp.desegment_tcp_streams:FALSE",
          "tcp.relative_sequence_numbers:FALSE", "tcp.analyze_sequence_numbers:FALSE"}) {
        command.append(" -o ").append(option);
    }
    command += " -T fields -E occurrence=f";
    for (const char* field : fields) command.append(" -e ").append(field);
    command += " 2>/dev/null";
    std::vector<TsharkRow> rows;
    for (const std::string& line : lines_of(command)) rows.emplace_back(split(line, '\t'));
    return rows;
}

}  // namespace cordon::testing
