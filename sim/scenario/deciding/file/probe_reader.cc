#include <array>

#include "sim/policy/file/words.hh"
#include "sim/scenario/deciding/file/deciding_draft.hh"

namespace cordon {
namespace {

using Does = DecidingProbe::Does;

constexpr std::array<std::string_view, 8> keys{"probe", "does",     "to",       "says",
                                               "bytes", "function", "patience", "address"};
constexpr std::array<std::string_view, 5> doings{"connect", "greet", "upload", "download",
                                                 "attempt"};
constexpr std::array<std::string_view, 2> addresses{"resolver", "hosts-file"};
constexpr std::int64_t most_bytes = 100'000'000;
constexpr std::int64_t longest_patience_h = 4;

class ProbeReader {
public:
    ProbeReader(const YamlNode& node, DecidingDraft& draft) : node_(&node), draft_(&draft) {}

    void read() {
        if (!expect_map(*node_, "a probe", keys, draft_->findings)) return;
        if (const YamlNode* name = needed("probe")) {
            const std::string* text = read_text(*name, "'probe'", draft_->findings);
            if (text != nullptr) probe_.name = *text;
        }
        const YamlNode* does = needed("does");
        if (does == nullptr) return;
        const auto which = read_choice(*does, "'does'", doings, draft_->findings);
        if (!which) return;
        probe_.does = static_cast<Does>(*which);
        if (probe_.does == Does::attempt) {
            refuse({"to", "says", "bytes", "address"});
            read_attempt();
        } else {
            refuse({"function", "patience"});
            if (probe_.does == Does::connect) refuse({"says"});
            read_servers();
        }
        draft_->plan.probes.push_back(std::move(probe_));
    }

private:
    const YamlNode* needed(std::string_view key) {
        const YamlNode* node = node_->find(key);
        if (node == nullptr) error("probe", "a probe lacks '" + std::string(key) + "'");
        return node;
    }

    void refuse(std::initializer_list<std::string_view> others) {
        for (const std::string_view key : others) {
            if (node_->find(key) == nullptr) continue;
            error(key, "'" + std::string(key) + "' means nothing to a probe that does '" +
                           std::string(to_text(probe_.does)) + "'");
        }
    }

    void read_attempt() {
        if (const YamlNode* node = needed("function")) {
            const auto attempted = read_attempted(*node, *draft_).value_or(Attempted{});
            probe_.function = attempted.function;
            probe_.visit = attempted.visit;
        }
        const YamlNode* node = node_->find("patience");
        if (node == nullptr) return;
        const auto ns = read_positive(*node, Quantity::duration, "'patience'", draft_->findings);
        if (!ns) return;
        probe_.patience = Duration{*ns};
        if (*probe_.patience > std::chrono::hours{longest_patience_h}) {
            error("patience", "nobody waits longer than 4 h");
        }
    }

    void read_servers() {
        read_role();
        if (const YamlNode* node = node_->find("says")) {
            const std::string* text = read_text(*node, "'says'", draft_->findings);
            if (text != nullptr) probe_.says = *text;
        }
        if (probe_.does == Does::upload) {
            if (const YamlNode* node = needed("bytes")) read_bytes(*node);
        } else {
            refuse({"bytes"});
        }
        if (const YamlNode* node = node_->find("address")) {
            const auto way = read_choice(*node, "'address'", addresses, draft_->findings);
            probe_.by_hosts_file = way == std::optional<std::size_t>(1);
        }
    }

    void read_role() {
        const YamlNode* node = needed("to");
        if (node == nullptr) return;
        std::vector<std::string_view> roles;
        for (std::size_t i = 0; i < server_roles; ++i) {
            const auto role = static_cast<ServerRole>(i);
            if (draft_->scenario.pool(role)) roles.push_back(to_text(role));
            if (node->text == to_text(role)) probe_.to = role;
        }
        const auto choice =
            read_choice(*node, "'to' (servers of the scenario)", roles, draft_->findings);
        if (!choice || probe_.does == Does::connect) return;
        const ServerPool& pool = *draft_->scenario.pool(probe_.to);
        if (pool.names.empty() && node_->find("says") == nullptr) {
            error("to", "these servers have no name; give one for the hello under 'says'");
        }
    }

    void read_bytes(const YamlNode& node) {
        const auto bytes = read_positive(node, Quantity::size, "'bytes'", draft_->findings);
        if (!bytes) return;
        probe_.bytes = static_cast<std::uint64_t>(*bytes);
        if (*bytes > most_bytes) error("bytes", "a probe uploads at most 100 MB");
    }

    void error(std::string_view key, std::string what) {
        const YamlNode* at = node_->find(key);
        draft_->findings.error(at == nullptr ? node_->at : at->at, std::move(what));
    }

    const YamlNode* node_;
    DecidingDraft* draft_;
    DecidingProbe probe_;
};

}  // namespace

std::vector<std::string_view> probe_keys() {
    return {keys.begin(), keys.end()};
}

std::vector<std::string_view> does_words() {
    return {doings.begin(), doings.end()};
}

std::optional<Attempted> read_attempted(const YamlNode& node, DecidingDraft& draft) {
    const std::string* text = read_text(node, "a function", draft.findings);
    if (text == nullptr) return std::nullopt;
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < draft.scenario.visits.size(); ++i) {
        names.emplace_back(draft.scenario.visits[i].name);
        if (names.back() != *text) continue;
        return Attempted{.function = Function::visit, .visit = static_cast<std::uint16_t>(i)};
    }
    const auto function = function_named(*text);
    for (const Function each : all_functions()) names.push_back(to_text(each));
    if (!function) {
        draft.findings.error(node.at, "no function is called " + in_quotes(*text) +
                                          did_you_mean_or_list(*text, names));
        return std::nullopt;
    }
    for (const ServerRole role : roles_of(*function)) {
        if (draft.scenario.pool(role)) continue;
        draft.findings.error(node.at, "no server of the scenario answers " + in_quotes(*text));
        return std::nullopt;
    }
    return Attempted{.function = *function};
}

void read_probe(const YamlNode& node, DecidingDraft& draft) {
    ProbeReader(node, draft).read();
}

}  // namespace cordon
