#include "bench/world/idle_phones.hh"

#include <malloc.h>

#include <algorithm>
#include <deque>
#include <memory>

#include "sim/phone/phone.hh"
#include "sim/scenario/engine_wall.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/run/servers.hh"

namespace cordon::bench {
namespace {

using std::chrono::milliseconds;

constexpr Time start = time_from_ns(1'506'391'200'000'000'000);
constexpr std::uint32_t first_account = 100'000;
constexpr AccountId contact = first_contact;

/// Bytes that the allocator has given out; blocks that it maps one by one included.
std::size_t given_out() {
    const struct mallinfo2 now = mallinfo2();
    return now.uordblks + now.hblkhd;
}

PhoneSettings settings_of(const Scenario& scenario) {
    PhoneSettings settings;
    settings.chat_names = scenario.pool(ServerRole::chat)->names;
    settings.chat_built_in = scenario.pool(ServerRole::chat)->built_in;
    return settings;
}

HostConfig host_of(std::uint32_t number, const Endpoint& resolver) {
    const LinkConfig access{.rate = BitRate{10'000'000}, .delay = milliseconds(10)};
    return {.name = "phone " + std::to_string(number),
            .addresses = {IpAddress::v4(0x0a00'0001 + number)},
            .side = Side::inside,
            .access_up = access,
            .access_down = access,
            .path_up = {.delay = milliseconds(60)},
            .path_down = {.delay = milliseconds(60)},
            .resolver = resolver};
}

}  // namespace

IdlePhones idle_phones(std::uint32_t count, const Policy* policy) {
    const auto loaded = load_scenario("policies/adblock-2019/scenario.yaml");
    if (!loaded) return {};
    World world({.seed = 1, .start = start});
    Servers servers(world, loaded->scenario, 1);
    const PhoneSettings settings = settings_of(loaded->scenario);
    std::deque<Phone> phones;
    std::unique_ptr<EngineWall> wall;
    if (policy != nullptr) wall = std::make_unique<EngineWall>(*policy, Engine::Options{});
    world.set_wall(wall.get());
    const std::size_t before = given_out();
    for (std::uint32_t number = 0; number < count; ++number) {
        WorldHost& host = world.add_host(host_of(number, servers.resolver()));
        const AccountId account{first_account + number};
        servers.messenger().register_account(account);
        phones.emplace_back(host, settings, account, contact).switch_on();
        world.run_until(world.now() + milliseconds(10));  // or packets on their way would be many
    }
    world.run_until(world.now() + std::chrono::minutes(10));
    const auto open = std::count_if(phones.begin(), phones.end(),
                                    [](const Phone& phone) { return phone.chat_is_open(); });
    return {.bytes = static_cast<double>(given_out() - before) / count,
            .open = static_cast<std::uint32_t>(open)};
}

}  // namespace cordon::bench
