#include "bench/mix/source_capture.hh"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "sim/capture/reader.hh"
#include "sim/core/byte_writer.hh"
#include "sim/decode/decode.hh"
#include "sim/flow/flow_key.hh"

namespace cordon::bench {
namespace {

constexpr std::uint8_t first_mac[6] = {2, 0, 0, 0, 0, 1};
constexpr std::uint8_t second_mac[6] = {2, 0, 0, 0, 0, 2};
constexpr std::size_t longest_frame = 262'144;  // what tcpdump takes

bool lies_in(const IpAddress& address, const char* block) {
    return parse_cidr(block)->contains(address);
}

bool is_private(const IpAddress& address) {
    return lies_in(address, "10.0.0.0/8") || lies_in(address, "172.16.0.0/12") ||
           lies_in(address, "192.168.0.0/16") || lies_in(address, "169.254.0.0/16") ||
           lies_in(address, "fe80::/10") || lies_in(address, "fc00::/7");
}

/// Broadcast, multicast and the unspecified address name no host.
bool names_a_host(const IpAddress& address) {
    return !lies_in(address, "224.0.0.0/3") && !lies_in(address, "ff00::/8") &&
           !lies_in(address, "0.0.0.0/8") && !lies_in(address, "::/128");
}

std::vector<std::uint8_t> as_ethernet(const Arrival& arrival, const Headers& headers) {
    if (arrival.link == LinkType::ethernet) return {arrival.bytes.begin(), arrival.bytes.end()};
    std::vector<std::uint8_t> frame;
    if (!headers.has_addresses()) return frame;
    ByteWriter(frame)
        .append(second_mac)
        .append(first_mac)
        .write(static_cast<std::uint16_t>(headers.ip_version == 4 ? 0x0800 : 0x86dd))
        .append(arrival.bytes.subspan(headers.network_offset));
    return frame;
}

bool has_checksum(const Headers& headers, std::size_t captured) {
    const bool known = headers.protocol == ip_protocol::tcp ||
                       headers.protocol == ip_protocol::udp ||
                       headers.protocol == ip_protocol::icmp6;
    return known && headers.fragment != Fragment::later &&
           headers.transport_offset > headers.network_offset &&
           headers.transport_offset <= captured;
}

/// Collects the packets of one capture and numbers their flows and addresses.
class Collector {
public:
    explicit Collector(const SourceOptions& options) : options_(options) {}

    void add(const Arrival& arrival) {
        const Headers headers = decode(arrival.bytes, arrival.link, arrival.wire_length).headers;
        SourcePacket packet;
        packet.frame = as_ethernet(arrival, headers);
        if (packet.frame.empty() || packet.frame.size() > longest_frame) return;
        const auto moved = static_cast<std::uint32_t>(packet.frame.size() - arrival.bytes.size());
        packet.wire_length =
            std::max(arrival.wire_length + moved, static_cast<std::uint32_t>(packet.frame.size()));
        if (headers.has_addresses()) {
            packet.ip_version = headers.ip_version;
            packet.protocol = headers.protocol;
            packet.network_offset = headers.network_offset + moved;
            if (has_checksum(headers, arrival.bytes.size()))
                packet.transport_offset = headers.transport_offset + moved;
            if (!join_flow(headers, packet)) return;
        } else {
            packet.flow = made_.flows++;
        }
        packet.after = time_of(arrival.at);
        made_.packets.push_back(std::move(packet));
    }

    SourceCapture finish(const std::string& path) {
        made_.path = path;
        number_addresses();
        return std::move(made_);
    }

private:
    using KeyTuple = std::tuple<IpAddress, IpAddress, std::uint16_t, std::uint16_t, std::uint8_t>;
    struct SeenFlow {
        std::uint32_t number = 0;
        std::uint32_t packets = 0;
        IpAddress opener;
    };

    bool join_flow(const Headers& headers, SourcePacket& packet) {
        const FlowKey key = flow_key_of(headers).key;
        const auto [flow, is_new] = flows_.try_emplace(
            KeyTuple{key.low, key.high, key.low_port, key.high_port, key.protocol});
        SeenFlow& seen = flow->second;
        if (is_new) {
            const bool answer = headers.is_tcp() && headers.tcp_flags.is_syn_ack();
            seen.number = made_.flows++;
            seen.opener = answer ? headers.dst : headers.src;
            openers_[seen.opener] = 0;
        }
        if (options_.flow_packets != 0 && seen.packets >= options_.flow_packets) return false;
        ++seen.packets;
        packet.flow = seen.number;
        packet.opener_sent = headers.src == seen.opener;
        ends_.emplace_back(headers.src, headers.dst);
        return true;
    }

    /// Recorded pauses, long ones cut; never backwards.
    Duration time_of(Time at) {
        if (!last_) last_ = at;
        elapsed_ += std::clamp(at - *last_, Duration{}, options_.longest_pause);
        last_ = std::max(*last_, at);
        return elapsed_;
    }

    void number_addresses() {
        std::size_t next_ends = 0;
        std::map<IpAddress, std::int32_t> numbers;
        const auto number = [&](const IpAddress& address) {
            const bool rewritten =
                names_a_host(address) && (is_private(address) || openers_.contains(address));
            if (!rewritten) return SourcePacket::kept;
            return numbers.try_emplace(address, static_cast<std::int32_t>(numbers.size()))
                .first->second;
        };
        for (SourcePacket& packet : made_.packets) {
            if (packet.ip_version == 0) continue;
            const auto& [source, destination] = ends_[next_ends++];
            packet.source = number(source);
            packet.destination = number(destination);
        }
        made_.rewritten_addresses = static_cast<std::uint32_t>(numbers.size());
    }

    const SourceOptions options_;
    SourceCapture made_;
    std::map<KeyTuple, SeenFlow> flows_;
    std::map<IpAddress, int> openers_;
    std::vector<std::pair<IpAddress, IpAddress>> ends_;  // of the packets with addresses, in order
    std::optional<Time> last_;
    Duration elapsed_{};
};

}  // namespace

Result<SourceCapture> read_source(const std::string& path, const SourceOptions& options) {
    auto reader = open_captures(std::span<const std::string>(&path, 1), {});
    if (!reader) return tl::unexpected(reader.error());
    Collector collector(options);
    for (;;) {
        const auto batch = (*reader)->next();
        if (!batch) return tl::unexpected(batch.error());
        if (batch->empty()) return collector.finish(path);
        for (const Arrival& arrival : *batch) collector.add(arrival);
    }
}

}  // namespace cordon::bench
