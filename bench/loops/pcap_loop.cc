// The bare loop that most tools are built around: pcap_next_ex() until the end, one touch a packet.

#include <pcap/pcap.h>

#include <cstdint>
#include <cstdio>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("pcap-loop CAPTURE\n", stderr);
        return 2;
    }
    char reason[PCAP_ERRBUF_SIZE] = "";
    pcap_t* capture = pcap_open_offline(argv[1], reason);
    if (capture == nullptr) {
        std::fprintf(stderr, "%s\n", reason);
        return 2;
    }
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;
    std::uint64_t touched = 0;
    pcap_pkthdr* header = nullptr;
    const unsigned char* packet = nullptr;
    while (pcap_next_ex(capture, &header, &packet) == 1) {
        ++packets;
        bytes += header->len;
        if (header->caplen > 23) touched += packet[23];
    }
    pcap_close(capture);
    std::printf("%llu packets %llu bytes %llu touched\n", static_cast<unsigned long long>(packets),
                static_cast<unsigned long long>(bytes), static_cast<unsigned long long>(touched));
    return 0;
}
