#include "sim/decode/tcp_options.hh"

#include "sim/core/tcp_option_kind.hh"

namespace cordon {
namespace {

void read_sack(ByteReader body, TcpOptions& options) {
    while (body.left() >= 8 && options.sack_count < options.sack_blocks.size()) {
        const Seq32 from{body.read<std::uint32_t>()};
        const Seq32 to{body.read<std::uint32_t>()};
        options.sack_blocks[options.sack_count++] = {.from = from, .to = to};
    }
    if (body.left() != 0) options.well_formed = false;
}

/// Whether the body of an option has the length that its kind demands.
bool has_length(const ByteReader& body, std::size_t length, TcpOptions& options) {
    if (body.left() == length) return true;
    options.well_formed = false;
    return false;
}

void read_option(std::uint8_t kind, ByteReader body, TcpOptions& options) {
    switch (kind) {
        case tcp_option_kind::maximum_segment_size:
            if (!has_length(body, 2, options) || options.maximum_segment_size) return;
            options.maximum_segment_size = body.read<std::uint16_t>();
            return;
        case tcp_option_kind::window_scale:
            if (!has_length(body, 1, options) || options.window_scale) return;
            options.window_scale = body.read<std::uint8_t>();
            return;
        case tcp_option_kind::sack_permitted:
            if (has_length(body, 0, options)) options.sack_permitted = true;
            return;
        case tcp_option_kind::sack:
            if (options.sack_count == 0) read_sack(body, options);
            return;
        case tcp_option_kind::timestamps: {
            if (!has_length(body, 8, options) || options.timestamps) return;
            const auto value = body.read<std::uint32_t>();
            options.timestamps = {.value = value, .echo_reply = body.read<std::uint32_t>()};
            return;
        }
        default:
            return;  // others are passed over
    }
}

}  // namespace

TcpOptions read_tcp_options(Bytes options) {
    TcpOptions found;
    ByteReader reader{options};
    while (reader.left() != 0 && found.well_formed) {
        const auto kind = reader.read<std::uint8_t>();
        if (kind == tcp_option_kind::end_of_list) break;
        if (kind == tcp_option_kind::no_operation) continue;
        const auto length = reader.read<std::uint8_t>();  // counts kind and length too
        const Bytes body = reader.take(length < 2 ? 0 : length - 2U);
        if (length < 2 || reader.ran_short()) {
            found.well_formed = false;
            break;
        }
        read_option(kind, ByteReader{body}, found);
    }
    return found;
}

TcpOptions read_tcp_options(Bytes packet, const Headers& headers) {
    constexpr std::size_t fixed = 20;
    const std::size_t first = headers.transport_offset + fixed;
    if (!headers.is_tcp() || first > headers.payload_offset ||
        headers.payload_offset > packet.size()) {
        return {};
    }
    return read_tcp_options(packet.subspan(first, headers.payload_offset - first));
}

}  // namespace cordon
