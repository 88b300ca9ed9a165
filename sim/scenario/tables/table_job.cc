#include "sim/scenario/tables/table_job.hh"

#include <algorithm>
#include <cassert>

#include "sim/capture/digest.hh"
#include "sim/scenario/candidate/table_plan.hh"

namespace cordon {
namespace {

/// Fingerprint of texts, each with its length before it, so that none runs into the next.
class Key {
public:
    Key& add(std::string_view text) {
        const std::string length = std::to_string(text.size()) + ":";
        digest_.update(as_bytes(length));
        digest_.update(as_bytes(text));
        return *this;
    }
    [[nodiscard]] std::string text() const { return digest_.xxh3_128(); }

private:
    Digest digest_{Digest::Sha256::no};
};

Key key_over(const std::string& made_of, const std::vector<std::string>& probes) {
    Key key;
    key.add(made_of);
    for (const std::string& probe : probes) key.add(probe);
    return key;
}

/// The place of the play with these settings among the plays; a new one where there is none.
std::size_t play_for(std::vector<Crossing>& plays, const TableInput& input, const Wave& wave,
                     Settings settings) {
    const auto known = std::find_if(plays.begin(), plays.end(), [&](const Crossing& play) {
        return play.settings == settings;
    });
    const auto at = static_cast<std::size_t>(known - plays.begin());
    if (known == plays.end()) {
        plays.push_back(
            {.candidate = input.candidate, .wave = &wave, .settings = std::move(settings)});
    }
    return at;
}

}  // namespace

void TableJob::take(const std::string& text) {
    auto kept = read_kept(text, key);
    if (!kept || kept->probes != probes || kept->table.crossings() != of.size()) return;
    table = std::move(kept->table);
    is_filled = true;
}

void TableJob::set(std::size_t play, const std::vector<TryCount>& counts) {
    assert(counts.size() == probes.size());
    for (std::size_t crossing = 0; crossing < of.size(); ++crossing) {
        if (of[crossing] != play) continue;
        for (std::size_t probe = 0; probe < probes.size(); ++probe) {
            table.set(probe, crossing, counts[probe]);
        }
    }
}

std::string TableJob::text() const {
    return kept_text({.key = key, .probes = probes, .table = table});
}

TableJob job_of(const TableInput& input, const Wave& wave, const std::vector<std::string>& probes) {
    TablePlan plan = plan_table(*input.candidate, wave.name);
    Key key = key_over(input.made_of, probes);
    key.add(wave.name);
    TableJob job;
    for (Settings& settings : plan.crossings) {
        for (const std::string& setting : settings.policy) key.add(setting);
        for (const std::string& setting : settings.world) key.add(setting);
        job.of.push_back(play_for(job.plays, input, wave, without_idle(std::move(settings))));
    }
    job.key = key.text();
    job.probes = probes;
    job.table = ResponseTable(probes.size(), std::move(plan.axes));
    return job;
}

TableJob job_without_wall(const std::string& made_of, const std::vector<std::string>& probes) {
    TableJob job;
    job.key = key_over(made_of, probes).add("no wall").text();
    job.probes = probes;
    job.table = ResponseTable(probes.size(), {});
    job.plays.emplace_back();
    job.of.push_back(0);
    return job;
}

}  // namespace cordon
