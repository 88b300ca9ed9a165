#include "sim/craft/tcp_options.hh"

#include "sim/core/tcp_option_kind.hh"

namespace cordon {
namespace {

constexpr std::uint8_t no_operation = tcp_option_kind::no_operation;
constexpr std::size_t word = 4;                // bytes
constexpr std::size_t timestamps_length = 12;  // with two no-operations ahead

/// The kind, and the length with these two bytes.
void start_option(HeaderWriter& out, std::uint8_t kind, std::size_t length) {
    out.put(kind).put(static_cast<std::uint8_t>(length));
}

std::size_t sack_length(const TcpOptionFields& fields) {
    return 2 + 8U * fields.sack_count;
}

}  // namespace

std::size_t tcp_options_length(const TcpOptionFields& fields) {
    std::size_t length = 0;
    if (fields.maximum_segment_size) length += word;
    if (fields.timestamps) {
        length += timestamps_length;
    } else if (fields.sack_permitted) {
        length += word;
    }
    if (fields.window_scale) length += word;
    if (fields.sack_count > 0) length += 2 + sack_length(fields);
    return length;
}

void put_tcp_options(HeaderWriter& out, const TcpOptionFields& fields) {
    if (fields.maximum_segment_size) {
        start_option(out, tcp_option_kind::maximum_segment_size, 4);
        out.put(*fields.maximum_segment_size);
    }
    if (fields.sack_permitted) {
        // Where Linux puts it: in place of the no-operations before the time stamps.
        if (!fields.timestamps) out.put(no_operation).put(no_operation);
        start_option(out, tcp_option_kind::sack_permitted, 2);
    }
    if (fields.timestamps) {
        if (!fields.sack_permitted) out.put(no_operation).put(no_operation);
        start_option(out, tcp_option_kind::timestamps, 10);
        out.put(fields.timestamps->value).put(fields.timestamps->echo_reply);
    }
    if (fields.window_scale) {
        out.put(no_operation);
        start_option(out, tcp_option_kind::window_scale, 3);
        out.put(*fields.window_scale);
    }
    if (fields.sack_count > 0) {
        out.put(no_operation).put(no_operation);
        start_option(out, tcp_option_kind::sack, sack_length(fields));
        for (std::size_t i = 0; i < fields.sack_count; ++i) {
            out.put(fields.sack_blocks[i].from.raw()).put(fields.sack_blocks[i].to.raw());
        }
    }
}

std::vector<std::uint8_t> tcp_options(const TcpOptionFields& fields) {
    std::vector<std::uint8_t> options(tcp_options_length(fields));
    HeaderWriter out(options);
    put_tcp_options(out, fields);
    return options;
}

}  // namespace cordon
