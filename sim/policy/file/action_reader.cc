#include "sim/policy/file/action_reader.hh"

#include <algorithm>
#include <array>
#include <string>

#include "sim/core/overload.hh"
#include "sim/policy/file/forge_dns_reader.hh"
#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/throttle_reader.hh"
#include "sim/policy/file/words.hh"
#include "sim/policy/verdict_name.hh"

namespace cordon {
namespace {

using Read = std::optional<Verdict> (*)(const YamlNode& settings, Findings& findings);

/// For actions without settings.
template <typename Action>
std::optional<Verdict> read_plain(const YamlNode& settings, Findings& findings) {
    const bool empty =
        settings.kind == YamlNode::Kind::empty || (settings.is_map() && settings.entries.empty());
    if (empty) return Action{};
    findings.error(settings.at, std::string(name_of(Verdict{Action{}})) + " takes no settings");
    return std::nullopt;
}

std::optional<Verdict> read_reset(const YamlNode& settings, Findings& findings) {
    constexpr std::array<std::string_view, 2> keys{"style", "to"};
    constexpr std::array<std::string_view, 3> ends{"both", "client", "server"};
    // The forms of real walls are known by name; only the plain one is made in this version.
    constexpr std::array<std::string_view, 5> styles{"plain", "gfw-1", "gfw-2", "gfw-3", "henan"};
    Reset reset;
    if (settings.kind == YamlNode::Kind::empty) return reset;
    if (!expect_map(settings, "'reset'", keys, findings)) return std::nullopt;
    const std::size_t errors = findings.errors();
    if (const YamlNode* style = settings.find("style")) {
        const auto chosen = read_choice(*style, "'style'", styles, findings);
        if (chosen) reset.style = styles[*chosen];
        if (chosen && *chosen > 0) {
            findings.warn(style->at, "this version makes only plain resets; style " +
                                         in_quotes(reset.style) + " is sent as plain");
        }
    }
    if (const YamlNode* to = settings.find("to")) {
        const auto chosen = read_choice(*to, "'to'", ends, findings);
        if (chosen) reset.to = static_cast<Reset::To>(*chosen);
    }
    if (findings.errors() > errors) return std::nullopt;
    return reset;
}

std::optional<Verdict> read_throttling(const YamlNode& settings, Findings& findings) {
    const auto throttle = read_throttle(settings, findings);
    if (!throttle) return std::nullopt;
    return *throttle;
}

std::optional<Verdict> read_delay(const YamlNode& settings, Findings& findings) {
    constexpr std::array<std::string_view, 2> keys{"by", "jitter"};
    if (!expect_map(settings, "'delay'", keys, findings)) return std::nullopt;
    const YamlNode* by = settings.find("by");
    const YamlNode* jitter = settings.find("jitter");
    if (by == nullptr) {
        findings.error(settings.at, "'delay' lacks 'by', such as 200 ms");
        return std::nullopt;
    }
    const auto middle = read_positive(*by, Quantity::duration, "'by'", findings);
    const auto spread = jitter == nullptr
                            ? std::optional<std::int64_t>(0)
                            : read_quantity(*jitter, Quantity::duration, "'jitter'", findings);
    if (!middle || !spread || !expect_law(*middle, *spread, jitter, findings)) return std::nullopt;
    return Delay{.by = Duration{*middle}, .jitter = Duration{*spread}};
}

std::optional<Verdict> read_lose(const YamlNode& settings, Findings& findings) {
    constexpr std::array<std::string_view, 1> keys{"share"};
    if (!expect_map(settings, "'lose'", keys, findings)) return std::nullopt;
    const YamlNode* share = settings.find("share");
    if (share == nullptr) {
        findings.error(settings.at, "'lose' lacks its 'share', such as 5%");
        return std::nullopt;
    }
    const auto value = read_positive(*share, Quantity::share, "'share'", findings);
    if (!value) return std::nullopt;
    if (*value > 1'000'000) {
        findings.error(share->at, "'share' is at most 100%; this is " + in_quotes(share->text));
        return std::nullopt;
    }
    return Lose{.share = Share{static_cast<std::uint32_t>(*value)}};
}

std::optional<Verdict> read_forging(const YamlNode& settings, Findings& findings) {
    auto forged = read_forge_dns(settings, findings);
    if (!forged) return std::nullopt;
    return std::move(*forged);
}

struct KnownAction {
    std::string_view name;
    Read read;
    std::string_view example;  // of one that needs its settings
};
constexpr std::array actions{
    KnownAction{"pass", read_plain<Pass>, {}},
    KnownAction{"drop", read_plain<Drop>, {}},
    KnownAction{"reset", read_reset, {}},
    KnownAction{"throttle", read_throttling, "{throttle: {rate: 64 kbit/s}}"},
    KnownAction{"delay", read_delay, "{delay: {by: 200 ms}}"},
    KnownAction{"lose", read_lose, "{lose: {share: 5%}}"},
    KnownAction{"forge-dns", read_forging, "{forge-dns: {answers: 192.0.2.1}}"},
    KnownAction{"note", read_plain<Note>, {}},
};

std::optional<Verdict> read_named(const YamlNode& name, const YamlNode& settings,
                                  Findings& findings) {
    const auto known = std::find_if(actions.begin(), actions.end(), [&](const KnownAction& action) {
        return action.name == name.text;
    });
    if (known == actions.end()) {
        const bool later = name.text == "block-page";
        const std::vector<std::string_view> names = action_names();
        findings.error(name.at, later ? in_quotes(name.text) +
                                            " is an action of the language that "
                                            "this version of cordon does not carry out yet"
                                      : "no action is called " + in_quotes(name.text) +
                                            did_you_mean_or_list(name.text, names));
        return std::nullopt;
    }
    if (!known->example.empty() && settings.kind == YamlNode::Kind::empty) {
        findings.error(name.at, in_quotes(name.text) + " needs its settings, as in " +
                                    std::string(known->example));
        return std::nullopt;
    }
    return known->read(settings, findings);
}

/// One member of `then`: a name, or a map of one name and its settings.
std::optional<Verdict> read_action(const YamlNode& node, Findings& findings) {
    if (node.is_text()) return read_named(node, YamlNode{}, findings);
    if (node.is_map() && node.entries.size() == 1) {
        return read_named(node.entries.front().key, node.entries.front().value, findings);
    }
    const bool several = node.is_map() && node.entries.size() > 1;
    findings.error(node.at, several ? "an action stands alone in its map; several are a list, as "
                                      "in [note, {delay: {by: 1 s}}]"
                                    : "an action is one of " + one_of(action_names()) +
                                          "; this is " + std::string(kind_name(node)));
    return std::nullopt;
}

bool ends_a_packet(const Verdict& verdict) {
    return std::holds_alternative<Pass>(verdict) || std::holds_alternative<Drop>(verdict);
}

}  // namespace

std::optional<std::vector<Verdict>> read_actions(const YamlNode& then, Findings& findings) {
    std::vector<Verdict> verdicts;
    const std::size_t errors = findings.errors();
    if (then.is_list() && then.items.empty()) {
        findings.error(then.at, "'then' is an empty list; to let packets pass, write pass");
    }
    const std::size_t count = then.is_list() ? then.items.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        const YamlNode& node = then.is_list() ? then.items[i] : then;
        auto verdict = read_action(node, findings);
        if (!verdict) continue;
        if (!verdicts.empty() && ends_a_packet(verdicts.back())) {
            findings.warn(node.at,
                          "nothing is left to do after " + in_quotes(name_of(verdicts.back())));
        }
        verdicts.push_back(std::move(*verdict));
    }
    if (findings.errors() > errors) return std::nullopt;
    return verdicts;
}

std::vector<std::string_view> action_names() {
    std::vector<std::string_view> names;
    names.reserve(std::size(actions));
    for (const KnownAction& action : actions) names.push_back(action.name);
    return names;
}

}  // namespace cordon
