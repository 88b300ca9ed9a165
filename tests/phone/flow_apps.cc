#include "tests/phone/flow_apps.hh"

#include "sim/engine.hh"
#include "sim/policy/policy.hh"

namespace cordon::test {
namespace {

/// Collects what the classifier made of each flow.
class AppsEmit final : public Emit {
public:
    std::multiset<std::string> apps;
    void passed(std::span<const Arrival> /*run*/) override {}
    void left(const Departure& /*departure*/) override {}
    void removed(const Removal& /*removal*/) override {}
    void flow_ended(const FlowEnded& event) override {
        apps.insert(std::string(to_text(event.flow.facts->app)) + " " +
                    std::to_string(event.flow.state->server_port()));
    }
    void protocol_seen(const ProtocolSeen& /*event*/) override {}
    void rule_decided(const RuleDecided& /*event*/) override {}
    void flow_dropped(const FlowDropped& /*event*/) override {}
};

}  // namespace

std::multiset<std::string> apps_of(const std::vector<KeptPacket>& packets) {
    const Policy nothing;
    Engine engine(nothing, {});
    AppsEmit emit;
    std::uint64_t frame = 0;
    for (const KeptPacket& packet : packets) {
        Arrival arrival;
        arrival.bytes = packet.bytes;
        arrival.at = packet.at;
        arrival.frame = ++frame;
        arrival.wire_length = static_cast<std::uint32_t>(packet.bytes.size());
        arrival.link = LinkType::raw_ip;
        engine.on_arrivals({&arrival, 1}, emit);
    }
    engine.finish(emit);
    return emit.apps;
}

}  // namespace cordon::test
