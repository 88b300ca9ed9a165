// Reads laws of time: how late a wall acts, how late a list finds an address.

#include <algorithm>
#include <array>

#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::uint32_t whole = 1'000'000;

/// `p50`, `p99.9`: a share in millionths.
std::optional<std::uint32_t> parse_point(std::string_view key) {
    if (key.size() < 2 || key.front() != 'p') return std::nullopt;
    const auto share = parse_quantity(std::string(key.substr(1)) + '%', Quantity::share);
    if (!share || *share > whole) return std::nullopt;
    return static_cast<std::uint32_t>(*share);
}

std::optional<Law> read_uniform(const YamlNode& node, std::string_view what, Findings& findings) {
    constexpr std::array<std::string_view, 2> keys{"by", "jitter"};
    if (!expect_map(node, what, keys, findings)) return std::nullopt;
    UniformLaw law;
    const YamlNode* by = node.find("by");
    const YamlNode* jitter = node.find("jitter");
    if (by == nullptr) {
        findings.error(node.at, std::string(what) + " lacks 'by', its middle");
        return std::nullopt;
    }
    const auto middle = read_quantity(*by, Quantity::duration, "'by'", findings);
    const auto spread = jitter == nullptr
                            ? std::optional<std::int64_t>(0)
                            : read_quantity(*jitter, Quantity::duration, "'jitter'", findings);
    if (!middle || !spread || !expect_law(*middle, *spread, jitter, findings)) return std::nullopt;
    law.by = Duration{*middle};
    law.jitter = Duration{*spread};
    return law;
}

std::optional<Law> read_quantiles(const YamlNode& node, std::string_view what, Findings& findings) {
    QuantileLaw law;
    const std::size_t errors = findings.errors();
    for (const YamlEntry& entry : node.entries) {
        const auto share = parse_point(entry.key.text);
        if (!share) {
            findings.error(entry.key.at, std::string(what) + " has no point " +
                                             in_quotes(entry.key.text) +
                                             "; points are written p50, p90, p99.9");
            continue;
        }
        const auto time = read_positive(entry.value, Quantity::duration, entry.key.text, findings);
        if (!time) continue;
        const bool rises = law.points.empty() || (law.points.back().first < *share &&
                                                  law.points.back().second <= Duration{*time});
        if (!rises) {
            findings.error(entry.key.at, "the points of " + std::string(what) +
                                             " rise, in share and in time; " +
                                             in_quotes(entry.key.text) + " does not");
            continue;
        }
        law.points.emplace_back(*share, Duration{*time});
    }
    if (findings.errors() > errors) return std::nullopt;
    if (law.points.size() < 2) {
        findings.error(
            node.at, std::string(what) + " has two points or more, or is one time such as 100 ms");
        return std::nullopt;
    }
    return law;
}

}  // namespace

bool expect_law(std::int64_t by, std::int64_t jitter, const YamlNode* node, Findings& findings) {
    if (node == nullptr || jitter <= by) return true;
    findings.error(node->at,
                   "'jitter' is at most 'by': it goes both ways, and no time is less than none");
    return false;
}

std::optional<Law> read_law(const YamlNode& node, std::string_view what, Findings& findings) {
    if (node.is_text()) {
        const auto time = read_quantity(node, Quantity::duration, what, findings);
        if (!time) return std::nullopt;
        return UniformLaw{.by = Duration{*time}, .jitter = {}};
    }
    if (!node.is_map()) {
        findings.error(node.at, std::string(what) +
                                    " is a time such as 100 ms, {by: 1 s, jitter: "
                                    "200 ms}, or points {p50: 110 ms, p90: 189 ms}; this is " +
                                    std::string(kind_name(node)));
        return std::nullopt;
    }
    const bool points =
        std::any_of(node.entries.begin(), node.entries.end(), [](const YamlEntry& entry) {
            return entry.key.text.size() > 1 && entry.key.text.front() == 'p';
        });
    return points ? read_quantiles(node, what, findings) : read_uniform(node, what, findings);
}

}  // namespace cordon
