#include "tests/engine/plain_judge.hh"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>

#include "sim/classify/classifier.hh"
#include "sim/decode/decode.hh"
#include "sim/flow/flow_key.hh"
#include "sim/flow/observe.hh"
#include "sim/policy/draws.hh"
#include "sim/policy/schedule.hh"
#include "sim/policy/situation.hh"
#include "tests/engine/plain_truth.hh"

namespace cordon::test {
namespace {

constexpr Wanted everything{.ja4 = true,
                            .alpn = true,
                            .http_methods = true,
                            .http_paths = true,
                            .payload_shape = true,
                            .stream_up = true,
                            .later_names = true};

/// Where one rule stands with one flow.
struct Standing {
    bool holds = false;
    bool spent = false;
    std::optional<Time> acts_from;        // since it holds
    bool decided = false, noted = false;  // before
};

struct Flow {
    FlowState state;
    TcpTrack tcp;
    ClassifyState content;
    std::uint32_t ordinal = 0;
    std::vector<Past> past;
    std::vector<Standing> standings;  // of every rule
};

/// What the wall remembers of ends.
struct Remembered {
    std::size_t rule = 0;
    Residual::Key kind = Residual::Key::three;
    IpAddress client, server;
    std::uint16_t client_port = 0, server_port = 0;
    std::uint8_t protocol = 0;
    Time until;

    [[nodiscard]] bool catches(const FlowState& flow) const {
        if (client != flow.client() || server != flow.server()) return false;
        switch (kind) {
            case Residual::Key::two:
                return true;
            case Residual::Key::three:
                return server_port == flow.server_port();
            case Residual::Key::four:
                return server_port == flow.server_port() && client_port == flow.client_port();
            case Residual::Key::five:
                return server_port == flow.server_port() && client_port == flow.client_port() &&
                       protocol == flow.key.protocol;
        }
        return false;
    }
};

/// One pass over all packets.
class Judging {
public:
    Judging(const Policy& policy, std::uint64_t seed, PlainJudge::Run& run)
        : policy_(&policy), schedule_(policy, seed), draws_(policy, seed), run_(&run) {}

    void packet(const Arrival& arrival) {
        const Decoded decoded = decode(arrival.bytes, arrival.link, arrival.wire_length);
        const KeyedPacket keyed = flow_key_of(decoded.headers);
        now_ = std::max(now_, arrival.at);
        schedule_.advance(now_);
        Flow& flow = flow_of(keyed, decoded.headers, arrival.frame);
        const FlowPacket packet{.headers = &decoded.headers,
                                .payload = decoded.payload,
                                .direction = flow.state.direction_from(keyed.from_low),
                                .now = now_,
                                .frame_length = arrival.wire_length};
        observe_packet(flow.state, flow.tcp, packet);
        flow.past.push_back(
            {.at = now_, .direction = packet.direction, .payload = decoded.headers.payload_length});
        if (!flow.content.settled) {
            static_cast<void>(classifier_.on_packet(flow.content, flow.state, packet));
        }
        for (std::size_t i = 0; i < policy_->rules.size(); ++i) latch(i, flow, packet);
        run_->fate[arrival.frame] = decide(flow, packet, arrival.frame);
    }

private:
    Flow& flow_of(const KeyedPacket& keyed, const Headers& headers, std::uint64_t frame) {
        std::uint32_t before = 0;
        Flow* latest = nullptr;
        for (Flow& flow : flows_) {
            if (flow.state.key != keyed.key) continue;
            latest = &flow;
            ++before;
        }
        if (latest != nullptr && !starts_new_flow(latest->state, latest->tcp, headers)) {
            return *latest;
        }
        Flow& flow = flows_.emplace_back();
        flow.state.key = keyed.key;
        begin_flow(flow.state, headers, now_, frame);
        const auto inside = [&](const IpAddress& end) {
            return policy_->inside && policy_->inside->contains(end);
        };
        flow.state.inside_is_client = inside(flow.state.client()) || !inside(flow.state.server());
        flow.ordinal = before;
        flow.standings.resize(policy_->rules.size());
        return flow;
    }

    /// Whether each rule holds now: of one for more than a packet, whether it ever did.
    void latch(std::size_t i, Flow& flow, const FlowPacket& packet) {
        const Rule& rule = policy_->rules[i];
        Standing& standing = flow.standings[i];
        if (standing.holds && !std::holds_alternative<ThisPacket>(rule.scope)) return;
        const Moment moment{packet, flow.state, flow.content.facts, flow.past};
        standing.holds = !rule.when || plain_truth(*rule.when, moment, *policy_) == Truth::yes;
        if (!standing.holds || standing.acts_from) return;
        standing.acts_from = now_ + draws_.lateness(id_of(i), situation(flow, packet));
    }

    std::string decide(Flow& flow, const FlowPacket& packet, std::uint64_t frame) {
        const std::set<std::size_t> caught = catch_packet(flow.state);
        for (std::size_t i = 0; i < policy_->rules.size(); ++i) {
            const Rule& rule = policy_->rules[i];
            Standing& standing = flow.standings[i];
            const bool own = acts_by_itself(standing), is_caught = caught.count(i) > 0;
            if ((!own && !is_caught) || !is_on(i, flow, packet)) continue;
            if (own) remember(i, flow.state, standing);
            for (const Verdict* act : acts_of(rule, own, is_caught)) {
                if (announce(rule, *act, packet, frame, standing)) continue;
                return fate_by(rule, *act, packet);
            }
        }
        return "pass";
    }

    /// Tells of the first time that a rule decides or notes; whether it only notes.
    bool announce(const Rule& rule, const Verdict& act, const FlowPacket& packet,
                  std::uint64_t frame, Standing& standing) {
        const bool notes = std::holds_alternative<Note>(act);
        bool& told = notes ? standing.noted : standing.decided;
        if (told || (notes && !in_its_direction(rule, packet))) return notes;
        told = true;
        run_->alerts.push_back(rule.name + (notes ? " noted @" : " @") + std::to_string(frame));
        return notes;
    }

    [[nodiscard]] bool is_on(std::size_t i, const Flow& flow, const FlowPacket& packet) const {
        return schedule_.is_on(id_of(i)) && draws_.says_yes(id_of(i), situation(flow, packet));
    }
    [[nodiscard]] static bool in_its_direction(const Rule& rule, const FlowPacket& packet) {
        if (rule.direction == DirectionLimit::both) return true;
        return (rule.direction == DirectionLimit::up) == (packet.direction == Direction::up);
    }
    [[nodiscard]] static RuleId id_of(std::size_t i) {
        return RuleId{static_cast<std::uint32_t>(i)};
    }
    [[nodiscard]] static Situation situation(const Flow& flow, const FlowPacket& packet) {
        return {.packet = &packet,
                .flow = &flow.state,
                .facts = &flow.content.facts,
                .flow_ordinal = flow.ordinal};
    }

    std::set<std::size_t> catch_packet(const FlowState& flow) {
        std::set<std::size_t> caught;
        for (Remembered& entry : remembered_) {
            if (now_ >= entry.until || !entry.catches(flow)) continue;
            caught.insert(entry.rule);
            const auto& residual = std::get<Residual>(policy_->rules[entry.rule].scope);
            if (residual.renew) entry.until = now_ + residual.last;
        }
        return caught;
    }

    [[nodiscard]] bool acts_by_itself(const Standing& standing) const {
        return standing.holds && !standing.spent && now_ >= *standing.acts_from;
    }
    static std::string fate_by(const Rule& rule, const Verdict& act, const FlowPacket& packet) {
        const bool drops = std::holds_alternative<Drop>(act) && in_its_direction(rule, packet);
        return drops ? rule.name + ": drop" : "pass";
    }
    /// What a rule does to a packet, up to the first that is more than a note.
    static std::vector<const Verdict*> acts_of(const Rule& rule, bool own, bool caught) {
        std::vector<const Verdict*> acts;
        if (own) acts.push_back(&rule.then.front());
        if (caught) {
            const auto& then = std::get<Residual>(rule.scope).then;
            acts.push_back(then.empty() ? &rule.then.front() : &then.front());
        }
        return acts;
    }

    void remember(std::size_t rule, const FlowState& flow, Standing& standing) {
        const auto* residual = std::get_if<Residual>(&policy_->rules[rule].scope);
        if (residual == nullptr) return;
        standing.spent = true;
        remembered_.push_back({.rule = rule,
                               .kind = residual->key,
                               .client = flow.client(),
                               .server = flow.server(),
                               .client_port = flow.client_port(),
                               .server_port = flow.server_port(),
                               .protocol = flow.key.protocol,
                               .until = now_ + residual->last});
    }

    const Policy* policy_;
    Schedule schedule_;
    Draws draws_;
    Classifier classifier_{everything};
    std::deque<Flow> flows_;
    std::vector<Remembered> remembered_;
    Time now_ = Time::min();
    PlainJudge::Run* run_;
};

}  // namespace

PlainJudge::Run PlainJudge::judge(std::span<const Arrival> arrivals) const {
    Run run;
    Judging judging(*policy_, seed_, run);
    for (const Arrival& arrival : arrivals) judging.packet(arrival);
    return run;
}

}  // namespace cordon::test
