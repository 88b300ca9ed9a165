#include "sim/capture/block_builder.hh"

#include <algorithm>

#include "sim/capture/pcapng_format.hh"
#include "sim/core/utf8.hh"

namespace cordon {

namespace {

constexpr std::size_t longest_option = 65'535;

std::string_view cut(std::string_view text) {
    if (text.size() <= longest_option) return text;
    constexpr std::size_t longest_character = 4;
    std::size_t end = longest_option;
    while (end > longest_option - longest_character && continues_character(text[end])) --end;
    return text.substr(0, end);
}

}  // namespace

BlockBuilder::BlockBuilder(std::vector<std::uint8_t>& block, std::uint32_t type) : block_(block) {
    block_.clear();
    u32(type).u32(0);  // the length comes at the end
}

template <typename T>
BlockBuilder& BlockBuilder::integer(T value) {
    block_.resize(block_.size() + sizeof value);
    store_little_endian(block_.data() + block_.size() - sizeof value, value);
    return *this;
}

BlockBuilder& BlockBuilder::u16(std::uint16_t value) {
    return integer(value);
}

BlockBuilder& BlockBuilder::u32(std::uint32_t value) {
    return integer(value);
}

BlockBuilder& BlockBuilder::u64(std::uint64_t value) {
    return integer(value);
}

BlockBuilder& BlockBuilder::padded(Bytes bytes) {
    block_.insert(block_.end(), bytes.begin(), bytes.end());
    block_.resize(pcapng::padded_to_4(block_.size()));
    return *this;
}

BlockBuilder& BlockBuilder::option(std::uint16_t code, std::string_view value) {
    const std::string_view fitting = cut(value);
    has_options_ = true;
    return u16(code).u16(static_cast<std::uint16_t>(fitting.size())).padded(as_bytes(fitting));
}

BlockBuilder& BlockBuilder::option(std::uint16_t code, std::uint64_t value) {
    has_options_ = true;
    return u16(code).u16(sizeof value).u64(value);
}

Bytes BlockBuilder::finish() {
    if (has_options_) u16(pcapng::opt_end).u16(0);
    const auto total = static_cast<std::uint32_t>(block_.size() + pcapng::block_trailer_bytes);
    u32(total);
    store_little_endian(block_.data() + 4, total);
    return block_;
}

}  // namespace cordon
