#include "tests/classify/flow_story.hh"

#include "sim/core/ip_address.hh"

namespace cordon::testing {
namespace {

std::string joined(const Names& names) {
    std::string text;
    for (const std::string_view name : names.all()) {
        text += text.empty() ? "" : " ";
        text += name;
    }
    return text;
}

constexpr std::uint8_t fin_flag = 0x01, syn_flag = 0x02, ack_flag = 0x10;

}  // namespace

FlowStory::FlowStory(std::uint16_t server_port, Wanted wanted, HeadBudget* heads)
    : classifier_(wanted), heads_(heads) {
    flow_.key.low = *parse_ip_address("10.0.0.1");
    flow_.key.high = *parse_ip_address("198.51.100.1");
    flow_.key.low_port = 50'000;
    flow_.key.high_port = server_port;
    flow_.key.protocol = ip_protocol::tcp;
    flow_.key.ip_version = 4;
}

FlowStory& FlowStory::server(std::string_view address) {
    flow_.key.high = *parse_ip_address(address);
    return *this;
}

FlowStory& FlowStory::udp() {
    flow_.key.protocol = ip_protocol::udp;
    return *this;
}

FlowStory& FlowStory::picked_up() {
    flow_.picked_up = true;
    return *this;
}

FlowStory& FlowStory::syn() {
    send(Direction::up, 0, {}, 0, syn_flag);
    return *this;
}

FlowStory& FlowStory::syn_with(const Buffer& payload) {
    send(Direction::up, 0, payload, 0, syn_flag);
    return *this;
}

FlowStory& FlowStory::fin() {
    send(Direction::up, next_[0], {}, 0, fin_flag | ack_flag);
    return *this;
}

FlowStory& FlowStory::up(const Buffer& payload) {
    send(Direction::up, next_[0], payload, 0, ack_flag);
    next_[0] += static_cast<std::uint32_t>(payload.size());
    return *this;
}

FlowStory& FlowStory::up_cut(const Buffer& payload, std::uint32_t missing) {
    send(Direction::up, next_[0], payload, missing, ack_flag);
    next_[0] += static_cast<std::uint32_t>(payload.size()) + missing;
    return *this;
}

FlowStory& FlowStory::up_at(std::uint32_t offset, const Buffer& payload) {
    send(Direction::up, offset, payload, 0, ack_flag);
    return *this;
}

FlowStory& FlowStory::down(const Buffer& payload) {
    send(Direction::down, next_[1], payload, 0, ack_flag);
    next_[1] += static_cast<std::uint32_t>(payload.size());
    return *this;
}

FlowStory& FlowStory::finish() {
    static_cast<void>(classifier_.finish(state_, flow_));
    return *this;
}

void FlowStory::send(Direction direction, std::uint32_t offset, const Buffer& payload,
                     std::uint32_t missing, std::uint8_t flags) {
    Headers headers;
    headers.stop = Stop::payload;
    headers.protocol = flow_.key.protocol;
    headers.ip_version = 4;
    headers.tcp_flags.bits = flags;
    headers.seq = Seq32{first_sequence[index(direction)]} + offset;
    if (!headers.tcp_flags.syn()) headers.seq += 1;
    headers.payload_length = static_cast<std::uint32_t>(payload.size()) + missing;
    flow_.payload_bytes[index(direction)] += headers.payload_length;
    ++flow_.packets[index(direction)];
    const FlowPacket packet{.headers = &headers,
                            .payload = payload,
                            .direction = direction,
                            .now = {},
                            .frame_length = 0};
    changes_ = classifier_.on_packet(state_, flow_, packet, heads_);
}

std::string FlowStory::app() const {
    return std::string(to_text(facts().app)) + " " + std::string(to_text(facts().why));
}

std::string FlowStory::known() const {
    std::string text;
    constexpr std::array names{"tls", "quic", "http", "dns", "app"};
    for (std::size_t group = 0; group < names.size(); ++group) {
        if (names[group] == std::string_view("quic")) continue;
        text += std::string(text.empty() ? "" : " ") + names[group];
        switch (facts().known[group]) {
            case Known::unknown:
                text += ":unknown";
                break;
            case Known::absent:
                text += ":absent";
                break;
            case Known::value:
                text += ":value";
                break;
        }
    }
    return text;
}

std::string FlowStory::snis() const {
    return joined(facts().tls.sni);
}

std::string FlowStory::inner_snis() const {
    return joined(*facts().tls.inner_sni);
}

std::string FlowStory::hosts() const {
    return joined(facts().http.hosts);
}

std::string FlowStory::questions() const {
    return joined(facts().dns.names);
}

}  // namespace cordon::testing
