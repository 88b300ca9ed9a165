#include "sim/policy/file/set_builder.hh"

#include <algorithm>
#include <utility>

#include "sim/policy/file/byte_text.hh"
#include "sim/policy/file/cidr_text.hh"
#include "sim/policy/file/domain_pattern.hh"
#include "sim/policy/file/quantity.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::string_view blanks = " \t\r";

Set empty_set(SetKind kind) {
    switch (kind) {
        case SetKind::domains:
            return DomainSet{};
        case SetKind::cidrs:
        case SetKind::pool:
            return CidrSet{};
        case SetKind::ports:
            return IntegerSet{};
        case SetKind::strings:
        case SetKind::bytes:
            return TextSet{};
    }
    return DomainSet{};
}

/// A line without its comment and the blanks around it, and where it begins. `#` begins a comment
/// at the start of a line or after a blank, as in YAML.
std::pair<std::string_view, std::size_t> member_of(std::string_view line) {
    for (std::size_t at = line.find('#'); at != line.npos; at = line.find('#', at + 1)) {
        if (at > 0 && blanks.find(line[at - 1]) == blanks.npos) continue;
        line = line.substr(0, at);
        break;
    }
    const std::size_t first = line.find_first_not_of(blanks);
    if (first == line.npos) return {{}, 0};
    const std::size_t last = line.find_last_not_of(blanks);
    return {line.substr(first, last - first + 1), first};
}

}  // namespace

SetBuilder::SetBuilder(SetKind kind, Findings& findings)
    : kind_(kind), findings_(&findings), set_(empty_set(kind)) {}

void SetBuilder::add(std::string_view member, SourcePlace at) {
    has_members_ = true;
    switch (kind_) {
        case SetKind::domains:
            return add_domain(member, at);
        case SetKind::cidrs:
        case SetKind::pool:
            return add_cidr(member, at);
        case SetKind::ports:
            return add_ports(member, at);
        case SetKind::bytes:
            return add_bytes(member, at);
        case SetKind::strings:
            break;
    }
    if (member.empty()) return findings_->error(at, "an empty text is no member");
    std::get<TextSet>(set_).add(std::string(member));
}

void SetBuilder::add_lines(const Source& list) {
    for (std::size_t number = 0; number < list.line_count(); ++number) {
        const auto [member, column] = member_of(list.line(number));
        if (!member.empty()) add(member, {&list, list.line_start(number) + column});
    }
}

void SetBuilder::add_domain(std::string_view member, SourcePlace at) {
    if (const auto why = pattern_error(member)) {
        return findings_->error(at, in_quotes(member) + ' ' + *why);
    }
    if (const auto why = fits_no_host(member)) {
        findings_->warn(at, in_quotes(member) + ' ' + *why);
    }
    std::get<DomainSet>(set_).add(member);
}

void SetBuilder::add_cidr(std::string_view member, SourcePlace at) {
    const auto block = read_cidr(member);
    if (!block) return findings_->error(at, block.error());
    std::get<CidrSet>(set_).add(*block);
}

void SetBuilder::add_ports(std::string_view member, SourcePlace at) {
    const std::size_t dash = std::min(member.find('-'), member.size());
    const auto first = port(member.substr(0, dash), at);
    const auto last = dash == member.size() ? first : port(member.substr(dash + 1), at);
    if (!first || !last) return;
    if (*first > *last) return findings_->error(at, in_quotes(member) + " runs backwards");
    std::get<IntegerSet>(set_).add(IntegerSet::Range{.first = *first, .last = *last});
}

std::optional<std::int64_t> SetBuilder::port(std::string_view text, SourcePlace at) {
    const auto value = parse_quantity(text, Quantity::count);
    if (value && *value <= 65535) return *value;
    findings_->error(
        at, value ? in_quotes(text) + " is no port; the greatest is 65535" : value.error());
    return std::nullopt;
}

void SetBuilder::add_bytes(std::string_view member, SourcePlace at) {
    auto bytes = parse_bytes(member);
    if (!bytes) return findings_->error(at, in_quotes(member) + " is not bytes such as 57:41:02");
    std::get<TextSet>(set_).add(std::move(*bytes));
}

Set SetBuilder::take() {
    if (auto* blocks = std::get_if<CidrSet>(&set_)) blocks->seal();
    if (auto* numbers = std::get_if<IntegerSet>(&set_)) numbers->seal();
    return std::move(set_);
}

}  // namespace cordon
