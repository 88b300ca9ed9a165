#include "sim/scenario/run/people.hh"

#include "sim/scenario/run/phone_host.hh"

namespace cordon {
namespace {

/// 198.18.0.0: a block that nobody is given (RFC 2544); a phone has one of it behind its VPN.
constexpr std::uint32_t first_tunnel_address = 0xc612'0000;

AccountId later_by(AccountId first, std::size_t count) {
    return AccountId{static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(count)};
}

AccountId account_of(std::size_t phone) {
    return later_by(first_account, phone);
}

AccountId contact_of(std::size_t phone) {
    return later_by(first_contact, phone);
}

}  // namespace

/// Friends abroad, behind no wall.
class People::Friends final : public Contacts {
public:
    explicit Friends(Messenger& messenger) : messenger_(&messenger) {}
    void send(AccountId from, AccountId to, MediaId media, std::uint32_t bytes) override {
        messenger_->send_from_contact(from, to, media, bytes);
    }

private:
    Messenger* messenger_;
};

People::People(World& world, Servers& servers, const Scenario& scenario, const PlayedDay& day,
               const ScenarioPlace& place, std::uint64_t seed)
    : scenario_(&scenario),
      day_(&day),
      place_(&place),
      seed_(seed),
      scheduler_(&world.queue()),
      friends_(std::make_unique<Friends>(servers.messenger())),
      settings_(phone_settings(scenario, seed)),
      cast_(cast_of(place)) {
    settings_.patience_percent *= more_patience;
    settings_.contacts = friends_.get();
    for (std::size_t at = 0; at < cast_.size(); ++at) {
        add_phone(world, servers, cast_[at]);
        servers.messenger().register_account(account_of(at));
        phones_.emplace_back(*hosts_[at], settings_, account_of(at), contact_of(at));
    }
}

People::~People() = default;

void People::add_phone(World& world, const Servers& servers, const CastPhone& phone) {
    hosts_.push_back(&world.add_host(phone_host(*scenario_, *place_, phone, servers.resolver())));
    if (phone.manner != Manner::vpn) return;
    TunnelConfig tunnel;
    tunnel.server = *servers.vpn();
    tunnel.keep_alive = scenario_->pool(ServerRole::vpn)->keep_alive;
    const auto number = static_cast<std::uint32_t>(hosts_.size());
    tunnel.address = IpAddress::v4(first_tunnel_address + number);
    world.open_tunnel(*hosts_.back(), tunnel);
}

void People::begin() {
    for (std::size_t at = 0; at < cast_.size(); ++at) {
        const auto planned = timetable(*scenario_, *day_, *place_, cast_[at]);
        for (const PlannedTry& each : planned) {
            tries_.push_back({.phone = cast_[at], .outcome = {}});
            scripts_.push_back(try_at(at, each, tries_.size() - 1));
        }
        left_.push_back(planned.size());
        if (scenario_->switched_on == SwitchedOn::all_day) {
            plan_switching_on(at, day_->from);
        } else if (!planned.empty()) {
            plan_switching_on(at, planned.front().at);
        }
    }
    for (Task<void>& script : scripts_) script.start();
}

void People::plan_switching_on(std::size_t phone, Time first_needed) {
    if (settings_.chat_names.empty()) return;  // no messenger is part of the case
    KeyedRandom draw(seed_, "switch on");
    draw.mix(as_bytes(name_of(*place_, cast_[phone])));
    const auto later =
        static_cast<std::int64_t>(draw.below(static_cast<std::uint64_t>(settling.count())));
    scripts_.push_back(switch_on(phone, first_needed - before + Duration{later}));
}

Task<void> People::switch_on(std::size_t phone, Time at) {
    co_await Sleep(*scheduler_, at);
    phones_[phone].switch_on();
}

Task<void> People::try_at(std::size_t phone, PlannedTry planned, std::size_t into) {
    co_await Sleep(*scheduler_, planned.at);
    const Outcome outcome = co_await phones_[phone].attempt(planned.function, planned.visit);
    tries_[into].outcome = outcome;
    ++done_;
    --left_[phone];
    if (left_[phone] == 0 && scenario_->switched_on == SwitchedOn::around_tries) {
        phones_[phone].switch_off();
    }
}

}  // namespace cordon
