#include "sim/capture/byte_source.hh"

#include <algorithm>
#include <array>

#include "sim/capture/gzip_source.hh"
#include "sim/capture/zstd_source.hh"

namespace cordon {

namespace {

constexpr std::array<std::uint8_t, 2> gzip_magic{0x1f, 0x8b};              // RFC 1952 section 2.3.1
constexpr std::array<std::uint8_t, 4> zstd_magic{0x28, 0xb5, 0x2f, 0xfd};  // RFC 8878 section 3.1.1

template <std::size_t size>
bool starts_with(Bytes bytes, const std::array<std::uint8_t, size>& magic) {
    return bytes.size() >= size && std::equal(magic.begin(), magic.end(), bytes.begin());
}

}  // namespace

Result<std::size_t> MemorySource::read(std::span<std::uint8_t> room) {
    const std::size_t count = std::min(room.size(), rest_.size());
    std::copy_n(rest_.begin(), count, room.begin());
    rest_ = rest_.subspan(count);
    return count;
}

Result<StoredFacts> MemorySource::finish() {
    return StoredFacts{.bytes = size_, .xxh3_128 = {}, .sha256 = {}};
}

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, Bytes head) {
    if (starts_with(head, gzip_magic)) return std::make_unique<GzipSource>(std::move(source));
    if (starts_with(head, zstd_magic)) return std::make_unique<ZstdSource>(std::move(source));
    return source;
}

}  // namespace cordon
