#include "tests/decode/tshark.hh"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace cordon::testing {
namespace {

constexpr std::array fields = {"frame.protocols", "ip.src",      "ip.dst",      "ip.ttl",
                               "ipv6.src",        "ipv6.dst",    "ipv6.hlim",   "tcp.srcport",
                               "tcp.dstport",     "tcp.flags",   "tcp.seq_raw", "tcp.len",
                               "udp.srcport",     "udp.dstport", "udp.length"};

struct ClosePipe {
    void operator()(std::FILE* pipe) const { pclose(pipe); }
};

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == text.npos) return parts;
        text.remove_prefix(end + 1);
    }
}

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

bool have_tshark() {
    return std::system("tshark --version >/dev/null 2>&1") == 0;
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
    const std::unique_ptr<std::FILE, ClosePipe> pipe{popen(command.c_str(), "r")};
    std::vector<TsharkRow> rows;
    std::string line;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) {
        if (c != '\n') {
            line += static_cast<char>(c);
            continue;
        }
        rows.emplace_back(split(line, '\t'));
        line.clear();
    }
    return rows;
}

}  // namespace cordon::testing
