#include "tests/classify/captured_flows.hh"

#include <map>
#include <tuple>

#include "sim/capture/reader.hh"
#include "sim/decode/decode.hh"
#include "sim/flow/flow_key.hh"

namespace cordon::testing {
namespace {

using KeyOrder = std::tuple<IpAddress, IpAddress, std::uint16_t, std::uint16_t, std::uint8_t>;

KeyOrder order_of(const FlowKey& key) {
    return {key.low, key.high, key.low_port, key.high_port, key.protocol};
}

class FlowMap {
public:
    explicit FlowMap(Wanted wanted) : classifier_(wanted) {}

    void take(const Arrival& arrival) {
        const Decoded decoded = decode(arrival.bytes, arrival.link, arrival.wire_length);
        if (!decoded.headers.has_addresses()) return;
        if (now_ < arrival.at) now_ = arrival.at;
        const KeyedPacket keyed = flow_key_of(decoded.headers);
        CapturedFlow& flow = flow_for(keyed.key, decoded.headers, arrival.frame);
        const FlowPacket packet{.headers = &decoded.headers,
                                .payload = decoded.payload,
                                .direction = flow.state.direction_from(keyed.from_low),
                                .now = now_,
                                .frame_length = arrival.wire_length};
        observe_packet(flow.state, flow.track, packet);
        static_cast<void>(classifier_.on_packet(flow.classify, flow.state, packet));
    }

    std::vector<CapturedFlow> finish() {
        for (CapturedFlow& flow : flows_) {
            static_cast<void>(classifier_.finish(flow.classify, flow.state));
        }
        return std::move(flows_);
    }

private:
    CapturedFlow& flow_for(const FlowKey& key, const Headers& headers, std::uint64_t frame) {
        const auto found = index_.find(order_of(key));
        if (found != index_.end()) {
            CapturedFlow& old = flows_[found->second];
            if (!starts_new_flow(old.state, old.track, headers)) return old;
            old.open = false;
        }
        index_[order_of(key)] = flows_.size();
        CapturedFlow& flow = flows_.emplace_back();
        flow.state.key = key;
        begin_flow(flow.state, headers, now_, frame);
        return flow;
    }

    Classifier classifier_;
    Time now_;
    std::vector<CapturedFlow> flows_;
    std::map<KeyOrder, std::size_t> index_;
};

std::string end_text(const IpAddress& address, std::uint16_t port) {
    return to_text(address) + ":" + std::to_string(port);
}

}  // namespace

std::string flow_key_text(const std::string& protocol, std::string end_1, std::string end_2) {
    if (end_2 < end_1) std::swap(end_1, end_2);
    return protocol + " " + end_1 + " " + end_2;
}

std::string CapturedFlow::key() const {
    const char* protocol = state.key.protocol == ip_protocol::tcp   ? "tcp"
                           : state.key.protocol == ip_protocol::udp ? "udp"
                                                                    : "other";
    return flow_key_text(protocol, end_text(state.key.low, state.key.low_port),
                         end_text(state.key.high, state.key.high_port));
}

std::vector<CapturedFlow> flows_of(const std::filesystem::path& capture, Wanted wanted) {
    const std::vector<std::string> paths{capture.string()};
    auto reader = open_captures(paths, {});
    if (!reader) return {};
    FlowMap map(wanted);
    while (true) {
        const auto batch = (*reader)->next();
        if (!batch || batch->empty()) break;
        for (const Arrival& arrival : *batch) map.take(arrival);
    }
    return map.finish();
}

}  // namespace cordon::testing
