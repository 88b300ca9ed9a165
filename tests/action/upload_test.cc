// The throttle measured in Russia in 2021: policing, one bucket a direction, 130-150 kbit/s (Xue et
// al., "Throttling Twitter", IMC 2021). What passes is a matter of arithmetic.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/action/cell_rate.hh"
#include "tests/action/wall.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t rate = 140'000;  // bit/s
constexpr std::uint64_t burst = 16'384;  // bytes
constexpr std::uint32_t upload = 178'544, download = 400'000;
constexpr std::uint32_t segment = 1'448, headers = 40;

Throttle measured(Throttle::Each each) {
    return {.rate = BitRate{rate}, .burst_bytes = burst, .by = Throttle::By::police, .each = each};
}

/// Sends `size` bytes a segment at a time, each again every millisecond until it passes.
struct Sender {
    Direction direction;
    std::uint32_t size;
    std::uint32_t sent = 0;
    std::uint64_t ip_bytes = 0;  // that passed
    Time last{};                 // when

    [[nodiscard]] bool done() const { return sent == size; }
    [[nodiscard]] std::uint32_t next() const { return std::min(segment, size - sent); }

    void send_what_passes(Wall& wall, Time now) {
        const Talk talk;
        while (!done()) {
            const Wall::Frame frame = direction == Direction::up
                                          ? talk.up(1'000 + sent, 5'000, next())
                                          : talk.down(5'000 + sent, 1'000, next());
            if (wall.arrives(frame, now).what != Fate::What::plain_pass) return;
            ip_bytes += next() + headers;
            sent += next();
            last = now;
        }
    }
};

/// The first millisecond at which a bucket has earned what goes beyond its burst.
Time first_try_after_earning(std::uint64_t ip_bytes) {
    const std::uint64_t bits = (ip_bytes - burst) * 8;
    return start + milliseconds{static_cast<std::int64_t>((bits * 1'000 + rate - 1) / rate)};
}

void run(Wall& wall, const std::vector<Sender*>& senders) {
    for (Time now = start; now < start + seconds{60}; now += milliseconds{1}) {
        for (Sender* sender : senders) sender->send_what_passes(wall, now);
        wall.emit.told.clear();
    }
}

constexpr std::uint64_t with_headers(std::uint32_t size) {
    return size + std::uint64_t{(size + segment - 1) / segment} * headers;
}

TEST(PolicedUpload, EndsWhenTheBucketHasEarnedItsLastByte) {
    Wall wall({{.then = {measured(Throttle::Each::direction)}}});
    Sender photo{Direction::up, upload};
    run(wall, {&photo});
    ASSERT_TRUE(photo.done());
    EXPECT_EQ(photo.ip_bytes, with_headers(upload));
    EXPECT_EQ(photo.last, first_try_after_earning(photo.ip_bytes));
    // 9.27 s for the payload alone behind a full bucket; the headers of 124 packets make it 9.55 s.
    EXPECT_EQ(photo.last - start, milliseconds{9'550});
}

TEST(PolicedUpload, IsNotSlowedByADownloadWithItsOwnBucket) {
    Wall wall({{.then = {measured(Throttle::Each::direction)}}});
    Sender photo{Direction::up, upload}, pictures{Direction::down, download};
    run(wall, {&photo, &pictures});
    EXPECT_EQ(photo.last, first_try_after_earning(with_headers(upload)));
    EXPECT_EQ(pictures.last, first_try_after_earning(with_headers(download)));
}

TEST(PolicedUpload, SharesOneBucketWithADownloadWhenTheFlowHasOne) {
    Wall wall({{.then = {measured(Throttle::Each::flow)}}});
    Sender photo{Direction::up, upload}, pictures{Direction::down, download};
    run(wall, {&photo, &pictures});
    ASSERT_TRUE(photo.done() && pictures.done());
    EXPECT_EQ(std::max(photo.last, pictures.last),
              first_try_after_earning(with_headers(upload) + with_headers(download)));
}

TEST(PolicedUpload, PassesAndDropsExactlyAsTheCellRateAlgorithm) {
    Wall wall({{.then = {measured(Throttle::Each::direction)}}});
    CellRate oracle{rate, burst};
    KeyedRandom random{1, "sizes and pauses"};
    Time now = start;
    std::array<int, 2> seen{};
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const auto payload = static_cast<std::uint32_t>(random.mix(i).below(segment));
        now += Duration{static_cast<std::int64_t>(random.mix(i).below(80'000'000))};
        const bool passes =
            wall.arrives(Talk{}.up(1, 1, payload), now).what == Fate::What::plain_pass;
        ASSERT_EQ(passes, oracle.conforms(payload + headers, now)) << "packet " << i;
        ++seen[passes ? 1 : 0];
        wall.emit.told.clear();
    }
    EXPECT_GT(seen[0], 1'000);
    EXPECT_GT(seen[1], 1'000);
}

}  // namespace
}  // namespace cordon::test
