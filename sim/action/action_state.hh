#pragma once

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "sim/action/throttle_bucket.hh"
#include "sim/core/arrival.hh"
#include "sim/core/packet_count.hh"
#include "sim/flow/direction.hh"
#include "sim/policy/decision.hh"

namespace cordon {

/// The link header that a packet carried.
struct LinkHeader {
    Bytes bytes;
    LinkType link = LinkType::ethernet;
    InterfaceId interface {};
};

/// The link headers that a flow's packets last carried, by direction, for packets that the wall
/// makes. Longer ones than fit are not kept. Those of Ethernet without tags are noted on most
/// packets and lie at hand; others apart.
class LinkHeaders {
public:
    static constexpr std::size_t longest = 58;  // Ethernet, 8 VLAN tags and PPPoE take 54

    void note(Direction direction, const LinkHeader& header);
    /// A view, valid until the next note(); nullopt when none was noted.
    [[nodiscard]] std::optional<LinkHeader> last(Direction direction) const;

private:
    static constexpr std::size_t plain_size = 14;
    enum class Kept : std::uint8_t { none, plain, other };
    struct Plain {
        std::array<std::uint8_t, plain_size> bytes;  // unset until noted
        InterfaceId interface;
    };
    struct Other {
        std::array<std::uint8_t, longest> bytes{};
        std::uint8_t size = 0;
        LinkType link = LinkType::ethernet;
        InterfaceId interface {};
    };
    void note_other(Direction direction, const LinkHeader& header);

    std::array<Kept, 2> kept_{};
    std::array<Plain, 2> plain_;
    std::unique_ptr<std::array<Other, 2>> others_;
};

inline void LinkHeaders::note(Direction direction, const LinkHeader& header) {
    const std::size_t i = index(direction);
    if (header.link != LinkType::ethernet || header.bytes.size() != plain_size) {
        return note_other(direction, header);
    }
    kept_[i] = Kept::plain;
    std::memcpy(plain_[i].bytes.data(), header.bytes.data(), plain_size);
    plain_[i].interface = header.interface;
}

/// What the acts on one flow leave behind beyond a kill; made when the first needs it.
struct ActionMemory {
    /// A bucket of `each: direction` or `flow`, of one throttle in the policy.
    struct Bucket {
        const Throttle* throttle = nullptr;   // in the policy
        Direction direction = Direction::up;  // always up for `each: flow`
        ThrottleBucket bucket;
    };
    std::vector<Bucket> buckets;  // few: those throttles that ever decided on the flow
    std::vector<RuleId> resets;   // rules that have reset the flow; few
    boost::container::small_vector<RuleId, 2> removed_by;  // likewise, a packet of it; few
    PacketCount removed;                                   // how many were
};

/// Part of each flow's record: what acts on it must remember. Costs nothing until one does.
struct ActionState {
    std::unique_ptr<ActionMemory> memory;
    /// By direction: the rule whose in-path reset ended it.
    std::array<RuleId, 2> killed_by{no_rule, no_rule};

    /// An in-path reset ended the flow, or one direction of it: Actor::act must see every further
    /// packet, whatever is decided about it.
    [[nodiscard]] bool is_killed() const {
        return killed_by[0] != no_rule || killed_by[1] != no_rule;
    }
    /// Whether `rule` has answered a packet of the flow with resets: each does so once.
    [[nodiscard]] bool has_reset(RuleId rule) const {
        return memory != nullptr && std::find(memory->resets.begin(), memory->resets.end(), rule) !=
                                        memory->resets.end();
    }

    /// Counts a packet that `rule` has removed; whether it is the rule's first of this flow.
    [[nodiscard]] bool count_removal(RuleId rule, const Arrival& packet) {
        ActionMemory& made = made_memory();
        made.removed.add(packet);
        auto& known = made.removed_by;
        if (std::find(known.begin(), known.end(), rule) != known.end()) return false;
        known.push_back(rule);
        return true;
    }
    /// What has been removed of the flow.
    [[nodiscard]] PacketCount removed() const {
        return memory == nullptr ? PacketCount{} : memory->removed;
    }

    ActionMemory& made_memory() {
        if (!memory) memory = std::make_unique<ActionMemory>();
        return *memory;
    }
};

}  // namespace cordon
