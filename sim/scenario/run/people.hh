#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "sim/core/task.hh"
#include "sim/phone/phone.hh"
#include "sim/scenario/run/played.hh"
#include "sim/scenario/run/servers.hh"
#include "sim/world/world.hh"

namespace cordon {

/// Phones are played with so much more patience than usual, so that one run also answers for twice
/// the usual patience. A try that was over before does not change.
inline constexpr std::uint32_t more_patience = 2;

/// The phones of a place on a day, and what people try with them.
class People {
public:
    /// Borrows all; must not outlive the world.
    People(World& world, Servers& servers, const Scenario& scenario, const PlayedDay& day,
           const ScenarioPlace& place, std::uint64_t seed);
    ~People();

    /// Phones are switched on within `settling` of a moment `before` the day, or before their first
    /// try; tries begin by their timetable.
    void begin();
    static constexpr Duration before = std::chrono::minutes{5};
    static constexpr Duration settling = std::chrono::minutes{4};

    [[nodiscard]] bool all_done() const { return done_ == tries_.size(); }
    /// In order of phones, then of times. Requires: all_done().
    [[nodiscard]] std::vector<PlayedTry> take() { return std::move(tries_); }
    /// The host of a phone, by its place in cast_of(); for recording.
    [[nodiscard]] WorldHost& host(std::size_t phone) { return *hosts_[phone]; }
    [[nodiscard]] const std::vector<CastPhone>& cast() const { return cast_; }

private:
    class Friends;  // they send to phones what these are to receive

    void add_phone(World& world, const Servers& servers, const CastPhone& phone);
    void plan_switching_on(std::size_t phone, Time first_needed);
    Task<void> switch_on(std::size_t phone, Time at);
    Task<void> try_at(std::size_t phone, PlannedTry planned, std::size_t into);

    const Scenario* scenario_;
    const PlayedDay* day_;
    const ScenarioPlace* place_;
    std::uint64_t seed_;
    Scheduler* scheduler_;
    std::unique_ptr<Friends> friends_;
    PhoneSettings settings_;
    std::vector<CastPhone> cast_;
    std::vector<WorldHost*> hosts_;
    std::deque<Phone> phones_;
    std::vector<PlayedTry> tries_;
    std::vector<std::size_t> left_;  // tries that are not over, by phone
    std::size_t done_ = 0;
    std::vector<Task<void>> scripts_;
};

}  // namespace cordon
