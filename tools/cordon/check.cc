#include <fmt/core.h>

#include <filesystem>
#include <optional>

#include "sim/policy/field.hh"
#include "sim/policy/file/load.hh"
#include "sim/report/safe_text.hh"
#include "sim/report/table.hh"
#include "sim/scenario/candidate/file/load_candidate.hh"
#include "sim/scenario/deciding/file/load_deciding.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/observations/file/load_observations.hh"
#include "tools/cordon/arguments.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/diagnostics.hh"
#include "tools/cordon/ready_walls.hh"

namespace cordon {
namespace {

std::string_view type_text(FieldType type) {
    switch (type) {
        case FieldType::integer:
            return "number";
        case FieldType::size:
            return "size";
        case FieldType::duration:
            return "duration";
        case FieldType::rate:
            return "rate";
        case FieldType::decimal:
            return "decimal";
        case FieldType::share:
            return "share";
        case FieldType::address:
            return "address";
        case FieldType::name:
            return "name";
        case FieldType::text:
            return "text";
        case FieldType::bytes:
            return "bytes";
        case FieldType::boolean:
            return "yes or no";
        case FieldType::app:
            return "application";
        case FieldType::choice:
            return "word";
    }
    return "";
}

void print_fields() {
    TextTable table({"field", "type", "meaning"}, 3);
    for (const FieldInfo& field : all_fields()) {
        std::string name(field.name);
        if (field.level == FieldLevel::window) name += "(WINDOW)";
        table.add(
            {std::move(name), std::string(type_text(field.type)), std::string(field.meaning)});
    }
    StandardOutput().write(table.text(""));
}

void print_findings(const std::vector<Diagnostic>& findings) {
    fmt::print("{}", lines_of(findings));
}

/// What is wrong with a candidate beyond its policy. Its rows lie above the folder of candidates.
std::vector<Diagnostic> complaints_about(const std::string& candidate) {
    const std::string reports = path_beside(candidate, "../observations.yaml");
    std::error_code error;
    std::optional<LoadedObservations> rows;
    if (std::filesystem::exists(reports, error)) {
        auto read = load_observations(reports);
        if (!read) return read.error();
        rows = std::move(*read);
    }
    const auto loaded = load_candidate(candidate, rows ? &rows->observations : nullptr);
    return loaded ? std::vector<Diagnostic>() : loaded.error();
}

ExitStatus check_reports(const std::string& file) {
    const auto loaded = load_observations(file);
    if (!loaded) {
        print_findings(loaded.error());
        return ExitStatus::unusable;
    }
    fmt::print("{}: good: {} rows from {} sources\n", safe_text(file),
               loaded->observations.rows.size(), loaded->sources.entries.size());
    return ExitStatus::done;
}

/// The scenario and the reports lie beside it.
ExitStatus check_probes(const std::string& file) {
    const auto scenario = load_scenario(path_beside(file, "scenario.yaml"));
    if (!scenario) print_findings(scenario.error());
    const auto rows = load_observations(path_beside(file, "observations.yaml"));
    if (!rows) print_findings(rows.error());
    if (!scenario || !rows) return ExitStatus::unusable;
    const auto plan = load_deciding(file, scenario->scenario, rows->observations);
    if (!plan) {
        print_findings(plan.error());
        return ExitStatus::unusable;
    }
    fmt::print("{}: good: {} probes\n", safe_text(file), plan->probes.size());
    return ExitStatus::done;
}

ExitStatus check_one(const std::string& file_or_name, const std::vector<std::string>& settings) {
    if (is_deciding(file_or_name)) return check_probes(file_or_name);
    if (is_observations(file_or_name)) return check_reports(file_or_name);
    const Result<std::string> file = find_policy(file_or_name);
    if (!file) return give_up(file.error());
    if (is_candidate(*file)) {
        const std::vector<Diagnostic> complaints = complaints_about(*file);
        print_findings(complaints);
        if (!complaints.empty()) return ExitStatus::unusable;
    }
    const auto loaded = load_policy(*file, settings);
    if (!loaded) {
        print_findings(loaded.error());
        return ExitStatus::unusable;
    }
    print_findings(loaded->warnings);
    const std::size_t rules = loaded->policy.rules.size();
    fmt::print("{}: {}: {} rule{}\n", safe_text(*file),
               loaded->warnings.empty() ? "good" : "can be used", rules, rules == 1 ? "" : "s");
    return ExitStatus::done;
}

}  // namespace

ExitStatus run_check(const Words& words) {
    const Usage usage{
        .command = "check",
        .synopsis =
            "cordon check POLICY... [--set RULE.SETTING=VALUE]\n"
            "       cordon check --fields",
        .about =
            "Checks policies and says all that is wrong with them, each with its "
            "place, and what is\nprobably not meant. A candidate of a case (a policy with dials) "
            "must besides give a source for\neach of its numbers, or make it a dial; the reports "
            "of "
            "a case (observations.yaml) say no more\nthan their sources, and its deciding probes "
            "(deciding.yaml) are of servers that it has. POLICY is a\nfile or the name of a ready "
            "wall.",
        .examples =
            "  cordon check my-wall.yaml\n  cordon check whatsapp-media-name\n"
            "  cordon check policies/whatsapp-2017/candidates/*.yaml\n"
            "  cordon check policies/whatsapp-2017/observations.yaml\n"
            "  cordon check policies/whatsapp-2017/deciding.yaml\n"
            "  cordon check --fields\n",
        .options = {{"fields", "", "list the fields that conditions may name",
                     Option::Takes::nothing},
                    {"set", "RULE.SETTING=VALUE", "changes a setting first; may be repeated",
                     Option::Takes::words}},
        .positional = "policy"};
    const Result<std::optional<Arguments>> arguments = read_arguments(usage, words);
    if (!arguments) return give_up(arguments.error());
    if (!*arguments) return ExitStatus::done;
    const std::vector<std::string> policies = (*arguments)->words("policy");
    const bool fields = (*arguments)->has("fields");
    if (fields) print_fields();
    if (policies.empty() && !fields) {
        complain("no policy is named; see `cordon check --help`");
        return ExitStatus::unusable;
    }
    ExitStatus worst = ExitStatus::done;
    for (const std::string& policy : policies) {
        const ExitStatus status = check_one(policy, (*arguments)->words("set"));
        if (status != ExitStatus::done) worst = status;
    }
    return worst;
}

}  // namespace cordon
