#include "tests/engine/scene.hh"

#include <gtest/gtest.h>

#include "sim/core/byte_writer.hh"
#include "sim/craft/frame.hh"
#include "sim/craft/tls_flights.hh"
#include "sim/policy/file/load.hh"
#include "sim/report/event.hh"

namespace cordon::test {
namespace {

IpAddress address(const std::string& text) {
    return parse_ip_address(text).value();
}

std::string question(std::string_view name) {
    std::vector<std::uint8_t> message;
    ByteWriter writer(message);
    writer.write(std::uint16_t{7}).write(std::uint16_t{0x0100}).write(std::uint16_t{1}).fill(6);
    while (!name.empty()) {
        const std::string_view label = name.substr(0, name.find('.'));
        writer.write(static_cast<std::uint8_t>(label.size())).append(as_bytes(label));
        name.remove_prefix(std::min(name.size(), label.size() + 1));
    }
    writer.write(std::uint8_t{0}).write(std::uint16_t{1}).write(std::uint16_t{1});
    return std::string(as_text(message));
}

// Either way has link addresses of its own, so that what the wall sends shows whose it took.
const EthernetFields link_up{.src = {0x02, 0, 0, 0, 0, 0x01}, .dst = {0x02, 0, 0, 0, 0, 0x02}};
const EthernetFields link_down{.src = {0x02, 0, 0, 0, 0, 0x03}, .dst = {0x02, 0, 0, 0, 0, 0x04}};

/// Watches, so that the engine leaves nothing out, and writes nothing down.
class Bystander final : public Watcher {
public:
    void judged(const Arrival& /*arrival*/, const Decoded& /*decoded*/, const FlowRecord& /*flow*/,
                const FlowPacket& /*packet*/, const Judgement& /*judgement*/,
                const RuleBook& /*rules*/) override {}
};

/// Writes down what it is told.
class Recorder final : public Emit {
public:
    Recorder(Scene::Run& run, const Policy& policy) : run_(&run), policy_(&policy) {}

    void passed(std::span<const Arrival> run) override {
        for (const Arrival& arrival : run) {
            run_->fate[arrival.frame] = "pass";
            tell("pass", arrival);
        }
    }
    void left(const Departure& departure) override {
        const std::string what = text(departure.because, departure.act);
        tell(what, departure.arrival);
        if (departure.arrival.frame == 0) {
            ++run_->injected;
            return;
        }
        run_->fate[departure.arrival.frame] = what;
        run_->left_at[departure.arrival.frame] = departure.arrival.at;
    }
    void removed(const Removal& removal) override {
        run_->fate[removal.arrival.frame] = text(removal.because, removal.act);
        tell(run_->fate[removal.arrival.frame], removal.arrival);
    }
    void flow_ended(const FlowEnded& event) override {
        run_->verdicts[event.flow.state->first_frame] = event.flow.verdict;
        run_->events.push_back("ended " + std::to_string(event.flow.state->first_frame) + " " +
                               std::string(to_text(event.why)) + " " +
                               std::to_string(to_ns(event.at)));
    }
    void protocol_seen(const ProtocolSeen& event) override {
        run_->events.push_back("seen @" + std::to_string(event.frame));
    }
    void rule_decided(const RuleDecided& event) override {
        run_->alerts.push_back(policy_->rule(event.rule).name +
                               (event.only_noted ? " noted @" : " @") +
                               std::to_string(event.frame));
        run_->events.push_back(run_->alerts.back());
    }
    void flow_dropped(const FlowDropped& event) override {
        run_->events.push_back("dropped @" + std::to_string(event.frame));
    }

private:
    [[nodiscard]] std::string text(RuleId rule, Act act) const {
        return policy_->rule(rule).name + ": " + std::string(to_text(act));
    }
    void tell(const std::string& what, const Arrival& arrival) {
        run_->packets.push_back(what + " " + std::to_string(arrival.frame) + " " +
                                std::to_string(to_ns(arrival.at)));
        if (arrival.frame == 0) run_->packets.back().append(as_text(arrival.bytes));
    }

    Scene::Run* run_;
    const Policy* policy_;
};

}  // namespace

Scene& Scene::at(Duration since_start) {
    offset_ = since_start;
    return *this;
}

Scene& Scene::begins(Time start) {
    start_ = start;
    return *this;
}

std::uint64_t Scene::add(std::vector<std::uint8_t> bytes) {
    packets_.push_back({.bytes = std::move(bytes), .at = start_ + offset_});
    return packets_.size();
}

std::uint64_t Scene::segment(const Ends& ends, Direction direction, std::uint8_t flags,
                             const std::string& payload) {
    const std::string key = ends.client + std::to_string(ends.client_port) + ends.server +
                            std::to_string(ends.server_port);
    Sequence& numbers = sequences_[key];
    const bool is_up = direction == Direction::up;
    std::uint32_t& own = is_up ? numbers.up : numbers.down;
    const std::uint32_t other = is_up ? numbers.down : numbers.up;
    const IpAddress client = address(ends.client);
    const IpAddress server = address(ends.server);
    auto frame = tcp_frame(is_up ? link_up : link_down,
                           {.src = is_up ? client : server, .dst = is_up ? server : client},
                           {.src_port = is_up ? ends.client_port : ends.server_port,
                            .dst_port = is_up ? ends.server_port : ends.client_port,
                            .seq = Seq32{own},
                            .ack = Seq32{(flags & tcp_flag::ack) != 0 ? other : 0},
                            .flags = flags},
                           as_bytes(payload));
    own += static_cast<std::uint32_t>(payload.size());
    if ((flags & (tcp_flag::syn | tcp_flag::fin)) != 0) ++own;
    return add(std::move(frame));
}

std::uint64_t Scene::syn(const Ends& ends) {
    return segment(ends, Direction::up, tcp_flag::syn, "");
}
std::uint64_t Scene::syn_ack(const Ends& ends) {
    return segment(ends, Direction::down, tcp_flag::syn | tcp_flag::ack, "");
}
std::uint64_t Scene::up(const Ends& ends, std::size_t bytes) {
    return up(ends, std::string(bytes, '\x17'));
}
std::uint64_t Scene::up(const Ends& ends, const std::string& payload) {
    return segment(ends, Direction::up, tcp_flag::ack, payload);
}
std::uint64_t Scene::down(const Ends& ends, std::size_t bytes) {
    return segment(ends, Direction::down, tcp_flag::ack, std::string(bytes, '\x17'));
}
std::uint64_t Scene::fin(const Ends& ends) {
    return segment(ends, Direction::up, tcp_flag::fin | tcp_flag::ack, "");
}
std::uint64_t Scene::rst(const Ends& ends) {
    return segment(ends, Direction::up, tcp_flag::rst, "");
}
std::uint64_t Scene::hello(const Ends& ends, std::string_view name) {
    return up(ends, hello_for(name));
}
std::string Scene::hello_for(std::string_view name) {
    Filler filler(1, name);
    return std::string(as_text(tls_client_hello(name, filler)));
}
std::uint64_t Scene::get(const Ends& ends, std::string_view host) {
    return up(ends, "GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n");
}
std::uint64_t Scene::datagram(const Ends& ends, const std::string& payload) {
    return add(udp_frame(link_up, {.src = address(ends.client), .dst = address(ends.server)},
                         {.src_port = ends.client_port, .dst_port = ends.server_port},
                         as_bytes(payload)));
}
std::uint64_t Scene::overlong_datagram(const Ends& ends) {
    const std::uint64_t frame = datagram(ends, "x");
    std::vector<std::uint8_t>& bytes = packets_.back().bytes;
    bytes[bytes.size() - 1 - 4] = 0xff;  // high byte of the length, before checksum and payload
    return frame;
}
std::uint64_t Scene::dns_query(const Ends& ends, std::string_view name) {
    return datagram(ends, question(name));
}

std::uint64_t Scene::without_ip(std::uint16_t ether_type, std::size_t bytes) {
    std::vector<std::uint8_t> frame;
    append_ethernet_header(frame, {}, ether_type);
    frame.resize(frame.size() + bytes);
    return add(std::move(frame));
}
std::uint64_t Scene::arp() {
    return without_ip(0x0806, 28);
}
std::uint64_t Scene::lldp(std::size_t bytes) {
    return without_ip(0x88cc, bytes);
}

void Scene::opens(const Ends& ends) {
    syn(ends);
    syn_ack(ends);
    up(ends, 0);
}

std::vector<std::uint64_t> Scene::Run::touched() const {
    std::vector<std::uint64_t> frames;
    for (const auto& [frame, what] : fate) {
        if (what != "pass") frames.push_back(frame);
    }
    return frames;
}

Scene::Run Scene::judged_by(const std::string& policy_text, std::size_t span,
                            std::uint64_t seed) const {
    const Policy policy = policy_from(policy_text);
    Engine engine(policy, {.seed = seed, .tell_protocols = true});
    Run run = judged_by(engine, policy, span);
    // Whoever is watched is looked at closely, packet by packet and rule by rule.
    Engine watched(policy, {.seed = seed, .tell_protocols = true});
    Bystander bystander;
    watched.watch(0, &bystander);
    const Run closely = judged_by(watched, policy, span);
    EXPECT_EQ(run.packets, closely.packets);
    EXPECT_EQ(run.events, closely.events);
    // Nor does it matter where flows stand in their tables.
    Engine elsewhere(policy, {.seed = seed, .tell_protocols = true, .hash_key = ~seed});
    const Run scattered = judged_by(elsewhere, policy, span);
    EXPECT_EQ(run.packets, scattered.packets);
    EXPECT_EQ(run.events, scattered.events);
    // Whoever tells nothing of flows finds out no more than the rules name.
    Engine silent(policy, {.seed = seed});
    EXPECT_EQ(run.packets, judged_by(silent, policy, span).packets);
    return run;
}

std::vector<Arrival> Scene::arrivals() const {
    std::vector<Arrival> arrivals;
    for (const Packet& packet : packets_) {
        arrivals.push_back({.bytes = packet.bytes,
                            .at = packet.at,
                            .frame = arrivals.size() + 1,
                            .wire_length = static_cast<std::uint32_t>(packet.bytes.size())});
    }
    return arrivals;
}

Scene::Run Scene::judged_by(Engine& engine, const Policy& policy, std::size_t span) const {
    Run run;
    Recorder recorder(run, policy);
    const std::vector<Arrival> arrived = arrivals();
    const std::span<const Arrival> all(arrived);
    for (std::size_t i = 0; i < all.size(); i += span) {
        engine.on_arrivals(all.subspan(i, std::min(span, all.size() - i)), recorder);
    }
    engine.finish(recorder);
    return run;
}

std::string policy_of(const std::string& rules, const std::string& head) {
    return "policy: test\n" + head + "rules:\n" + rules;
}

Policy policy_from(const std::string& text) {
    auto loaded = parse_policy(text, "test.yaml", MemoryFiles{});
    if (loaded) return std::move(loaded->policy);
    for (const Diagnostic& diagnostic : loaded.error()) ADD_FAILURE() << to_text(diagnostic);
    return {};
}

}  // namespace cordon::test
