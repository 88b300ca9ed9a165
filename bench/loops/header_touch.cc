// The limit: a classic pcap file (little-endian) read in blocks that stay in cache, each packet's
// header touched, nothing else. No program that reads the file can be faster by much.

#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

constexpr std::size_t block_bytes = 128 * 1024;
constexpr std::size_t file_header_bytes = 24;
constexpr std::size_t record_header_bytes = 16;

struct Totals {
    std::uint64_t packets = 0, bytes = 0, touched = 0;
};

std::uint32_t load_little_endian(const std::uint8_t* at) {
    return std::uint32_t{at[0]} | std::uint32_t{at[1]} << 8U | std::uint32_t{at[2]} << 16U |
           std::uint32_t{at[3]} << 24U;
}

/// Walks over the whole records of a block; says how many bytes they took.
std::size_t walk(const std::uint8_t* block, std::size_t size, Totals& totals) {
    std::size_t at = 0;
    while (size - at >= record_header_bytes) {
        const std::size_t captured = load_little_endian(block + at + 8);
        const std::size_t record = record_header_bytes + captured;
        if (size - at < record) break;
        ++totals.packets;
        totals.bytes += load_little_endian(block + at + 12);
        if (captured > 23) totals.touched += block[at + record_header_bytes + 23];
        at += record;
    }
    return at;
}

}  // namespace

int main(int argc, char** argv) {
    const int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (file < 0) {
        std::fputs("header-touch CAPTURE (classic pcap)\n", stderr);
        return 2;
    }
    std::vector<std::uint8_t> buffer(4 * block_bytes);
    std::size_t kept = 0;
    Totals totals;
    bool first = true;
    for (;;) {
        if (buffer.size() - kept < block_bytes) buffer.resize(2 * buffer.size());
        const ssize_t got = read(file, buffer.data() + kept, block_bytes);
        if (got <= 0) break;
        const std::size_t size = kept + static_cast<std::size_t>(got);
        std::size_t at = first ? file_header_bytes : 0;
        first = false;
        at += walk(buffer.data() + at, size - at, totals);
        kept = size - at;
        std::memmove(buffer.data(), buffer.data() + at, kept);
    }
    close(file);
    std::printf("%llu packets %llu bytes %llu touched\n",
                static_cast<unsigned long long>(totals.packets),
                static_cast<unsigned long long>(totals.bytes),
                static_cast<unsigned long long>(totals.touched));
    return 0;
}
