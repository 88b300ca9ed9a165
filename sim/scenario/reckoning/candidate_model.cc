#include "sim/scenario/reckoning/candidate_model.hh"

namespace cordon {

std::vector<CandidateModel> with_patience(std::span<const CandidateModel> candidates,
                                          Patience patience) {
    std::vector<CandidateModel> others(candidates.begin(), candidates.end());
    for (CandidateModel& model : others) {
        for (TryCount& count : model.off) count = count.within(patience);
        for (WaveModel& wave : model.waves) {
            for (std::size_t probe = 0; probe < wave.table.probes(); ++probe) {
                for (std::size_t at = 0; at < wave.table.crossings(); ++at) {
                    wave.table.set(probe, at, wave.table.at(probe, at).within(patience));
                }
            }
        }
    }
    return others;
}

}  // namespace cordon
