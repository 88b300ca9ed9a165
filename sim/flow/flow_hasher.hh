#pragma once

#include "sim/flow/flow_key.hh"

namespace cordon {

/// Hashes keys for tables, with words that are drawn for each hasher: nobody can know beforehand
/// which flows will meet in one slot, and write a capture of such. Nothing that is told depends on
/// them, since no table is walked in the order of hashes; `shard` is that of hash_of().
class FlowHasher {
public:
    FlowHasher();

    [[nodiscard]] FlowHash operator()(const FlowKey& key) const {
        return {.value = flow_hash::value_of(key, flow_hash::pair_of(key, words_), words_),
                .shard = flow_hash::shard_of(flow_hash::pair_of(key, flow_hash::word))};
    }

private:
    flow_hash::Words words_;
};

}  // namespace cordon
