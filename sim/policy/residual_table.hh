#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <unordered_map>
#include <vector>

#include "sim/core/keyed_random.hh"
#include "sim/core/time.hh"
#include "sim/flow/flow_state.hh"
#include "sim/policy/decision.hh"

namespace cordon {

/// What the wall remembers of ends it has acted on, beyond their flows: an entry makes its rule
/// hold for every packet with its key until it expires. One table a shard, since keys hold both
/// addresses. Bounded: when full of keys that have not expired, none is added (counted). Full or
/// not, nothing looks at every key.
class ResidualTable {
public:
    /// `hash_key`: Engine::Options says what for.
    explicit ResidualTable(std::size_t most_keys, std::uint64_t hash_key = 0)
        : most_keys_(most_keys), entries_(0, Hash{KeyedRandom{hash_key, "residual"}}) {}
    ResidualTable(const ResidualTable&) = delete;
    ResidualTable& operator=(const ResidualTable&) = delete;

    /// Remembers the ends of `flow` for `rule` until `now + last`; an entry that stands is renewed.
    void remember(RuleId rule, const Residual& residual, const FlowState& flow, Time now);

    /// Appends the rules that have a living entry for this flow's ends, in order of RuleId, to
    /// `caught`. Entries of a rule that renews start their time anew.
    void catch_flow(const FlowState& flow, Time now, std::vector<RuleId>& caught);

    /// Grows when an entry is added, so that a flow that nothing caught need not look again.
    [[nodiscard]] std::uint32_t version() const { return version_; }
    [[nodiscard]] std::uint64_t refused() const { return refused_; }

private:
    struct Key {
        IpAddress client, server;
        std::uint16_t client_port = 0, server_port = 0;
        std::uint8_t protocol = 0;
        Residual::Key kind = Residual::Key::two;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        KeyedRandom keyed;
        [[nodiscard]] std::size_t operator()(const Key& key) const;
    };
    struct Entry {
        RuleId rule = no_rule;
        Time through;        // the last moment
        Duration renewal{};  // 0: not renewed
    };
    [[nodiscard]] static Key key_of(Residual::Key kind, const FlowState& flow);
    void forget_expired(Time now);

    std::size_t most_keys_;
    using Entries = std::unordered_map<Key, std::vector<Entry>, Hash>;
    using Keyed = Entries::value_type;
    /// Until when a key lives at least: every key has one, which renewals do not move.
    struct Deadline {
        Time through;
        Keyed* keyed = nullptr;  // stays where it is while the map grows
        friend bool operator>(const Deadline& a, const Deadline& b) {
            return a.through > b.through;
        }
    };
    Entries entries_;  // never walked into output
    std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> deadlines_;
    std::uint8_t kinds_ = 0;  // kinds of key in use, one bit each
    std::uint32_t version_ = 0;
    std::uint64_t refused_ = 0;
};

}  // namespace cordon
