#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

using std::chrono::minutes;

constexpr Endpoint https{.address = server_address, .port = 443};
constexpr double segment = 1'448;  // bytes: 1500 less IP and TCP headers with time stamps

/// Segments a round trip of a textbook Reno sender over a way that loses `millionths`.
double reno_rate(std::uint32_t millionths, std::uint64_t seed) {
    TwoHosts two({.seed = seed,
                  .up = {.loss = {.independent = Share{millionths}}},
                  .one_way = milliseconds(50),
                  .profile = &textbook_reno()});
    const Sink sink(two.server, 443);
    const auto socket = two.client.connect(https);
    socket->send(Content::noise(std::uint64_t{1} << 40U, 1));
    two.world.run_until(start + minutes(1));
    const std::uint64_t before = sink.received();
    const int minutes_measured = 20;
    two.world.run_until(start + minutes(1 + minutes_measured));
    const double seconds_measured = 60.0 * minutes_measured;
    return static_cast<double>(sink.received() - before) / segment / seconds_measured * 0.1;
}

double square_root_law(double loss) {
    return std::sqrt(1.5 / loss);
}

/// Padhye, Firoiu, Towsley, Kurose, SIGCOMM 1998, equation 30 with b = 1, in segments a round trip.
double pftk(double loss, double rtt, double rto) {
    const double timeouts = std::min(1.0, 3 * std::sqrt(3 * loss / 8));
    return rtt / (rtt * std::sqrt(2 * loss / 3) + rto * timeouts * loss * (1 + 32 * loss * loss));
}

TEST(Reno, FollowsTheSquareRootLawAtLowLoss) {
    for (const std::uint32_t millionths : {1'000U, 2'000U, 3'000U}) {
        const double law = square_root_law(millionths / 1e6);
        const double share = reno_rate(millionths, 1) / law;
        EXPECT_GT(share, 0.85) << millionths;
        EXPECT_LT(share, 1.15) << millionths;
    }
}

TEST(Reno, IsOneToOnePointFourTimesThePftkModel) {
    for (const std::uint32_t millionths : {3'000U, 5'000U, 10'000U, 20'000U, 30'000U, 50'000U}) {
        const double share = reno_rate(millionths, 1) / pftk(millionths / 1e6, 0.1, 0.3);
        EXPECT_GT(share, 1.0) << millionths;
        EXPECT_LT(share, 1.4) << millionths;
    }
}

/// Share of a link's rate that one flow uses in minutes 1 to 3, with a queue of one
/// bandwidth-delay product.
double utilisation(const TcpProfile& profile) {
    constexpr std::uint64_t rate = 10'000'000, rtt_ms = 50;
    TwoHosts two({.up = {.rate = BitRate{rate}, .queue_bytes = rate / 8 * rtt_ms / 1'000},
                  .one_way = milliseconds(rtt_ms / 2),
                  .profile = &profile});
    const Sink sink(two.server, 443);
    const auto socket = two.client.connect(https);
    socket->send(Content::noise(std::uint64_t{1} << 40U, 1));
    two.world.run_until(start + minutes(1));
    const std::uint64_t before = sink.received();
    two.world.run_until(start + minutes(3));
    return static_cast<double>(sink.received() - before) * 8 / 120 / rate * 1'500 / segment;
}

TEST(Utilisation, IsAboveNineTenthsOnACleanPath) {
    TcpProfile reno = linux_android();
    reno.congestion = CongestionLaw::reno;
    EXPECT_GT(utilisation(reno), 0.9);
    EXPECT_GT(utilisation(linux_android()), 0.9);
    EXPECT_GT(utilisation(ios_like()), 0.9);
}

/// The first flow's share of minutes 2 to 10, the second having begun `offset` later.
double share_of_first(Duration offset) {
    TcpProfile reno = linux_android();
    reno.congestion = CongestionLaw::reno;
    constexpr std::uint64_t rate = 10'000'000;
    TwoHosts two({.up = {.rate = BitRate{rate}, .queue_bytes = rate / 8 / 20}, .profile = &reno});
    const Sink one(two.server, 443), other(two.server, 444);
    const auto first = two.client.connect(https);
    first->send(Content::noise(std::uint64_t{1} << 40U, 1));
    two.world.run_until(start + offset);
    const auto second = two.client.connect({.address = server_address, .port = 444});
    second->send(Content::noise(std::uint64_t{1} << 40U, 2));
    two.world.run_until(start + minutes(2));
    const std::uint64_t one_before = one.received(), other_before = other.received();
    two.world.run_until(start + minutes(10));
    const auto of_one = static_cast<double>(one.received() - one_before);
    const auto of_other = static_cast<double>(other.received() - other_before);
    return of_one / (of_one + of_other);
}

TEST(Fairness, GivesTwoRenoFlowsHalfEachWhateverTheirStart) {
    std::array<double, 10> shares{};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i] = share_of_first(milliseconds(137 * static_cast<int>(i)));
    }
    std::sort(shares.begin(), shares.end());
    const double median = (shares[4] + shares[5]) / 2;
    EXPECT_GT(median, 0.45);
    EXPECT_LT(median, 0.55);
}

}  // namespace
}  // namespace cordon::test
