#include "sim/classify/ja4.hh"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/core/hex.hh"

namespace cordon {
namespace {

/// `1301,1302,...`
std::string comma_list(const std::vector<std::uint16_t>& values) {
    std::string text;
    for (const std::uint16_t value : values) {
        if (!text.empty()) text += ',';
        append_hex(text, value);
    }
    return text;
}

/// First 12 hex digits of the SHA-256; zeros for an empty list.
std::string short_hash(const std::string& text) {
    if (text.empty()) return "000000000000";
    // Fetched once: looking the algorithm up costs more than the hash.
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    std::array<std::uint8_t, 32> digest{};
    EVP_Digest(text.data(), text.size(), digest.data(), nullptr, sha256, nullptr);
    return to_hex(Bytes(digest).first(6));
}

std::vector<std::uint16_t> without_grease(Bytes list) {
    std::vector<std::uint16_t> values;
    ByteReader in(list);
    while (in.left() >= 2) {
        const auto value = in.read<std::uint16_t>();
        if (!is_grease(value)) values.push_back(value);
    }
    return values;
}

std::vector<std::uint16_t> extension_types(Bytes extensions) {
    std::vector<std::uint16_t> types;
    ByteReader in(extensions);
    while (in.left() > 0) {
        const auto type = in.read<std::uint16_t>();
        in.skip(in.read<std::uint16_t>());
        if (!is_grease(type)) types.push_back(type);
    }
    return types;
}

std::string_view version_code(std::uint16_t version) {
    switch (version) {
        case 0x0304:
            return "13";
        case 0x0303:
            return "12";
        case 0x0302:
            return "11";
        case 0x0301:
            return "10";
        case 0x0300:
            return "s3";
        default:
            return "00";
    }
}

std::string two_digits(std::size_t count) {
    const std::size_t shown = std::min<std::size_t>(count, 99);
    return {static_cast<char>('0' + shown / 10), static_cast<char>('0' + shown % 10)};
}

bool is_alphanumeric(std::uint8_t byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

/// First and last character of the first protocol; of its hex form when one is not alphanumeric.
std::string alpn_code(Bytes list) {
    ByteReader in(list);
    const Bytes first = in.take(in.read<std::uint8_t>());
    if (first.empty()) return "00";
    if (is_alphanumeric(first.front()) && is_alphanumeric(first.back())) {
        return {static_cast<char>(first.front()), static_cast<char>(first.back())};
    }
    return {hex_digit(first.front() >> 4U), hex_digit(first.back())};
}

}  // namespace

std::string ja4_of(const ClientHello& hello) {
    std::vector<std::uint16_t> ciphers = without_grease(hello.ciphers);
    std::vector<std::uint16_t> types = extension_types(hello.extensions);
    std::string text = "t";
    text += version_code(hello.listed_version != 0 ? hello.listed_version : hello.version);
    text += hello.has_sni_extension ? 'd' : 'i';
    text += two_digits(ciphers.size()) + two_digits(types.size()) + alpn_code(hello.alpn);

    std::ranges::sort(ciphers);
    text += '_' + short_hash(comma_list(ciphers));

    std::erase_if(types, [](std::uint16_t type) { return type == 0x0000 || type == 0x0010; });
    std::ranges::sort(types);
    std::string tail = comma_list(types);
    const std::vector<std::uint16_t> schemes = without_grease(hello.signature_algorithms);
    if (!tail.empty() && !schemes.empty()) tail += '_' + comma_list(schemes);
    text += '_' + short_hash(tail);
    return text;
}

}  // namespace cordon
