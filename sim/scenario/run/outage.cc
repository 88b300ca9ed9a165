#include "sim/scenario/run/outage.hh"

#include "sim/core/calendar.hh"
#include "sim/core/keyed_random.hh"

namespace cordon {
namespace {

LinkConfig silent(LinkConfig usual) {
    usual.loss = {.independent = Share{1'000'000}, .bursts = {}};
    return usual;
}

}  // namespace

bool servers_are_silent(const Scenario& scenario, std::int64_t hour) {
    // Multiples of the golden section, whose fractions lie evenly (Weyl 1916; Knuth, The Art of
    // Computer Programming, section 6.4), in parts of 2^64.
    constexpr std::uint64_t golden_section = 0x9e37'79b9'7f4a'7c15;
    constexpr std::uint64_t whole = 1'000'000;
    const std::uint64_t start = KeyedRandom(scenario.seed, "servers silent").bits();
    const std::uint64_t place = start + golden_section * static_cast<std::uint64_t>(hour);
    // The upper 32 bits of the fraction suffice, and do not overflow.
    return ((place >> 32U) * whole >> 32U) < scenario.servers_silent.millionths;
}

Outage::Outage(Scheduler& scheduler, const Scenario& scenario, const Servers& servers)
    : scheduler_(&scheduler), scenario_(&scenario) {
    if (scenario.servers_silent.millionths == 0) return;
    for (WorldHost* host : servers.of_service()) {
        WorldHost::Links& links = host->links_mutable();
        for (Link* link : {&links.access_up, &links.access_down}) {
            links_.push_back({link, &link->config(), silent(link->config())});
        }
    }
    going_on_ = go_on();
    going_on_.start();
}

Task<void> Outage::go_on() {
    const ZoneOffset zone = scenario_->zone;
    while (true) {
        const Time now = scheduler_->now();
        const bool silent = servers_are_silent(*scenario_, hours_since_1970(now, zone));
        set(silent ? State::silent : State::usual);
        const Time next = next_hour(now, zone);
        if (next == Time::max()) co_return;  // time ends in this hour
        co_await Sleep(*scheduler_, next);
    }
}

void Outage::set(State state) {
    for (const Silenced& each : links_) {
        each.link->set_config(state == State::silent ? each.silent : *each.usual);
    }
}

}  // namespace cordon
