#include "tests/scenario/cases/case_scene.hh"

#include <gtest/gtest.h>

#include "sim/policy/file/load.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/run/fit_policy.hh"
#include "sim/scenario/run/matrix.hh"
#include "sim/scenario/run/play.hh"
#include "sim/scenario/run/ways.hh"

namespace cordon::testing {
namespace {

constexpr AccountId account{1};
constexpr AccountId contact{1'000'000'001};

std::unique_ptr<EngineWall> engine_of(const Policy* policy) {
    if (policy == nullptr) return nullptr;
    return std::make_unique<EngineWall>(*policy, Engine::Options{});
}

WorldHost& add_host(World& world, const Scenario& scenario, const Servers& servers) {
    const Operator& provider = scenario.places.at(0).operators.at(0);
    HostConfig config;
    config.name = "probe";
    config.addresses = {IpAddress::v4(provider.block.first.v4_host_order() + 200)};
    config.side = Side::inside;
    config.access_up = link_of(scenario.access.at(provider.access), Direction::up, 0);
    config.access_down = link_of(scenario.access.at(provider.access), Direction::down, 0);
    config.path_up = link_of(scenario.paths.at(provider.path), Direction::up, 0);
    config.path_down = link_of(scenario.paths.at(provider.path), Direction::down, 0);
    config.resolver = servers.resolver();
    return world.add_host(config);
}

Task<TcpSocket::State> begin(Host& host, Endpoint server) {
    const auto socket = host.connect(server);
    while (socket->state() == TcpSocket::State::connecting) {
        static_cast<void>(co_await socket->changed().wait());
    }
    co_return socket->state();
}

}  // namespace

Scenario case_named(const std::string& name) {
    auto loaded = load_scenario("policies/" + name + "/scenario.yaml");
    EXPECT_TRUE(loaded.has_value()) << to_text(loaded.error().front());
    return loaded ? std::move(loaded->scenario) : Scenario{};
}

Policy wall_named(const std::string& name) {
    auto loaded = load_policy("policies/" + name + "/policy.yaml");
    EXPECT_TRUE(loaded.has_value()) << to_text(loaded.error().front());
    return loaded ? std::move(loaded->policy) : Policy{};
}

Policy wall_of(const std::string& lines) {
    const MemoryFiles files;
    auto loaded = parse_policy("policy: p\nrules:\n  - rule: r\n" + lines + "    source: test\n",
                               "p.yaml", files);
    EXPECT_TRUE(loaded.has_value()) << to_text(loaded.error().front());
    return loaded ? std::move(loaded->policy) : Policy{};
}

double share_of(const Scenario& scenario, const Policy* wall, Function function) {
    Scenario narrowed = scenario;
    std::erase_if(narrowed.tries, [&](const Tries& each) { return each.function != function; });
    const std::vector<RunWall> walls{{.name = "wall", .policy = wall}};
    const auto rows = matrix_of(play(narrowed, walls, {}).run);
    return rows.at(0).total().share();
}

CaseScene::CaseScene(const Scenario& scenario, const Policy* wall)
    : wall_(engine_of(wall)),
      world({.seed = 1, .start = scenario.days.at(0).from}),
      servers(world, scenario, 1),
      host(add_host(world, scenario, servers)) {
    world.set_wall(wall_.get());
    settings.chat_names = scenario.pool(ServerRole::chat)->names;
    settings.registration_name = scenario.pool(ServerRole::registration)->names.at(0);
    servers.messenger().register_account(account);
}

OoniTest::Verdict CaseScene::ooni(OoniTest::Version version, std::uint64_t number) {
    OoniTest test;
    test.version = version;
    test.run = number;
    return run(run_ooni_test(host, settings, test));
}

TcpSocket::State CaseScene::connect(const IpAddress& address, std::uint16_t port) {
    return run(begin(host, {.address = address, .port = port}));
}

Outcome CaseScene::text_over(std::vector<IpAddress> addresses, std::vector<std::uint16_t> ports) {
    PhoneSettings own = settings;
    own.chat_names.clear();
    own.chat_built_in = std::move(addresses);
    own.chat_ports = std::move(ports);
    Phone phone(host, own, account, contact);
    return run(phone.attempt(Function::text));
}

}  // namespace cordon::testing
