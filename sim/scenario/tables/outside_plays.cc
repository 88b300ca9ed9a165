#include "sim/scenario/tables/outside_plays.hh"

namespace cordon {

const std::vector<PlayedTry>& OutsidePlays::get(
    const std::string& key, const std::function<std::vector<PlayedTry>()>& play) {
    std::unique_lock lock(one_by_one_);
    std::unique_ptr<Play>& kept = plays_[key];
    if (!kept) kept = std::make_unique<Play>();
    Play& wanted = *kept;
    lock.unlock();
    std::call_once(wanted.once, [&] { wanted.tries = play(); });
    return wanted.tries;
}

}  // namespace cordon
