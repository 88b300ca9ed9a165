#include "tests/world/scripted_peer.hh"

#include "sim/decode/tcp_options.hh"

namespace cordon::test {
namespace {

constexpr std::uint16_t peer_port = 443;
constexpr IpAddress peer_address = IpAddress::v4(0xc6336402);  // no host has it: nobody answers

std::string flags_text(TcpFlags flags) {
    std::string text;
    if (flags.syn()) text += 'S';
    if (flags.fin()) text += 'F';
    if (flags.rst()) text += 'R';
    if (flags.psh()) text += 'P';
    if (flags.ack()) text += '.';
    return text;
}

std::uint8_t flags_of(const std::string& text) {
    unsigned bits = 0;
    for (const char c : text) {
        if (c == 'S') bits |= tcp_flag::syn;
        if (c == 'F') bits |= tcp_flag::fin;
        if (c == 'R') bits |= tcp_flag::rst;
        if (c == 'P') bits |= tcp_flag::psh;
        if (c == '.') bits |= tcp_flag::ack;
    }
    return static_cast<std::uint8_t>(bits);
}

TwoHosts::Setting at_once(const TcpProfile& profile) {
    TwoHosts::Setting setting;
    setting.one_way = Duration::zero();
    setting.profile = &profile;
    return setting;
}

}  // namespace

ScriptedPeer::ScriptedPeer(const TcpProfile& profile)
    : two(at_once(profile)),
      sent_by_(two.world, two.client, [this](const Arrival& packet) { note(packet); }) {}

void ScriptedPeer::note(const Arrival& packet) {
    const Decoded decoded = decode(packet.bytes, packet.link, packet.wire_length);
    const Headers& headers = decoded.headers;
    ASSERT_TRUE(headers.is_tcp());
    EXPECT_EQ(ip_checksum_ok(packet.bytes, headers).value_or(true), true);
    EXPECT_EQ(transport_checksum_ok(packet.bytes, headers).value_or(true), true);
    if (!knows_initial_) initial_ = headers.seq.raw();
    knows_initial_ = true;
    local = {.address = headers.src, .port = headers.src_port};
    last_options = read_tcp_options(packet.bytes, headers);
    const std::uint32_t begin = headers.seq.raw() - initial_;
    std::string line = std::to_string((packet.at - start) / milliseconds(1)) + ' ' +
                       flags_text(headers.tcp_flags) + ' ' + std::to_string(begin) + ':' +
                       std::to_string(begin + headers.payload_length);
    if (headers.tcp_flags.ack()) {
        line += " ack " + std::to_string(headers.ack.raw() - peer_initial);
    }
    line += " win " + std::to_string(headers.window);
    for (std::size_t i = 0; i < last_options.sack_count; ++i) {
        const auto& block = last_options.sack_blocks[i];
        line += (i == 0 ? " <" : ",") + std::to_string(block.from.raw() - peer_initial) + ':' +
                std::to_string(block.to.raw() - peer_initial);
    }
    if (last_options.sack_count > 0) line += '>';
    lines_.push_back(line);
}

void ScriptedPeer::says(const Says& what) {
    TcpFields tcp;
    tcp.src_port = peer_port;
    tcp.dst_port = local.port;
    tcp.seq = Seq32{peer_initial + what.seq};
    tcp.flags = flags_of(what.flags);
    if ((tcp.flags & tcp_flag::ack) != 0) tcp.ack = Seq32{initial_ + what.ack};
    tcp.window = what.window;
    TcpOptionFields options = what.options;
    for (const auto& [from, to] : what.sacks) {
        options.sack_blocks.at(options.sack_count++) = {.from = Seq32{initial_ + from},
                                                        .to = Seq32{initial_ + to}};
    }
    tcp.options = tcp_options(options);
    const std::vector<std::uint8_t> payload(what.length, 0x2a);
    send_raw(two.server, tcp_packet({.src = peer_address, .dst = client_address}, tcp, payload));
    wait(Duration::zero());
}

void ScriptedPeer::connects() {
    socket = two.client.connect({.address = peer_address, .port = peer_port});
    wait(Duration::zero());
}

void ScriptedPeer::opens(const TcpOptionFields& answer) {
    connects();
    says({.flags = "S.", .seq = 0, .ack = 1, .options = answer});
    static_cast<void>(sent());
}

void ScriptedPeer::listens() {
    local = {.address = client_address, .port = 80};
    two.client.listen(
        80, [this](std::unique_ptr<TcpSocket> accepted) { socket = std::move(accepted); });
}

Lines ScriptedPeer::sent() {
    return std::exchange(lines_, {});
}

}  // namespace cordon::test
