#include "tests/capture/second_opinion.hh"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "tests/support/programs.hh"

namespace cordon::testing {

namespace {

struct ClosePcap {
    void operator()(pcap_t* pcap) const { pcap_close(pcap); }
};

}  // namespace

std::optional<std::filesystem::path> shared_captures() {
    const char* named = std::getenv("CORDON_CAPTURES");
    std::filesystem::path folder = named != nullptr ? named : "../shared/captures";
    if (!std::filesystem::is_directory(folder)) return std::nullopt;
    return folder;
}

std::vector<std::string> captures_below(const std::filesystem::path& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::filesystem::path relative = entry.path().lexically_relative(folder);
        const bool in_subfolder = relative.has_parent_path() && *relative.begin() != "truth";
        const auto type = entry.path().extension();
        if (entry.is_regular_file() && in_subfolder && type != ".tsv" && type != ".md") {
            files.push_back(relative.string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<Opinion> ask_libpcap(const std::filesystem::path& file) {
    std::array<char, PCAP_ERRBUF_SIZE> message{};
    const std::unique_ptr<pcap_t, ClosePcap> pcap(pcap_open_offline_with_tstamp_precision(
        file.c_str(), PCAP_TSTAMP_PRECISION_NANO, message.data()));
    if (!pcap) return std::nullopt;
    Opinion opinion;
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    int status = 0;
    while ((status = pcap_next_ex(pcap.get(), &header, &bytes)) == 1) {
        opinion.packets.push_back({.bytes = FileBytes(bytes, bytes + header->caplen),
                                   .ns = header->ts.tv_sec * ns_per_s + header->ts.tv_usec,
                                   .wire_length = header->len,
                                   .comments = {}});
    }
    if (status == PCAP_ERROR) opinion.error = pcap_geterr(pcap.get());
    return opinion;
}

std::vector<TsharkPacket> ask_tshark(const std::filesystem::path& file) {
    std::string command = "tshark -n -o frame.generate_md5_hash:TRUE -T fields -E occurrence=a";
    command += " -E 'aggregator=|' -e frame.number -e frame.time_epoch -e frame.len";
    command += " -e frame.cap_len -e frame.md5_hash -e frame.interface_id -e frame.comment";
    command += " -r '" + file.string() + "' 2>/dev/null";
    std::vector<TsharkPacket> packets;
    for (const std::string& line : lines_of(command)) {
        const std::vector<std::string> values = split(line, '\t');
        const auto number = [&](std::size_t i) {
            return std::strtoull(values.at(i).c_str(), nullptr, 10);
        };
        TsharkPacket packet{.frame = number(0),
                            .time = values.at(1),
                            .wire_length = number(2),
                            .captured = number(3),
                            .md5 = values.at(4),
                            .interface = number(5),
                            .comments = {}};
        if (!values.at(6).empty()) packet.comments = split(values.at(6), '|');
        packets.push_back(std::move(packet));
    }
    return packets;
}

}  // namespace cordon::testing
