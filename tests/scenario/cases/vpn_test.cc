// What a wall sees of phones that tunnel all they do, and of those that it is not before.

#include <gtest/gtest.h>

#include "sim/scenario/run/matrix.hh"
#include "sim/scenario/run/play.hh"
#include "tests/scenario/cases/case_scene.hh"

namespace cordon::testing {
namespace {

/// Half of the phones behind a VPN, and as many more that roam.
Scenario mixed() {
    Scenario scenario = case_named("port-block-fallback");
    Operator& home = scenario.places.at(0).operators.at(0);
    home.phones = 4;
    home.vpn = Share{500'000};
    Operator roaming = home;
    roaming.name = "roaming";
    roaming.block = *parse_cidr("100.64.0.0/16");
    roaming.inside = false;
    roaming.vpn = Share{};
    scenario.places.at(0).operators.push_back(roaming);
    ServerPool vpn;
    vpn.addresses = {IpAddress::v4(0xc6336401)};
    scenario.servers[static_cast<std::size_t>(ServerRole::vpn)] = vpn;
    return scenario;
}

double share_of(const std::vector<MatrixRow>& rows, Manner manner) {
    TryCount sum;
    for (const MatrixRow& row : rows) {
        if (row.manner == manner) sum.add(row.total());
    }
    return sum.share();
}

TEST(Manners, OnlyPlainPhonesMeetABlockade) {  // target 15
    const Scenario scenario = mixed();
    const Policy blackout = wall_of("    when: app != wireguard\n    then: drop\n");
    const std::vector<RunWall> walls{{.name = "blackout", .policy = &blackout}};
    const auto rows = matrix_of(play(scenario, walls, {}).run);
    EXPECT_LE(share_of(rows, Manner::plain), 0.05);
    EXPECT_GE(share_of(rows, Manner::vpn), 0.95);
    EXPECT_GE(share_of(rows, Manner::outside), 0.95);
}

TEST(Manners, ATunnelCanBeBlockedAsAWhole) {
    const Scenario scenario = mixed();
    const Policy no_vpn = wall_of("    when: server.ip == 198.51.100.1\n    then: drop\n");
    const std::vector<RunWall> walls{{.name = "no-vpn", .policy = &no_vpn}};
    const auto rows = matrix_of(play(scenario, walls, {}).run);
    EXPECT_GE(share_of(rows, Manner::plain), 0.95);
    EXPECT_LE(share_of(rows, Manner::vpn), 0.05);
}

}  // namespace
}  // namespace cordon::testing
