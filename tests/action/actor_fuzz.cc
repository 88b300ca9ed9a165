// Packets of all kinds under all verdicts, at times that leap: nothing crashes, and every packet
// that came is told of exactly once, or was a plain pass.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "tests/action/wall.hh"

namespace cordon::test {
namespace {

void run(ByteReader input) {
    const Throttle shape{.rate = BitRate{8'000},
                         .burst_bytes = 200,
                         .by = Throttle::By::shape,
                         .queue_bytes = 600,
                         .each = Throttle::Each::client};
    const Throttle police{.rate = BitRate{1}, .burst_bytes = 200, .each = Throttle::Each::flow};
    Wall wall(
        {{.name = "reset", .then = {Reset{}}, .residual_then = {Reset{}}},
         {.name = "shape", .then = {shape, Lose{Share{100'000}}}},
         {.name = "police",
          .then = {police, ForgeDns{.answers = {IpAddress::v4(1)}},
                   Delay{Duration{50}, Duration{90}}}},
         {.name = "up", .then = {Reset{.to = Reset::To::server}}, .direction = DirectionLimit::up}},
        {.seed = 1,
         .in_path = (input.read<std::uint8_t>() & 1U) != 0,
         .most_held_bytes = 2'000,
         .most_address_buckets = 2});
    constexpr LinkType links[] = {LinkType::ethernet, LinkType::raw_ip, LinkType::linux_sll,
                                  LinkType::linux_sll2, LinkType::bsd_null};
    Time now = start;
    std::uint64_t came = 0, passed = 0;
    while (input.left() > 0) {
        const auto control = input.read<std::uint8_t>();
        now += Duration{std::int64_t{1} << (input.read<std::uint8_t>() % 55U)};
        const Bytes packet =
            input.take(std::min<std::size_t>(input.read<std::uint8_t>(), input.left()));
        const LinkType link = links[(control >> 3U) % 5U];
        if (!decode(packet, link, 0).headers.has_addresses()) continue;
        ++came;
        const auto rule = RuleId{control % 4U};
        const Fate fate =
            wall.arrives(Arrival{.bytes = packet, .at = now, .wire_length = control, .link = link},
                         now, rule, rule == RuleId{0} && control > 128);
        if (fate.what == Fate::What::plain_pass) ++passed;
    }
    wall.finish();
    std::uint64_t told = 0;
    for (const Told& entry : wall.emit.told) told += entry.frame != 0 ? 1 : 0;
    if (told + passed != came) std::abort();
}

}  // namespace
}  // namespace cordon::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    cordon::test::run(cordon::ByteReader{{data, size}});
    return 0;
}
