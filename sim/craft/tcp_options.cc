#include "sim/craft/tcp_options.hh"

#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

/// IANA tcp-parameters: option kind, then length with these two bytes.
void start_option(ByteWriter& writer, std::uint8_t kind, std::uint8_t length) {
    writer.write(kind).write(length);
}

}  // namespace

std::vector<std::uint8_t> tcp_options(const TcpOptionFields& fields) {
    constexpr std::uint8_t no_operation = 1;
    std::vector<std::uint8_t> out;
    ByteWriter writer{out};
    if (fields.maximum_segment_size) {
        start_option(writer, 2, 4);
        writer.write(*fields.maximum_segment_size);
    }
    if (fields.window_scale) {
        start_option(writer, 3, 3);
        writer.write(*fields.window_scale);
    }
    if (fields.sack_permitted) start_option(writer, 4, 2);
    if (fields.timestamps) {
        start_option(writer, 8, 10);
        writer.write(fields.timestamps->value).write(fields.timestamps->echo_reply);
    }
    writer.fill((4 - out.size() % 4) % 4, no_operation);
    return out;
}

}  // namespace cordon
