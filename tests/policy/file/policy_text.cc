#include "tests/policy/file/policy_text.hh"

#include <gtest/gtest.h>

#include <utility>

namespace cordon {
namespace {

Lines as_text(const std::vector<Diagnostic>& diagnostics) {
    Lines lines;
    for (const Diagnostic& diagnostic : diagnostics) lines.push_back(to_text(diagnostic));
    return lines;
}

auto parse(const std::string& text, const FilesInMemory& files, const Overrides& overrides) {
    const MemoryFiles reader{files};
    return parse_policy(text, "p.yaml", reader, overrides);
}

std::string_view text_of(CompareOp op) {
    switch (op) {
        case CompareOp::present:
            return "";
        case CompareOp::equal:
            return " == ";
        case CompareOp::less:
            return " < ";
        case CompareOp::less_equal:
            return " <= ";
        case CompareOp::greater:
            return " > ";
        case CompareOp::greater_equal:
            return " >= ";
        case CompareOp::in:
            return " in ";
        case CompareOp::contains:
            return " contains ";
        case CompareOp::matches:
            return " matches ";
    }
    return "";
}

std::string text_of(const Operand& operand) {
    if (const auto* number = std::get_if<std::int64_t>(&operand)) return std::to_string(*number);
    if (const auto* block = std::get_if<Cidr>(&operand)) return to_text(*block);
    if (const auto* text = std::get_if<std::string>(&operand)) return '"' + *text + '"';
    if (std::holds_alternative<SetId>(operand)) return "SET";
    return std::holds_alternative<PatternId>(operand) ? "PATTERN" : "";
}

std::string text_of(const Expression& expression) {
    if (expression.kind == Expression::Kind::comparison) {
        const Comparison& comparison = expression.comparison;
        std::string text(info_of(comparison.field).name);
        if (comparison.window.count() > 0) {
            text += '(' + std::to_string(comparison.window.count()) + ')';
        }
        return text + std::string(text_of(comparison.op)) + text_of(comparison.operand);
    }
    if (expression.kind == Expression::Kind::negation) {
        return "not " + text_of(expression.parts.front());
    }
    std::string text;
    for (const Expression& part : expression.parts) {
        if (!text.empty()) text += expression.kind == Expression::Kind::all ? " and " : " or ";
        text += text_of(part);
    }
    return '(' + text + ')';
}

}  // namespace

Lines errors_in(const std::string& text, const FilesInMemory& files, const Overrides& overrides) {
    const auto loaded = parse(text, files, overrides);
    return loaded ? Lines{} : as_text(loaded.error());
}

Lines warnings_in(const std::string& text, const FilesInMemory& files) {
    const auto loaded = parse(text, files, {});
    if (loaded) return as_text(loaded->warnings);
    ADD_FAILURE() << to_text(loaded.error().front());
    return {};
}

Policy policy_of(const std::string& text, const FilesInMemory& files, const Overrides& overrides) {
    auto loaded = parse(text, files, overrides);
    if (loaded) return std::move(loaded->policy);
    for (const Diagnostic& error : loaded.error()) ADD_FAILURE() << to_text(error);
    return {};
}

std::string rule_with(std::initializer_list<std::string_view> lines) {
    std::string text =
        "policy: p\n"
        "zone: \"+08:00\"\n"
        "let: { names: { domains: [a.com, '*.b.com'] }, blocks: { cidrs: [10.0.0.0/8] },\n"
        "  web: { ports: [80, 8000-8100] }, words: { strings: [abc] }, raw: { bytes: [57:41] },\n"
        "  moving: { pool: $blocks, covers: 70%, rotate: 12 h },\n"
        "  beijing: { place: [10.1.0.0/16] } }\n"
        "phases:\n"
        "  july: { from: 2017-07-15, to: 2017-08-01 }\n"
        "  august: { from: 2017-08-01, to: 2017-09-01 }\n"
        "rules:\n"
        "  - rule: r\n";
    for (const std::string_view line : lines) text += "    " + std::string(line) + "\n";
    return text + "    source: a test\n";
}

Rule rule_of(std::initializer_list<std::string_view> lines) {
    Policy policy = policy_of(rule_with(lines));
    if (policy.rules.empty()) return {};
    return std::move(policy.rules.front());
}

Lines condition_errors(const std::string& condition) {
    constexpr std::string_view prefix = "p.yaml:12:";
    constexpr int start = 11;  // `when: |` would move it; conditions here stand on one line
    Lines lines;
    for (const std::string& line : errors_in(rule_with({"when: " + condition, "then: drop"}))) {
        EXPECT_TRUE(line.starts_with(prefix)) << line;
        const std::size_t colon = line.find(':', prefix.size());
        const int column = std::stoi(line.substr(prefix.size(), colon - prefix.size()));
        lines.push_back(std::to_string(column - start + 1) + line.substr(colon));
    }
    return lines;
}

std::string understood(const std::string& condition) {
    const Rule rule = rule_of({"when: " + condition, "then: drop"});
    return rule.when ? text_of(*rule.when) : "";
}

}  // namespace cordon
