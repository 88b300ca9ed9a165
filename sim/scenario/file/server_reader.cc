#include <algorithm>
#include <array>

#include "sim/core/well_known_port.hh"
#include "sim/craft/dns_answer.hh"
#include "sim/policy/file/cidr_text.hh"
#include "sim/policy/file/domain_pattern.hh"
#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

constexpr std::array roles{ServerRole::resolver,     ServerRole::chat, ServerRole::media,
                           ServerRole::registration, ServerRole::web,  ServerRole::relays,
                           ServerRole::vpn};
constexpr std::array<std::string_view, 9> pool_keys{"names",         "addresses", "built_in",
                                                    "in_one_answer", "delay",     "port",
                                                    "keep_alive",    "source",    "assumed"};
constexpr std::array<std::string_view, 7> site_keys{"names", "addresses", "inside", "apart",
                                                    "delay", "source",    "assumed"};
constexpr std::size_t most_members = 4096;

bool has_names(ServerRole role) {
    return role != ServerRole::resolver && role != ServerRole::relays && role != ServerRole::vpn;
}

/// `e{1-16}.whatsapp.net`: sixteen names.
struct NumberedName {
    std::string before, after;
    std::uint64_t first = 0, last = 0;
};
std::optional<NumberedName> parse_numbered(const std::string& text) {
    const std::size_t open = text.find('{');
    const std::size_t dash = text.find('-', open == text.npos ? 0 : open);
    const std::size_t close = text.find('}', dash == text.npos ? 0 : dash);
    if (open == text.npos || dash == text.npos || close == text.npos) return std::nullopt;
    const auto first = parse_quantity(text.substr(open + 1, dash - open - 1), Quantity::count);
    const auto last = parse_quantity(text.substr(dash + 1, close - dash - 1), Quantity::count);
    if (!first || !last || *last < *first) return std::nullopt;
    return NumberedName{.before = text.substr(0, open),
                        .after = text.substr(close + 1),
                        .first = static_cast<std::uint64_t>(*first),
                        .last = static_cast<std::uint64_t>(*last)};
}

void add_name(const YamlNode& node, std::string name, ServerPool& pool, ScenarioDraft& draft) {
    std::optional<std::string> wrong = pattern_error(name);
    if (!wrong) wrong = names_no_host(name);
    if (name == ".") wrong = "'.' is the root of all names, and no server's";
    if (wrong) return draft.findings.error(node.at, *wrong);
    if (std::find(pool.names.begin(), pool.names.end(), name) != pool.names.end()) {
        return draft.findings.error(node.at, in_quotes(name) + " stands here twice");
    }
    pool.names.push_back(std::move(name));
}

void read_names(const YamlNode& names, ServerPool& pool, ScenarioDraft& draft) {
    for (const YamlNode* item : read_list(names, "'names'", draft.findings)) {
        if (item->text.find('{') == std::string::npos) {
            add_name(*item, item->text, pool, draft);
            continue;
        }
        const auto numbered = parse_numbered(item->text);
        if (!numbered || numbered->last - numbered->first >= most_members) {
            draft.findings.error(item->at, in_quotes(item->text) +
                                               " is no name with numbers; write "
                                               "\"e{1-16}.example.net\"");
            continue;
        }
        for (std::uint64_t number = numbered->first; number <= numbered->last; ++number) {
            add_name(*item, numbered->before + std::to_string(number) + numbered->after, pool,
                     draft);
        }
    }
}

void add_addresses(const YamlNode& node, std::vector<IpAddress>& into, ScenarioDraft& draft) {
    const auto block = read_cidr(node.text);
    if (!block) return draft.findings.error(node.at, block.error());
    constexpr unsigned least_prefix = 116;  // 4,096 addresses
    if (block->prefix < least_prefix || into.size() >= most_members) {
        return draft.findings.error(node.at, "a pool has at most 4,096 addresses");
    }
    if (!block->first.is_v4()) {
        return draft.findings.error(node.at, "servers have IPv4 addresses in this version");
    }
    for (std::uint32_t at = block->first.v4_host_order();; ++at) {
        into.push_back(IpAddress::v4(at));
        if (at == block->last().v4_host_order()) break;
    }
}

void read_addresses(const YamlNode& node, const std::string& whose, ServerPool& pool,
                    ScenarioDraft& draft) {
    const YamlNode* addresses = node.find("addresses");
    if (addresses == nullptr) {
        draft.findings.error(node.at, whose + " lacks 'addresses'");
        return;
    }
    for (const YamlNode* item : read_list(*addresses, "'addresses'", draft.findings)) {
        const std::size_t before = pool.addresses.size();
        add_addresses(*item, pool.addresses, draft);
        if (pool.addresses.size() == before) continue;
        const Cidr block{.first = pool.addresses[before],
                         .prefix = read_cidr(item->text).value_or(Cidr{}).prefix};
        for (const ScenarioDraft::Block& other : draft.blocks) {
            if (block.first > other.block.last() || other.block.first > block.last()) continue;
            draft.findings.error(item->at, "the addresses of " + whose + " overlap those of " +
                                               other.whose + " (" +
                                               other.at.source->where_line(other.at.offset) + ")");
        }
        draft.blocks.push_back({.block = block, .whose = whose, .at = item->at});
    }
}

void read_built_in(const YamlNode& node, ServerPool& pool, ScenarioDraft& draft) {
    if (node.is_text() && node.text == "all") {
        pool.built_in = pool.addresses;
        return;
    }
    if (node.is_text() && node.text == "none") return;
    for (const YamlNode* item : read_list(node, "'built_in'", draft.findings)) {
        const std::size_t before = pool.built_in.size();
        add_addresses(*item, pool.built_in, draft);
        for (std::size_t at = before; at < pool.built_in.size(); ++at) {
            const auto& all = pool.addresses;
            if (std::find(all.begin(), all.end(), pool.built_in[at]) != all.end()) continue;
            draft.findings.error(
                item->at, in_quotes(item->text) + " is not among the 'addresses' of these servers");
            break;
        }
    }
}

void read_port(const YamlNode& node, ServerRole role, ServerPool& pool, ScenarioDraft& draft) {
    if (role != ServerRole::web) {
        draft.findings.error(node.at, "only web sites have a 'port'; phones know the others");
        return;
    }
    constexpr std::array<std::string_view, 2> words{"443", "80"};
    const auto choice = read_choice(node, "'port'", words, draft.findings);
    if (choice) pool.port = *choice == 0 ? well_known_port::https : well_known_port::http;
}

void read_delay(const YamlNode& node, ServerPool& pool, ScenarioDraft& draft) {
    constexpr Duration most = std::chrono::seconds{10};
    const auto delay = read_quantity(node, Quantity::duration, "'delay'", draft.findings);
    if (!delay) return;
    if (Duration{*delay} > most) {
        draft.findings.error(node.at, "'delay' is at most 10 s");
    } else {
        pool.delay = Duration{*delay};
    }
}

void read_in_one_answer(const YamlNode& node, ServerRole role, ServerPool& pool,
                        ScenarioDraft& draft) {
    if (!has_names(role)) {
        draft.findings.error(node.at, "servers without 'names' are in no answer");
        return;
    }
    constexpr std::int64_t most = most_dns_addresses;
    const auto count = read_positive(node, Quantity::count, "'in_one_answer'", draft.findings);
    if (!count) return;
    if (*count > most) {
        draft.findings.error(node.at, "'in_one_answer' is at most 8 addresses");
    } else {
        pool.in_one_answer = static_cast<std::uint32_t>(*count);
    }
}

void read_keep_alive(const YamlNode& node, ServerRole role, ServerPool& pool,
                     ScenarioDraft& draft) {
    if (role == ServerRole::resolver || role == ServerRole::relays) {
        draft.findings.error(node.at,
                             "only what is reached over TCP, or a VPN, has a 'keep_alive'");
        return;
    }
    const auto silence = read_positive(node, Quantity::duration, "'keep_alive'", draft.findings);
    if (silence) pool.keep_alive = Duration{*silence};
}

ServerPool read_pool(const YamlNode& node, ServerRole role, ScenarioDraft& draft) {
    const std::string whose = "servers/" + std::string(to_text(role));
    ServerPool pool;
    if (const YamlNode* names = node.find("names")) {
        if (has_names(role)) {
            read_names(*names, pool, draft);
        } else {
            draft.findings.error(
                names->at, in_quotes(whose) + " are reached by address: they have no 'names'");
        }
    } else if (has_names(role)) {
        draft.findings.error(node.at, in_quotes(whose) + " lacks 'names'");
    }
    read_addresses(node, in_quotes(whose), pool, draft);
    if (const YamlNode* built_in = node.find("built_in")) read_built_in(*built_in, pool, draft);
    if (const YamlNode* in_one = node.find("in_one_answer")) {
        read_in_one_answer(*in_one, role, pool, draft);
    }
    if (const YamlNode* port = node.find("port")) read_port(*port, role, pool, draft);
    if (const YamlNode* delay = node.find("delay")) read_delay(*delay, pool, draft);
    if (const YamlNode* silence = node.find("keep_alive")) {
        read_keep_alive(*silence, role, pool, draft);
    }
    read_grounds(node, in_quotes(whose), draft);
    return pool;
}

/// No other site has these names: a visit says by a name where it goes.
void check_names(const YamlNode& names, const ServerPool& pool, ScenarioDraft& draft) {
    for (const NamedSite& other : draft.scenario.sites) {
        for (const std::string& name : pool.names) {
            const auto& theirs = other.pool.names;
            if (std::find(theirs.begin(), theirs.end(), name) == theirs.end()) continue;
            draft.findings.error(names.at, in_quotes(name) + " is a name of site " +
                                               in_quotes(other.name) + ", too");
        }
    }
}

void read_site(const YamlEntry& entry, ScenarioDraft& draft) {
    const std::string* name = read_name(entry.key, "the name of a site", draft.findings);
    const YamlNode& node = entry.value;
    static_cast<void>(expect_map(node, "a site", site_keys, draft.findings));
    if (name == nullptr || !node.is_map()) return;
    const std::string whose = in_quotes("sites/" + *name);
    NamedSite site;
    site.name = *name;
    if (const YamlNode* names = node.find("names")) {
        read_names(*names, site.pool, draft);
        check_names(*names, site.pool, draft);
    }
    read_addresses(node, whose, site.pool, draft);
    const auto truth = [&](std::string_view key) {
        const YamlNode* said = node.find(key);
        const std::string what = in_quotes(key);
        return said != nullptr && read_truth(*said, what, draft.findings).value_or(false);
    };
    site.inside = truth("inside");
    site.apart = truth("apart");
    if (const YamlNode* delay = node.find("delay")) read_delay(*delay, site.pool, draft);
    read_grounds(node, whose, draft);
    draft.scenario.sites.push_back(std::move(site));
}

}  // namespace

void read_sites(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* sites = root.find("sites");
    if (sites == nullptr) return;
    if (!sites->is_map()) {
        draft.findings.error(sites->at,
                             "'sites' is a map of names, each with {names: [...], "
                             "addresses: [...]}; this is " +
                                 std::string(kind_name(*sites)));
        return;
    }
    for (const YamlEntry& entry : sites->entries) read_site(entry, draft);
}

void read_servers(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* servers = root.find("servers");
    if (servers == nullptr) {
        draft.findings.error(root.at, "a case lacks 'servers'");
        return;
    }
    std::vector<std::string_view> words;
    words.reserve(roles.size());
    for (const ServerRole role : roles) words.push_back(to_text(role));
    static_cast<void>(expect_map(*servers, "'servers'", words, draft.findings));
    if (!servers->is_map()) return;
    for (const ServerRole role : roles) {
        const YamlNode* node = servers->find(to_text(role));
        if (node == nullptr) continue;
        const std::string what = "servers/" + std::string(to_text(role));
        static_cast<void>(expect_map(*node, in_quotes(what), pool_keys, draft.findings));
        auto& pool = draft.scenario.servers[static_cast<std::size_t>(role)];
        pool = node->is_map() ? read_pool(*node, role, draft) : ServerPool{};
    }
}

}  // namespace cordon
