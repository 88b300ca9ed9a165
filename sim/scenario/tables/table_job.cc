#include "sim/scenario/tables/table_job.hh"

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

}  // namespace

void TableJob::take(const std::string& text) {
    auto kept = read_kept(text, key);
    if (!kept || kept->probes != probes || kept->table.crossings() != crossings.size()) return;
    table = std::move(kept->table);
    is_filled = true;
}

void TableJob::set(std::size_t crossing, const std::vector<TryCount>& counts) {
    assert(counts.size() == probes.size());
    for (std::size_t probe = 0; probe < probes.size(); ++probe) {
        table.set(probe, crossing, counts[probe]);
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
        job.crossings.push_back(
            {.candidate = input.candidate, .wave = &wave, .settings = std::move(settings)});
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
    job.crossings.emplace_back();
    return job;
}

}  // namespace cordon
