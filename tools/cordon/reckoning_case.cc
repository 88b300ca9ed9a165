#include "tools/cordon/reckoning_case.hh"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "sim/capture/digest.hh"
#include "sim/scenario/candidate/file/load_candidate.hh"
#include "sim/scenario/deciding/file/load_deciding.hh"
#include "sim/scenario/observations/file/load_observations.hh"
#include "tools/cordon/diagnostics.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

/// The method asks for 100 tries a cell; with 200 the standard error of a share is at most 3.5%.
constexpr CrossingPlayer::Size full_size{.days = 18, .fewest = 200};
constexpr CrossingPlayer::Size small_size{.days = 3, .fewest = 30};

/// Adds a text with its length before it, so that none runs into the next.
void add(std::string& all, std::string_view text) {
    all += std::to_string(text.size()) + ':';
    all += text;
}

constexpr std::string_view no_reckoning = "the case cannot be reckoned";

std::string observations_beside(const std::string& scenario_file) {
    return path_beside(scenario_file, "observations.yaml");
}
std::string deciding_beside(const std::string& scenario_file) {
    return path_beside(scenario_file, "deciding.yaml");
}

/// Other code may come to other tables, whatever its version is called.
const std::string& fingerprint_of_program() {
    static const std::string fingerprint = [] {
        std::FILE* file = std::fopen("/proc/self/exe", "rb");
        if (file == nullptr) return std::string();
        Digest digest(Digest::Sha256::no);
        std::string buffer(std::size_t{1} << 16U, '\0');
        while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file)) {
            digest.update(as_bytes(std::string_view(buffer).substr(0, count)));
        }
        std::fclose(file);
        return digest.xxh3_128();
    }();
    return fingerprint;
}

std::uint32_t days_of_shortest(const std::vector<Wave>& waves, std::uint32_t most) {
    std::int64_t days = most;
    for (const Wave& wave : waves) {
        days = std::min<std::int64_t>(days, (wave.to - wave.from) / std::chrono::hours{24});
    }
    return static_cast<std::uint32_t>(std::max<std::int64_t>(1, days));
}

}  // namespace

bool has_reports(const std::string& scenario_file) {
    std::error_code error;
    return std::filesystem::exists(observations_beside(scenario_file), error);
}

std::vector<std::string> files_of_reports(const std::string& scenario_file) {
    return {observations_beside(scenario_file), deciding_beside(scenario_file)};
}

std::optional<ReckoningCase> load_reckoning_case(const std::string& scenario_file,
                                                 const Scenario& scenario,
                                                 const std::vector<std::string>& candidate_files) {
    auto rows = load_observations(observations_beside(scenario_file));
    if (!rows) return refuse(rows.error(), no_reckoning);
    ReckoningCase all;
    all.observations = std::move(rows->observations);
    all.reports = reports_of(all.observations);
    all.scenario_text = DiskFiles().read(scenario_file).value_or("");
    std::vector<Diagnostic> errors;
    for (const std::string& path : candidate_files) {
        auto loaded = load_candidate(path, &all.observations);
        if (!loaded) {
            errors.insert(errors.end(), loaded.error().begin(), loaded.error().end());
            continue;
        }
        std::string& texts = all.made_of.emplace_back();
        for (const auto& [name, content] : loaded->candidate.texts) {
            add(texts, std::filesystem::path(name).filename().string());
            add(texts, content);
        }
        all.candidates.push_back(std::move(loaded->candidate));
        all.policies.push_back(std::move(loaded->policy));
    }
    const std::string deciding = deciding_beside(scenario_file);
    std::error_code error;
    if (std::filesystem::exists(deciding, error)) {
        auto plan = load_deciding(deciding, scenario, all.observations);
        if (plan) {
            all.deciding = std::move(*plan);
        } else {
            errors.insert(errors.end(), plan.error().begin(), plan.error().end());
        }
    }
    if (!errors.empty()) return refuse(errors, no_reckoning);
    return all;
}

Result<CrossingPlayer::Size> size_for(TableSize size, const Scenario& scenario,
                                      const ReckoningCase& reports) {
    const std::vector<std::string>& probes = reports.reports.probes;
    if (probes.empty()) return fail("observations.yaml has no row that could be scored");
    CrossingPlayer::Size chosen = size == TableSize::small ? small_size : full_size;
    chosen.days = days_of_shortest(reports.observations.waves, chosen.days);
    if (const auto why = CrossingPlayer(scenario, chosen).cannot_play(probes)) {
        return fail("the reports cannot be played: " + *why);
    }
    return chosen;
}

std::string table_ingredients(const ReckoningCase& reports, const Scenario& scenario,
                              const CrossingPlayer::Size& size, const std::string& policies) {
    std::string all;
    add(all, version);
    add(all, fingerprint_of_program());
    add(all, fmt::format("seed {}, {} days, {} tries", scenario.seed, size.days, size.fewest));
    add(all, fmt::format("room {} {} {} {} {}", scenario.room.flows, scenario.room.head_bytes,
                         scenario.room.residuals, scenario.room.held_bytes, scenario.room.buckets));
    for (const Wave& wave : reports.observations.waves) {
        add(all, wave.name);
        add(all, readable_time(wave.from) + " to " + readable_time(wave.to));
    }
    add(all, reports.scenario_text);
    add(all, policies);
    return all;
}

}  // namespace cordon
