#include "tests/flow/stream_script.hh"

#include <gtest/gtest.h>

#include <random>

namespace cordon::test {
namespace {

// Bytes that make lively stories: limits of every size, small steps, now and then anything.
std::vector<std::uint8_t> random_script(std::mt19937& random) {
    std::vector<std::uint8_t> script(8 + random() % 400);
    for (std::uint8_t& byte : script) {
        byte = static_cast<std::uint8_t>(random() % 3 == 0 ? random() : random() % 40);
    }
    script[0] |= static_cast<std::uint8_t>(random() % 2 * 0xf0U);
    script[1] |= static_cast<std::uint8_t>(random() % 2 * 0xf0U);
    return script;
}

TEST(StreamHead, AgreesWithAByteByByteOracleOnRandomStories) {
    std::mt19937 random(20170718);
    for (int story = 0; story < 20'000; ++story) {
        const std::vector<std::uint8_t> script = random_script(random);
        ASSERT_EQ(StreamScript(script).play(), "") << "story " << story;
    }
}

struct Cut {
    std::uint32_t from, to;
};

// A stream cut into segments at random, with repeats at other boundaries, out of order by up to
// `disorder` segments.
std::vector<Cut> shuffled_cuts(std::uint32_t size, std::size_t disorder, std::mt19937& random) {
    std::vector<Cut> cuts;
    for (std::uint32_t at = 0; at < size;) {
        const auto length =
            static_cast<std::uint32_t>(std::min<std::size_t>(size - at, 1 + random() % 90));
        cuts.push_back({at, at + length});
        if (random() % 4 == 0) cuts.push_back({at / 2, at + length / 2});
        at += length;
    }
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        const std::size_t reach = std::min(disorder, cuts.size() - 1 - i);
        std::swap(cuts[i], cuts[i + random() % (reach + 1)]);
    }
    return cuts;
}

// Reads everything at random strides and gives what was read.
std::vector<std::uint8_t> read_through(const std::vector<std::uint8_t>& stream, Overlap overlap,
                                       std::mt19937& random) {
    const StreamHead::Limits limits{
        .kept_bytes = 4096, .waiting_bytes = 4096, .waiting_segments = 400, .overlap = overlap};
    const Seq32 isn{static_cast<std::uint32_t>(random())};
    StreamHead head;
    head.begin(isn);
    std::vector<std::uint8_t> seen;
    for (const Cut& cut : shuffled_cuts(static_cast<std::uint32_t>(stream.size()), 6, random)) {
        const Bytes segment = Bytes{stream}.subspan(cut.from, cut.to - cut.from);
        const Bytes given =
            head.add(isn + cut.from, segment, static_cast<std::uint32_t>(segment.size()), limits);
        const std::size_t wanted = given.empty() ? 0 : random() % (given.size() + 1);
        seen.insert(seen.end(), given.begin(), given.begin() + static_cast<std::ptrdiff_t>(wanted));
        head.consume(wanted, limits);
    }
    seen.insert(seen.end(), head.kept().begin(), head.kept().end());
    return seen;
}

TEST(StreamHead, PutsAnyShuffledStreamInOrder) {
    std::mt19937 random(19);
    for (int round = 0; round < 500; ++round) {
        std::vector<std::uint8_t> stream(1 + random() % 2000);
        for (std::uint8_t& byte : stream) byte = static_cast<std::uint8_t>(random());
        ASSERT_EQ(read_through(stream, Overlap::first_wins, random), stream);
        ASSERT_EQ(read_through(stream, Overlap::last_wins, random), stream);
    }
}

}  // namespace
}  // namespace cordon::test
