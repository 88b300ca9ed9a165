#include "sim/policy/file/forge_dns_reader.hh"

#include <array>
#include <string>

#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 2> keys{"answers", "ttl"};
constexpr std::string_view no_such_name = "nxdomain";
/// As many as fit into a plain answer (craft/dns_answer.hh).
constexpr std::size_t most_answers = 8;
constexpr std::int64_t greatest_ttl = 0x7fffffff;  // seconds; RFC 2181 section 8

void read_answer(const YamlNode& node, ForgeDns& forged, Findings& findings) {
    const auto address = node.is_text() ? parse_ip_address(node.text) : std::nullopt;
    if (address) return forged.answers.push_back(*address);
    findings.error(node.at,
                   "'answers' are addresses, or nxdomain alone; this is " +
                       (node.is_text() ? in_quotes(node.text) : std::string(kind_name(node))));
}

void read_answers(const YamlNode& node, ForgeDns& forged, Findings& findings) {
    if (node.is_text() && node.text == no_such_name) return;
    if (!node.is_list()) return read_answer(node, forged, findings);
    for (const YamlNode& item : node.items) read_answer(item, forged, findings);
    if (node.items.empty()) {
        findings.error(node.at,
                       "'answers' is an empty list; for a name that does not exist, write "
                       "nxdomain");
    }
    if (node.items.size() > most_answers) {
        findings.error(node.items[most_answers].at,
                       "one answer holds at most 8 addresses; this is one too many");
    }
}

void read_ttl(const YamlNode& node, ForgeDns& forged, Findings& findings) {
    const auto ttl = read_quantity(node, Quantity::duration, "'ttl'", findings);
    if (!ttl) return;
    if (*ttl % ns_per_s != 0 || *ttl / ns_per_s > greatest_ttl) {
        findings.error(node.at, "'ttl' is in whole seconds, at most 2147483647 s; " +
                                    in_quotes(node.text) + " is not");
        return;
    }
    forged.ttl_seconds = static_cast<std::uint32_t>(*ttl / ns_per_s);
}

}  // namespace

std::optional<ForgeDns> read_forge_dns(const YamlNode& settings, Findings& findings) {
    const std::size_t errors = findings.errors();
    if (const YamlNode* pool = settings.find("pool")) {
        findings.error(pool->at,
                       "'pool' is a setting of the language that this version of cordon does not "
                       "carry out yet; name the 'answers'");
        return std::nullopt;
    }
    if (!expect_map(settings, "'forge-dns'", keys, findings) && !settings.is_map()) {
        return std::nullopt;
    }
    ForgeDns forged;
    if (const YamlNode* answers = settings.find("answers")) {
        read_answers(*answers, forged, findings);
    } else {
        findings.error(settings.at,
                       "'forge-dns' lacks its 'answers': an address, a list of them, or nxdomain");
    }
    if (const YamlNode* ttl = settings.find("ttl")) read_ttl(*ttl, forged, findings);
    if (findings.errors() > errors) return std::nullopt;
    return forged;
}

}  // namespace cordon
