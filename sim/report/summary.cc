#include "sim/report/summary.hh"

#include "sim/report/table.hh"

namespace cordon {

std::string open_loop_note(const Tally& tally) {
    const std::uint64_t after_kill = tally.by(Act::after_kill).packets;
    std::string note = "Open loop: recorded endpoints cannot react; ";
    note += grouped(after_kill);
    note += after_kill == 1 ? " packet" : " packets";
    note += " would not have existed after a kill.";
    return note;
}

}  // namespace cordon
