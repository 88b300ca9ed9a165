#include "sim/scenario/deciding/separation.hh"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <set>

namespace cordon {
namespace {

using Kinds = std::vector<std::string>;

std::map<std::string, std::size_t> counted(const Kinds& kinds) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& kind : kinds) ++counts[kind];
    return counts;
}

/// Whether at most a fifth of what is seen of one is also seen of the other.
bool differ(const Kinds& a, const Kinds& b) {
    if (a.empty() || b.empty()) return false;
    const auto of_a = counted(a), of_b = counted(b);
    std::size_t alike = 0;  // in units of 1 / (size of a * size of b)
    for (const auto& [kind, count] : of_a) {
        const auto found = of_b.find(kind);
        if (found != of_b.end()) alike += std::min(count * b.size(), found->second * a.size());
    }
    return 5 * alike <= a.size() * b.size();
}

std::vector<Pair> told_apart(const KindsSeen& seen) {
    std::vector<Pair> pairs;
    for (std::size_t b = 1; b < seen.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            if (differ(seen[a], seen[b])) pairs.emplace_back(a, b);
        }
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

std::set<Pair> told_by(const std::vector<std::vector<Pair>>& by_probe, std::uint32_t probes) {
    std::set<Pair> pairs;
    for (std::size_t i = 0; i < by_probe.size(); ++i) {
        if ((probes >> i & 1U) != 0) pairs.insert(by_probe[i].begin(), by_probe[i].end());
    }
    return pairs;
}

/// Sets as bits, walked upwards: of sets of one size the one whose last probe comes first.
std::vector<std::size_t> smallest_set(const std::vector<std::vector<Pair>>& by_probe) {
    const std::size_t count = by_probe.size();
    const auto all = static_cast<std::uint32_t>((std::uint64_t{1} << count) - 1);
    const std::size_t wanted = told_by(by_probe, all).size();
    std::uint32_t best = all;
    for (std::uint32_t some = 0; some <= all; ++some) {
        const bool smaller = std::popcount(some) < std::popcount(best);
        if (smaller && told_by(by_probe, some).size() == wanted) best = some;
        if (some == all) break;
    }
    std::vector<std::size_t> probes;
    for (std::size_t i = 0; i < count; ++i) {
        if ((best >> i & 1U) != 0) probes.push_back(i);
    }
    return probes;
}

}  // namespace

Separation separate(const std::vector<KindsSeen>& by_probe) {
    Separation result;
    std::set<Pair> told;
    for (const KindsSeen& seen : by_probe) {
        result.by_probe.push_back(told_apart(seen));
        told.insert(result.by_probe.back().begin(), result.by_probe.back().end());
    }
    result.smallest_set = smallest_set(result.by_probe);
    const std::size_t candidates = by_probe.empty() ? 0 : by_probe.front().size();
    for (std::size_t a = 0; a < candidates; ++a) {
        for (std::size_t b = a + 1; b < candidates; ++b) {
            if (!told.contains({a, b})) result.never.emplace_back(a, b);
        }
    }
    return result;
}

}  // namespace cordon
