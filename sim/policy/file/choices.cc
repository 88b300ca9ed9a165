#include "sim/policy/file/choices.hh"

#include <algorithm>

#include "sim/classify/facts.hh"
#include "sim/core/ascii.hh"
#include "sim/flow/direction.hh"

namespace cordon {
namespace {

std::vector<Choice> reasons() {
    std::vector<Choice> choices;
    for (const AppWhy why : {AppWhy::signature, AppWhy::name, AppWhy::address, AppWhy::framing}) {
        choices.push_back({.word = to_text(why), .value = static_cast<std::int64_t>(why)});
    }
    return choices;
}

}  // namespace

std::vector<Choice> choices_of(Field field) {
    if (field == Field::direction) {
        return {{"up", static_cast<std::int64_t>(Direction::up)},
                {"down", static_cast<std::int64_t>(Direction::down)}};
    }
    if (field == Field::time_weekday) {
        return {{"mon", 0}, {"tue", 1}, {"wed", 2}, {"thu", 3}, {"fri", 4}, {"sat", 5}, {"sun", 6}};
    }
    if (field == Field::ip_proto) {
        return {{"icmp", 1}, {"tcp", 6}, {"udp", 17}, {"icmpv6", 58}, {"sctp", 132}};
    }
    if (field == Field::dns_qtype) {
        return {{"A", 1},   {"NS", 2},      {"CNAME", 5}, {"SOA", 6},    {"PTR", 12},
                {"MX", 15}, {"TXT", 16},    {"AAAA", 28}, {"SRV", 33},   {"NAPTR", 35},
                {"DS", 43}, {"DNSKEY", 48}, {"SVCB", 64}, {"HTTPS", 65}, {"ANY", 255}};
    }
    if (field == Field::app_why) return reasons();
    return {};
}

std::optional<std::int64_t> find_choice(Field field, std::string_view word) {
    const std::vector<Choice> choices = choices_of(field);
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) {
        return choice.word == word ||
               (field == Field::dns_qtype && to_lower(choice.word) == to_lower(word));
    });
    if (found == choices.end()) return std::nullopt;
    return found->value;
}

}  // namespace cordon
