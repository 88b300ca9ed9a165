#pragma once

#include <cstdint>

#include "sim/flow/flow_key.hh"

namespace cordon {

/// Hashes keys for tables, with words that depend on a number: who does not know it cannot write a
/// capture whose flows all meet in one slot. Nothing that is told depends on it, since no table is
/// walked in the order of hashes; `shard` is that of hash_of().
class FlowHasher {
public:
    explicit FlowHasher(std::uint64_t key);

    [[nodiscard]] FlowHash operator()(const FlowKey& key) const {
        return {.value = flow_hash::value_of(key, flow_hash::pair_of(key, words_), words_),
                .shard = flow_hash::shard_of(flow_hash::pair_of(key, flow_hash::word))};
    }

private:
    flow_hash::Words words_;
};

}  // namespace cordon
