#include "sim/craft/content.hh"

#include <algorithm>
#include <array>
#include <cassert>

#include "sim/core/keyed_random.hh"
#include "sim/craft/tls_record.hh"

namespace cordon {
namespace {

constexpr std::uint64_t most_text = tls_text_in_record;
constexpr std::uint64_t header_bytes = TlsRecordHeader::size + tls_nonce_bytes;
constexpr std::uint64_t overhead = header_bytes + tls_tag_bytes;

/// Byte `at` of the header and nonce of record `number` of a message of `count` bytes.
std::uint8_t tls_header_byte(std::uint64_t count, std::uint64_t number, std::uint64_t sequence,
                             std::uint64_t at) {
    const std::uint64_t text = std::min(most_text, count - number * most_text);
    const std::uint64_t length = tls_nonce_bytes + text + tls_tag_bytes;
    const std::array header{
        static_cast<std::uint8_t>(TlsRecordHeader::Type::application),
        static_cast<std::uint8_t>(tls_1_2 >> 8U), static_cast<std::uint8_t>(tls_1_2 & 0xffU),
        static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length & 0xffU)};
    if (at < header.size()) return header[at];
    return static_cast<std::uint8_t>((sequence + number) >> (8U * (header_bytes - 1 - at)));
}

}  // namespace

Content Content::literal(std::vector<std::uint8_t> bytes) {
    Content content;
    content.form_ = std::move(bytes);
    return content;
}

Content Content::literal(std::string_view text) {
    return literal(std::vector<std::uint8_t>(text.begin(), text.end()));
}

Content Content::noise(std::uint64_t count, std::uint64_t seed) {
    Content content;
    content.form_ = Noise{.count = count, .seed = seed};
    return content;
}

Content Content::tls_data(std::uint64_t count, std::uint64_t sequence, std::uint64_t seed) {
    Content content;
    content.form_ = TlsData{.count = count, .sequence = sequence, .seed = seed};
    return content;
}

std::uint64_t Content::tls_records(std::uint64_t count) {
    return (count + most_text - 1) / most_text;
}

std::uint64_t Content::size() const {
    if (const auto* bytes = std::get_if<Literal>(&form_)) return bytes->size();
    if (const auto* noise = std::get_if<Noise>(&form_)) return noise->count;
    const auto& data = std::get<TlsData>(form_);
    return data.count + tls_records(data.count) * overhead;
}

void Content::copy(std::uint64_t offset, std::span<std::uint8_t> out) const {
    assert(offset + out.size() <= size());
    if (const auto* bytes = std::get_if<Literal>(&form_)) {
        std::copy_n(bytes->data() + offset, out.size(), out.data());
    } else if (const auto* noise = std::get_if<Noise>(&form_)) {
        copy_noise(noise->seed, offset, out);
    } else {
        copy_tls(std::get<TlsData>(form_), offset, out);
    }
}

void Content::copy_noise(std::uint64_t seed, std::uint64_t offset, std::span<std::uint8_t> out) {
    const KeyedRandom key(seed, "content");
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint64_t at = offset + i;
        if (i == 0 || at % 8 == 0) word = KeyedRandom(key).mix(at / 8).bits();
        out[i] = static_cast<std::uint8_t>(word >> (8U * (at % 8)));
    }
}

void Content::copy_tls(const TlsData& data, std::uint64_t offset, std::span<std::uint8_t> out) {
    copy_noise(data.seed, offset, out);
    // The headers go over it: only records that reach into this span are looked at.
    constexpr std::uint64_t full_record = most_text + overhead;
    for (std::uint64_t number = offset / full_record;
         number < tls_records(data.count) && number * full_record < offset + out.size(); ++number) {
        for (std::uint64_t at = 0; at < header_bytes; ++at) {
            const std::uint64_t place = number * full_record + at;
            if (place < offset || place >= offset + out.size()) continue;
            out[place - offset] = tls_header_byte(data.count, number, data.sequence, at);
        }
    }
}

}  // namespace cordon
