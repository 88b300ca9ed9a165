#include "sim/scenario/telling/closing_sentence.hh"

#include <algorithm>
#include <vector>

#include "sim/report/safe_text.hh"

namespace cordon {
namespace {

/// `a, b or c`.
std::string any_of(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

std::string in_this_simulation(const Told& told) {
    const HowMany many = scored(told.reckoning.reports);
    return "In this simulation, with dials set by " + std::to_string(many.rows) + " reports of " +
           std::to_string(many.voices) + " voices, ";
}

std::string what_it_is_not() {
    return " That is a statement about these "
           "candidates, not evidence that any state used one.";
}

/// Those that break no control and are not told from the first.
std::vector<std::string> not_told_apart(const Told& told) {
    std::vector<std::string> names;
    const auto& order = told.reckoning.ranking.order;
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (order[i].told_apart || order[i].breaks_control) continue;
        names.push_back(safe_text(told.name(order[i].candidate)));
    }
    return names;
}

std::string of_the_preferred(const Told& told, std::size_t first) {
    const std::string name = safe_text(told.name(first));
    const Recovery& recovery = told.reckoning.recovery;
    if (told.candidates[first].null_wall) {
        return in_this_simulation(told) + name +
               " predicts them best, and it is no wall that looks at what is sent: these reports "
               "speak for none of the walls.";
    }
    if (!recovery.is_identifiable(first)) {
        return in_this_simulation(told) + name + " is ahead, but is named for only " +
               std::to_string(recovery.named[first][first]) + " of " +
               std::to_string(recovery.sets) +
               " sets of reports made up from it: it is not identifiable from reports of this "
               "kind.";
    }
    return in_this_simulation(told) + name +
           " predicts them better than every other candidate by 5 bits or more and twice the "
           "error, and is preferred among these " +
           std::to_string(told.candidates.size()) + "." + what_it_is_not();
}

}  // namespace

std::string closing_sentence(const Told& told) {
    const Reckoning& reckoning = told.reckoning;
    const auto& order = reckoning.ranking.order;
    if (order.empty()) return "There is no candidate to set beside the reports.";
    if (!reckoning.shuffled.holds()) {
        return "These candidates do hardly better on the reports than on shuffled ones: no order "
               "among them means anything.";
    }
    const Ranked& first = order.front();
    if (first.breaks_control) {
        return "Every candidate breaks a control: none of them is a wall that these reports allow.";
    }
    if (reckoning.ranking.first_is_preferred) return of_the_preferred(told, first.candidate);
    return in_this_simulation(told) + "these reports cannot tell " +
           safe_text(told.name(first.candidate)) + ", which predicts them best, from " +
           any_of(not_told_apart(told)) + "." + what_it_is_not();
}

}  // namespace cordon
