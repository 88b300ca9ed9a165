#include <array>

#include "sim/policy/file/cidr_text.hh"
#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 2> place_keys{"operators", "about"};
constexpr std::array<std::string_view, 9> operator_keys{
    "inside", "outside", "access", "path", "phones", "vpn", "tcp", "source", "assumed"};
constexpr std::int64_t most_phones = 100'000;
constexpr std::int64_t most_share = 1'000'000;

bool overlap(const Cidr& a, const Cidr& b) {
    return a.first <= b.last() && b.first <= a.last();
}

/// How many addresses a block has, as far as it matters.
std::uint64_t size_of(const Cidr& block) {
    const unsigned bits = 128U - block.prefix;
    return bits >= 40 ? std::uint64_t{1} << 40U : std::uint64_t{1} << bits;
}

void read_block(const YamlNode& node, Operator& out, const std::string& whose,
                ScenarioDraft& draft) {
    const YamlNode* inside = node.find("inside");
    const YamlNode* outside = node.find("outside");
    if ((inside == nullptr) == (outside == nullptr)) {
        draft.findings.error(node.at, whose +
                                          " has one block of addresses: 'inside' of the wall, or "
                                          "'outside' of it (roaming, another country)");
        return;
    }
    const YamlNode& block = inside != nullptr ? *inside : *outside;
    out.inside = inside != nullptr;
    const std::string* text = read_text(block, "a block of addresses", draft.findings);
    if (text == nullptr) return;
    const auto read = read_cidr(*text);
    if (!read) return draft.findings.error(block.at, read.error());
    out.block = *read;
    if (!out.block.first.is_v4()) {
        draft.findings.error(block.at, "phones have IPv4 addresses in this version");
    }
    for (const ScenarioDraft::Block& other : draft.blocks) {
        if (!overlap(other.block, out.block)) continue;
        draft.findings.error(block.at, "the addresses of " + whose + " overlap those of " +
                                           other.whose + " (" +
                                           other.at.source->where_line(other.at.offset) + ")");
    }
    draft.blocks.push_back({.block = out.block, .whose = whose, .at = block.at});
}

void read_phones(const YamlNode& node, Operator& out, const std::string& whose,
                 ScenarioDraft& draft) {
    const YamlNode* phones = node.find("phones");
    if (phones == nullptr) {
        draft.findings.error(node.at, whose + " lacks 'phones': how many there are");
        return;
    }
    const auto count = read_positive(*phones, Quantity::count, "'phones'", draft.findings);
    if (!count) return;
    // The first and the last address of a block are left alone, as in a subnet.
    if (*count > most_phones) {
        draft.findings.error(phones->at, "an operator has at most 100,000 phones");
    } else if (out.block.prefix < 128 &&
               static_cast<std::uint64_t>(*count) + 2 > size_of(out.block)) {
        draft.findings.error(phones->at, "there are fewer addresses in " + to_text(out.block) +
                                             " than " + whose + " has phones");
    }
    out.phones = static_cast<std::uint32_t>(*count);
}

void read_vpn(const YamlNode& node, Operator& out, ScenarioDraft& draft) {
    const YamlNode* vpn = node.find("vpn");
    if (vpn == nullptr) return;
    const auto share = read_quantity(*vpn, Quantity::share, "'vpn'", draft.findings);
    if (share && *share > most_share) {
        draft.findings.error(vpn->at, "'vpn' is the share of the phones, at most 100%");
    } else if (share) {
        out.vpn = Share{static_cast<std::uint32_t>(*share)};
    }
}

void read_tcp(const YamlNode& node, Operator& out, ScenarioDraft& draft) {
    const YamlNode* tcp = node.find("tcp");
    if (tcp == nullptr) return;
    constexpr std::array<std::string_view, 3> words{"android", "android-2017", "ios"};
    constexpr std::array systems{PhoneTcp::android, PhoneTcp::android_2017, PhoneTcp::ios};
    if (const auto choice = read_choice(*tcp, "'tcp'", words, draft.findings)) {
        out.tcp = systems[*choice];
    }
}

std::optional<Operator> read_operator(const YamlEntry& entry, const std::string& place,
                                      ScenarioDraft& draft) {
    const std::string* name = read_name(entry.key, "the name of an operator", draft.findings);
    const std::string whose =
        in_quotes((place.empty() ? "" : place + '/') + (name == nullptr ? "?" : *name));
    static_cast<void>(expect_map(entry.value, "an operator", operator_keys, draft.findings));
    if (!entry.value.is_map() || name == nullptr) return std::nullopt;
    Operator out;
    out.name = *name;
    read_block(entry.value, out, whose, draft);
    const auto read_way = [&](const char* key, const char* section, const auto& known) {
        const YamlNode* way = entry.value.find(key);
        const std::string what = "'" + std::string(key) + "'";
        if (way != nullptr) return read_reference(*way, what, known, draft.findings).value_or(0);
        draft.findings.error(entry.value.at,
                             whose + " lacks " + what + ": a way of '" + section + "'");
        return std::size_t{0};
    };
    out.access = read_way("access", "access", draft.access);
    out.path = read_way("path", "paths", draft.paths);
    read_phones(entry.value, out, whose, draft);
    read_vpn(entry.value, out, draft);
    read_tcp(entry.value, out, draft);
    return out;
}

void read_place(const YamlEntry& entry, ScenarioDraft& draft) {
    const std::string* name = read_name(entry.key, "the name of a place", draft.findings);
    static_cast<void>(expect_map(entry.value, "a place", place_keys, draft.findings));
    if (!entry.value.is_map() || name == nullptr) return;
    ScenarioPlace place;
    place.name = *name;
    const YamlNode* operators = entry.value.find("operators");
    if (operators == nullptr || !operators->is_map() || operators->entries.empty()) {
        draft.findings.error(operators == nullptr ? entry.value.at : operators->at,
                             "place " + in_quotes(*name) +
                                 " has 'operators': a map of names, each with {inside: BLOCK, "
                                 "access: WAY, path: WAY, phones: N}");
        return;
    }
    for (const YamlEntry& each : operators->entries) {
        if (auto read = read_operator(each, *name, draft)) {
            place.operators.push_back(std::move(*read));
        }
    }
    draft.scenario.places.push_back(std::move(place));
}

}  // namespace

void read_places(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* places = root.find("places");
    if (places == nullptr || (places->is_map() && places->entries.empty()) ||
        places->kind == YamlNode::Kind::empty) {
        draft.findings.error(places == nullptr ? root.at : places->at,
                             "a case names no place: 'places' says where phones are");
        return;
    }
    if (!places->is_map()) {
        draft.findings.error(places->at,
                             "'places' is a map of names, each with 'operators'; this "
                             "is " +
                                 std::string(kind_name(*places)));
        return;
    }
    for (const YamlEntry& entry : places->entries) read_place(entry, draft);
}

}  // namespace cordon
