#include "sim/engine.hh"

#include <algorithm>

#include "sim/flow/observe.hh"

namespace cordon {
namespace {

std::vector<RuleActions> actions_of(const Policy& policy) {
    std::vector<RuleActions> all;
    for (const Rule& rule : policy.rules) {
        all.push_back(
            {.name = rule.name, .then = rule.then, .residual_then = residual_verdicts(rule)});
    }
    return all;
}

Wanted wanted_by(const RuleBook::Needs& rules, bool tell_protocols) {
    Wanted all = rules.facts;
    if (tell_protocols) {
        all.ja4 = all.alpn = all.http_methods = all.http_paths = all.later_names = true;
    }
    return all;
}

/// Whether a rule may still come to reset this flow: while its content or a rule's
/// standing with it is open. What a residual resets later, the link headers kept so far serve.
bool may_be_reset(const FlowRecord& flow) {
    return flow.state.key.protocol == ip_protocol::tcp && flow.content != nullptr &&
           (!flow.content_known || !flow.policy.standings.empty());
}

}  // namespace

Engine::Engine(const Policy& policy, const Options& options)
    : policy_(&policy),
      options_(options),
      rules_(policy, options.seed),
      classifier_(wanted_by(rules_.needs(), options.tell_protocols)),
      actor_(actions_of(policy), {.seed = options.seed,
                                  .in_path = policy.position == Position::in_path,
                                  .most_held_bytes = options.room.held_bytes,
                                  .most_address_buckets = options.room.buckets,
                                  .hash_key = options.hash_key}),
      teller_(policy),
      limits_{.timeouts = options.timeouts,
              .shortest_timeout = shortest_of(options.timeouts),
              .most_flows = std::max<std::size_t>(1, options.room.flows / shard_count),
              .count_ordinals = rules_.needs().flow_ordinals},
      shards_(options.room, options.hash_key) {}

void Engine::on_arrivals(std::span<const Arrival> arrivals, Emit& out) {
    while (!arrivals.empty()) {
        const auto batch = arrivals.first(std::min(PreparedBatch::size, arrivals.size()));
        judge_batch(batch, out);
        arrivals = arrivals.subspan(batch.size());
    }
}

void Engine::judge_batch(std::span<const Arrival> batch, Emit& out) {
    prepared_.prepare(batch, shards_);
    PassRun run(batch, out);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        now_ = std::max(now_, batch[i].at);
        prepared_.look_ahead(i, shards_, now_, limits_.timeouts);
        if (now_ >= next_expiry_ || actor_.is_due(now_)) on_timer(now_, run);
        const Fate fate = judge(batch[i], prepared_[i], run);
        if (fate.what == Fate::What::plain_pass) {
            run.pass();
        } else {
            run.skip();
        }
    }
    run.flush();
}

inline Fate Engine::judge(const Arrival& arrival, const Prepared& prepared, Emit& out) {
    count(prepared.decoded.headers);
    rules_.advance(now_);
    if (!prepared.decoded.headers.has_addresses()) {
        return judge_outside_flows(arrival, prepared, out);
    }
    FlowRecord& flow = find_flow(arrival, prepared, out);
    const FlowPacket packet = observe(flow, arrival, prepared);
    Shard& shard = shards_[prepared.hash.shard];
    if (actor_.resets() && may_be_reset(flow)) {
        Actor::note_link_header(flow.content->links, arrival, *packet.headers, packet.direction);
    }
    if (passes_at_once(flow, packet, shard.residuals())) return {};
    return judge_closely(flow, packet, arrival, prepared, shard, out);
}

/// What few packets meet: they may tell something new, or a rule acts on their flow.
Fate Engine::judge_closely(FlowRecord& flow, const FlowPacket& packet, const Arrival& arrival,
                           const Prepared& prepared, Shard& shard, Emit& out) {
    const bool was_known = flow.content_known;
    const FactChanges changes = classify(flow, packet, arrival, shard.heads(), out);
    const Judgement judgement = decide(flow, packet, changes, arrival, shard.residuals(), out);
    if (watcher_ != nullptr && arrival.frame == watched_frame_) {
        watcher_->judged(arrival, prepared.decoded, flow, packet, judgement, rules_);
    }
    const Fate fate = act(flow, packet, judgement.decision, arrival, out);
    if (!was_known && flow.content_known) settle(flow, shard);
    return fate;
}

auto Engine::ending(Time now, Emit& out) {
    return [this, now, &out](FlowRecord& flow, FlowEnd why) {
        if (!flow.content_known) {
            static_cast<void>(classifier_.finish(flow.content->classified, flow.state));
        }
        if (why == FlowEnd::evicted) ++counts_.flows_evicted;
        teller_.ended(flow, why, now, out);
    };
}

inline FlowRecord& Engine::find_flow(const Arrival& arrival, const Prepared& prepared, Emit& out) {
    Shard& shard = shards_[prepared.hash.shard];
    FlowRecord* found = shard.find(prepared.keyed, prepared.hash.value, prepared.guess,
                                   prepared.decoded.headers, now_, limits_, ending(now_, out));
    if (found != nullptr) [[likely]] {
        return *found;
    }
    return open_flow(arrival, prepared, shard, out);
}

FlowRecord& Engine::open_flow(const Arrival& arrival, const Prepared& prepared, Shard& shard,
                              Emit& out) {
    FlowRecord& flow =
        shard.open(prepared.keyed, prepared.hash.value, now_, limits_, ending(now_, out));
    flow.number = ++counts_.flows;
    begin_flow(flow.state, prepared.decoded.headers, now_, arrival.frame);
    flow.state.inside_is_client = is_inside(flow.state.client()) || !is_inside(flow.state.server());
    place(shard, flow);
    return flow;
}

inline FlowPacket Engine::observe(FlowRecord& flow, const Arrival& arrival,
                                  const Prepared& prepared) {
    const FlowPacket packet{.headers = &prepared.decoded.headers,
                            .payload = prepared.decoded.payload,
                            .direction = flow.state.direction_from(prepared.keyed.from_low),
                            .now = now_,
                            .frame_length = arrival.wire_length};
    const FlowPhase before = flow.state.phase;
    observe_packet(flow.state, flow.tcp, packet);
    if (flow.state.phase > before && flow.state.phase >= FlowPhase::closing) {
        place(shards_[prepared.hash.shard], flow);
    }
    return packet;
}

FactChanges Engine::classify(FlowRecord& flow, const FlowPacket& packet, const Arrival& arrival,
                             HeadBudget& heads, Emit& out) {
    if (flow.content_known) return {};
    ClassifyState& content = flow.content->classified;
    const std::array<Known, fact_group_count> before = content.facts.known;
    const FactChanges changes = classifier_.on_packet(content, flow.state, packet, &heads);
    flow.content_known = content.settled;
    flow.heard_out = content.heard_out;
    if (options_.tell_protocols && changes.any()) {
        teller_.seen(flow, changes, before, arrival, out);
    }
    return changes;
}

Judgement Engine::decide(FlowRecord& flow, const FlowPacket& packet, FactChanges changes,
                         const Arrival& arrival, ResidualTable& residuals, Emit& out) {
    const Situation situation{.packet = &packet,
                              .flow = &flow.state,
                              .facts = &facts_of(flow),
                              .windows = nullptr,
                              .flow_ordinal = flow.ordinal,
                              .facts_are_final = flow.content_known};
    noted_.clear();
    const Judgement judgement = rules_.judge(flow.policy, situation, changes, residuals, noted_);
    for (const RuleId rule : noted_) teller_.noted(flow, rule, arrival, out);
    if (judgement.decision.because != no_rule) {
        flow.last_rule = judgement.decision.because;
        flow.last_by_residual = judgement.decision.residual;
    }
    if (judgement.first) teller_.decided(flow, judgement.decision.because, arrival, out);
    return judgement;
}

Fate Engine::act(FlowRecord& flow, const FlowPacket& packet, const Decision& decision,
                 const Arrival& arrival, Emit& out) {
    if (decision.because == no_rule && !flow.action.is_killed()) return {};
    const FlowContext context{.flow = flow.state,
                              .tcp = flow.tcp,
                              .action = flow.action,
                              .ordinal = flow.ordinal,
                              .links = flow.content != nullptr ? &flow.content->links : nullptr};
    const Fate fate =
        actor_.act(decision, arrival, *packet.headers, context, packet.direction, now_, out);
    if (fate.what != Fate::What::removed) return fate;
    if (flow.action.count_removal(fate.because, arrival)) teller_.dropped(flow, fate, arrival, out);
    return fate;
}

/// What most packets meet: they tell nothing new of a flow on which no rule acts.
inline bool Engine::passes_at_once(const FlowRecord& flow, const FlowPacket& packet,
                                   const ResidualTable& residuals) const {
    return (flow.content_known || flow.heard_out[index(packet.direction)] ||
            !Classifier::may_learn_from(packet)) &&
           !flow.action.is_killed() && watcher_ == nullptr &&
           rules_.passes(flow.policy, flow.state, packet, residuals);
}

/// The content is known: gives it back unless reports, rules or resets will ask for it.
void Engine::settle(FlowRecord& flow, Shard& shard) const {
    const Facts& facts = flow.content->classified.facts;
    flow.app = facts.app;
    flow.why = facts.why;
    const bool asked_for = options_.tell_protocols || rules_.may_ask_for_facts(flow.policy);
    if (!asked_for && !needs_link_headers(flow)) shard.give_back_content(flow);
}

/// Whether a rule that resets stands with this flow, or may be set on it by another.
bool Engine::needs_link_headers(const FlowRecord& flow) const {
    if (!actor_.resets() || flow.state.key.protocol != ip_protocol::tcp) return false;
    return actor_.resets_by_residual() ||
           std::any_of(flow.policy.standings.begin(), flow.policy.standings.end(),
                       [&](const RuleStanding& standing) { return actor_.resets(standing.rule); });
}

/// A packet in which no IP header could be read is a flow of its own, of which nothing comes to be
/// known. It has no ends that a rule could remember: its residuals go with it.
Fate Engine::judge_outside_flows(const Arrival& arrival, const Prepared& prepared, Emit& out) {
    if (policy_->rules.empty() && watcher_ == nullptr) return {};
    FlowContent nothing;
    FlowRecord alone;
    alone.content = &nothing;
    alone.ordinal = static_cast<std::uint32_t>(counts_.outside_any_flow);  // draws differ by it
    alone.state.started = alone.state.last_seen = now_;
    alone.state.packets = {1, 0};
    alone.state.frame_bytes = {arrival.wire_length, 0};
    nothing.classified.facts.known.fill(Known::absent);
    const FlowPacket packet{.headers = &prepared.decoded.headers,
                            .payload = {},
                            .direction = Direction::up,
                            .now = now_,
                            .frame_length = arrival.wire_length};
    ResidualTable residuals(1);
    const Judgement judgement = decide(alone, packet, {}, arrival, residuals, out);
    if (watcher_ != nullptr && arrival.frame == watched_frame_) {
        watcher_->judged(arrival, prepared.decoded, alone, packet, judgement, rules_);
    }
    return act(alone, packet, judgement.decision, arrival, out);
}

inline void Engine::count(const Headers& headers) {
    ++counts_.packets;
    ++counts_.stopped[static_cast<std::size_t>(headers.stop)];
    if (!headers.has_addresses()) ++counts_.outside_any_flow;
    if (headers.fragment == Fragment::first) ++counts_.first_fragments;
    if (headers.fragment == Fragment::later) ++counts_.later_fragments;
}

/// Sees to it that the flow is looked at when it may have been idle too long.
void Engine::place(Shard& shard, FlowRecord& flow) {
    shard.place(flow, limits_);
    next_expiry_ = std::min(next_expiry_, shard.soonest_due());
}

/// Without a national side, whoever opens a conversation is inside.
bool Engine::is_inside(const IpAddress& address) const {
    return policy_->inside && policy_->inside->contains(address);
}

void Engine::on_timer(Time now, Emit& out) {
    actor_.on_timer(now, out);
    if (now < next_expiry_) return;
    next_expiry_ = Time::max();
    shards_.for_each([&](Shard& shard) {
        shard.expire(now, limits_, ending(now, out));
        next_expiry_ = std::min(next_expiry_, shard.soonest_due());
    });
}

std::optional<Time> Engine::next_timer() const {
    const Time held = actor_.next_timer().value_or(Time::max());
    const Time next = std::min(held, next_expiry_);
    return next == Time::max() ? std::nullopt : std::optional(next);
}

void Engine::finish(Emit& out) {
    actor_.finish(out);
    const auto ended = ending(now_, out);
    shards_.for_each_in_order([&](FlowRecord& flow) { ended(flow, FlowEnd::end_of_run); });
    counts_ = counts();
    shards_.forget();
    next_expiry_ = Time::max();
}

EngineCounts Engine::counts() const {
    EngineCounts counts = counts_;
    shards_.for_each([&](const Shard& shard) {
        counts.residuals_refused += shard.residuals().refused();
        counts.streams_given_up += shard.heads().refused();
    });
    return counts;
}

void Engine::watch(std::uint64_t frame, Watcher* watcher) {
    watched_frame_ = frame;
    watcher_ = watcher;
    if (watcher != nullptr) rules_.ask_every_rule();
}

}  // namespace cordon
