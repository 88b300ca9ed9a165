// Deciding: what a packet of a settled flow costs, and what a new flow costs, under few rules and
// under many.

#include <string>
#include <utility>

#include "bench/stages/sample.hh"
#include "sim/policy/rule_book.hh"

namespace cordon::bench {
namespace {

Expression comparing(Field field, CompareOp op, Operand operand) {
    Expression expression;
    expression.comparison = {.field = field, .window = {}, .op = op, .operand = std::move(operand)};
    return expression;
}

/// A third of the rules each: a name and bytes sent, an address and bytes sent, an age.
Expression condition_of(std::size_t number) {
    const auto kib = static_cast<std::int64_t>(1024 * (64 + number));
    Expression both;
    both.kind = Expression::Kind::all;
    if (number % 3 == 0) {
        both.parts.push_back(comparing(Field::tls_sni, CompareOp::equal,
                                       "host" + std::to_string(number) + ".example"));
        both.parts.push_back(comparing(Field::flow_up_bytes, CompareOp::greater, kib));
    } else if (number % 3 == 1) {
        const auto block =
            Cidr{IpAddress::v4(0xc6336400U + static_cast<std::uint32_t>(number % 256)), 128};
        both.parts.push_back(comparing(Field::server_ip, CompareOp::equal, block));
        both.parts.push_back(comparing(Field::flow_up_bytes, CompareOp::greater, kib));
    } else {
        both.parts.push_back(
            comparing(Field::flow_age, CompareOp::greater, std::int64_t{3'600'000'000'000} + kib));
        both.parts.push_back(comparing(Field::flow_down_bytes, CompareOp::greater, kib));
    }
    return both;
}

Policy policy_of(std::size_t rules) {
    Policy policy;
    for (std::size_t i = 0; i < rules; ++i) {
        Rule rule;
        rule.name = "rule-" + std::to_string(i);
        rule.when = condition_of(i);
        rule.then.emplace_back(Drop{});
        policy.rules.push_back(std::move(rule));
    }
    return policy;
}

/// A TLS flow whose name is known, in the middle of its life.
class KnownFlow {
public:
    KnownFlow() {
        flow_.key.low = IpAddress::v4(0x0a17000fU);
        flow_.key.high = IpAddress::v4(0xcb007150U);
        flow_.key.low_port = 50'000;
        flow_.key.high_port = 443;
        flow_.key.protocol = ip_protocol::tcp;
        flow_.key.ip_version = 4;
        facts_.tls.sni.add("www.example.com");
        facts_.app = App::tls;
        for (auto& known : facts_.known) known = Known::absent;
        facts_.set(FactGroup::tls, Known::value);
        facts_.set(FactGroup::app, Known::value);
        packet_.headers = &headers_;
        packet_.now = Time{} + std::chrono::seconds{1};
    }
    [[nodiscard]] Situation situation() const {
        return {.packet = &packet_,
                .flow = &flow_,
                .facts = &facts_,
                .windows = nullptr,
                .flow_ordinal = 0};
    }
    void send(std::uint64_t bytes) {
        flow_.payload_bytes[index(Direction::up)] += bytes;
        ++flow_.packets[index(Direction::up)];
    }
    void forget() {
        flow_.payload_bytes = {};
        flow_.packets = {};
    }

private:
    Headers headers_;
    FlowPacket packet_;
    FlowState flow_;
    Facts facts_;
};

/// Argument: rules.
void decide_settled_flow(benchmark::State& state) {
    const Policy policy = policy_of(static_cast<std::size_t>(state.range(0)));
    RuleBook rules(policy, 1);
    KnownFlow flow;
    ResidualTable residuals(65'536);
    std::vector<RuleId> noted;
    PolicyState remembered;
    FactChanges all;
    all.bits = 0x7f;
    rules.advance(Time{} + std::chrono::seconds{1});
    flow.send(1'000);
    if (rules.judge(remembered, flow.situation(), all, residuals, noted).decision.because !=
        no_rule) {
        state.SkipWithError("a rule decides that does not hold");
        return;
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            rules.judge(remembered, flow.situation(), {}, residuals, noted).decision.because);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_settled_flow)->ArgName("rules")->Arg(3)->Arg(20)->Arg(3'000);

/// The same to the packet that crosses a rule's threshold: the price of a first judgement.
void decide_new_flow(benchmark::State& state) {
    const Policy policy = policy_of(static_cast<std::size_t>(state.range(0)));
    RuleBook rules(policy, 1);
    KnownFlow flow;
    ResidualTable residuals(65'536);
    std::vector<RuleId> noted;
    FactChanges all;
    all.bits = 0x7f;
    rules.advance(Time{} + std::chrono::seconds{1});
    for (auto _ : state) {
        PolicyState remembered;
        flow.forget();
        flow.send(1'000);
        benchmark::DoNotOptimize(
            rules.judge(remembered, flow.situation(), all, residuals, noted).decision.because);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_new_flow)->ArgName("rules")->Arg(3)->Arg(20)->Arg(3'000);

/// Argument: domains in a set that is looked up once.
void look_up_name(benchmark::State& state) {
    DomainSet set;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        set.add("*.host" + std::to_string(i) + ".example.net");
    }
    if (!set.contains("a.b.host0.example.net") || set.contains("host0.example.net")) {
        state.SkipWithError("the set holds other names than it was given");
        return;
    }
    for (auto _ : state) benchmark::DoNotOptimize(set.contains("media-lhr8-2.cdn.whatsapp.net"));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(look_up_name)->ArgName("domains")->Arg(10)->Arg(1'000)->Arg(100'000);

}  // namespace
}  // namespace cordon::bench
