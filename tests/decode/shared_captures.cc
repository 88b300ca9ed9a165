#include "tests/decode/shared_captures.hh"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

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

std::vector<std::filesystem::path> captures_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<Recording> read_with_libpcap(const std::filesystem::path& file) {
    std::array<char, PCAP_ERRBUF_SIZE> error{};
    const std::unique_ptr<pcap_t, ClosePcap> pcap{pcap_open_offline(file.c_str(), error.data())};
    if (!pcap) return std::nullopt;
    Recording recording{.link = static_cast<LinkType>(pcap_datalink(pcap.get())), .packets = {}};
    pcap_pkthdr* header = nullptr;
    const u_char* bytes = nullptr;
    while (pcap_next_ex(pcap.get(), &header, &bytes) == 1) {
        recording.packets.push_back(
            {.bytes = {bytes, bytes + header->caplen}, .wire_length = header->len});
    }
    return recording;
}

}  // namespace cordon::testing
