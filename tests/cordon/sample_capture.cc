#include "tests/cordon/sample_capture.hh"

#include <string_view>

#include "sim/core/bytes.hh"
#include "sim/core/time.hh"
#include "sim/craft/frame.hh"

namespace cordon::testing {
namespace {

constexpr std::int64_t between_packets_ns = 100'000'000;

class PcapText {
public:
    explicit PcapText(int after = 0) : count_(after) {
        for (const std::uint32_t field : {0xa1b23c4dU, 0x00040002U, 0U, 0U, 262'144U, 1U}) {
            put(field);
        }
    }
    void add(const std::vector<std::uint8_t>& frame) {
        const std::int64_t at = sample_start_ns + between_packets_ns * count_++;
        put(static_cast<std::uint32_t>(at / ns_per_s));
        put(static_cast<std::uint32_t>(at % ns_per_s));
        put(static_cast<std::uint32_t>(frame.size()));
        put(static_cast<std::uint32_t>(frame.size()));
        text_ += as_text(frame);
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    /// In the byte order of the machines we run on, which the magic number tells.
    void put(std::uint32_t value) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            text_ += static_cast<char>((value >> shift) & 0xffU);
        }
    }
    std::string text_;
    std::int64_t count_;
};

IpFields from_phone() {
    return {.src = *parse_ip_address("10.0.0.2"), .dst = *parse_ip_address("192.0.2.80")};
}
IpFields to_phone() {
    return {.src = *parse_ip_address("192.0.2.80"), .dst = *parse_ip_address("10.0.0.2")};
}

/// A question for mmg.whatsapp.net, type A (RFC 1035 section 4.1).
std::string question(char flags) {
    using namespace std::string_literals;
    using namespace std::string_view_literals;
    std::string text = "\x12\x34"s + flags;
    text += "\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03mmg\x08whatsapp\x03net\x00\x00\x01\x00\x01"sv;
    return text;
}

/// Both ends of one HTTP conversation; each call is the next packet of that end.
class HttpFlow {
public:
    explicit HttpFlow(PcapText& out) : out_(&out) {}

    void up(std::uint8_t flags, std::string_view payload = {}) {
        out_->add(
            tcp_frame({}, from_phone(),
                      {.src_port = 40001, .dst_port = 80, .seq = up_, .ack = down_, .flags = flags},
                      as_bytes(payload)));
        up_ += length(flags, payload);
    }
    void down(std::uint8_t flags, std::string_view payload = {}) {
        out_->add(
            tcp_frame({}, to_phone(),
                      {.src_port = 80, .dst_port = 40001, .seq = down_, .ack = up_, .flags = flags},
                      as_bytes(payload)));
        down_ += length(flags, payload);
    }
    void open() {
        up(tcp_flag::syn);
        down(tcp_flag::syn | tcp_flag::ack);
        up(tcp_flag::ack);
        up(tcp_flag::psh | tcp_flag::ack, "GET /photo HTTP/1.1\r\nHost: media.example\r\n\r\n");
    }

private:
    static std::uint32_t length(std::uint8_t flags, std::string_view payload) {
        const bool counts_itself = (flags & (tcp_flag::syn | tcp_flag::fin)) != 0;
        return static_cast<std::uint32_t>(payload.size()) + (counts_itself ? 1 : 0);
    }
    PcapText* out_;
    Seq32 up_{1000}, down_{5000};
};

}  // namespace

std::string sample_capture() {
    PcapText out;
    out.add(
        udp_frame({}, from_phone(), {.src_port = 40053, .dst_port = 53}, as_bytes(question(1))));
    out.add(udp_frame({}, to_phone(), {.src_port = 53, .dst_port = 40053},
                      as_bytes(question(static_cast<char>(0x81)))));
    HttpFlow flow(out);
    flow.open();
    flow.down(tcp_flag::ack);
    flow.down(tcp_flag::ack, "HTTP/1.1 200 OK\r\n\r\n" + std::string(1000, 'x'));
    flow.down(tcp_flag::ack, std::string(1000, 'y'));
    flow.up(tcp_flag::fin | tcp_flag::ack);
    flow.down(tcp_flag::fin | tcp_flag::ack);
    flow.up(tcp_flag::ack);
    return out.text();
}

std::string long_capture(int packets) {
    PcapText out;
    HttpFlow flow(out);
    flow.open();
    for (int i = 4; i < packets; ++i) flow.down(tcp_flag::ack, std::string(1000, 'z'));
    return out.text();
}

std::string datagrams_capture(std::uint16_t first_port, int flows, int after) {
    PcapText out(after);
    for (int i = 0; i < flows; ++i) {
        const auto port = static_cast<std::uint16_t>(first_port + i);
        out.add(udp_frame({}, from_phone(), {.src_port = port, .dst_port = 9}, as_bytes("x")));
    }
    return out.text();
}

std::string many_ports_capture(std::uint32_t datagrams) {
    PcapText out;
    for (std::uint32_t i = 0; i < datagrams; ++i) {
        const auto client_port = static_cast<std::uint16_t>(i);
        const auto server_port = static_cast<std::uint16_t>(9000 + (i >> 16U));
        out.add(udp_frame({}, from_phone(), {.src_port = client_port, .dst_port = server_port},
                          as_bytes(std::string_view("x"))));
    }
    return out.text();
}

}  // namespace cordon::testing
