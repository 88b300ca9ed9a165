// Recordings of real phones, played again: what is said is the same, in nearly the same time.

#include <gtest/gtest.h>

#include <cmath>

#include "sim/capture/reader.hh"
#include "sim/scenario/reenact/reduction.hh"
#include "sim/scenario/reenact/reenact_report.hh"
#include "tests/decode/shared_captures.hh"

namespace cordon::testing {
namespace {

struct Played {
    std::vector<Conversation> said;
    RecordedPaths paths;
    std::vector<Reenacted> again;
};

Played play_again(const std::string& file) {
    const std::vector<std::string> names{file};
    auto reader = open_captures(names, {});
    EXPECT_TRUE(reader.has_value()) << file;
    Reduction reduction;
    for (auto batch = (*reader)->next(); batch && !batch->empty(); batch = (*reader)->next()) {
        reduction.add(*batch);
    }
    Played played;
    played.said = reduction.take();
    played.paths = measure_paths(played.said, nullptr);
    lengthen_pauses(played.said, played.paths);
    played.again = reenact(played.said, played.paths, {}).conversations;
    return played;
}

std::string name_of(const std::string& file, const Conversation& said) {
    return file + ' ' + to_text(said.client.address) + ':' + std::to_string(said.client.port) +
           " to " + to_text(said.server.address) + ':' + std::to_string(said.server.port);
}

class ReenactedCaptures : public ::testing::Test {
protected:
    void SetUp() override {
        const auto folder = shared_captures();
        if (!folder) GTEST_SKIP() << "the shared captures are not here";
        for (const auto& file : captures_in(*folder / "whatsapp")) {
            if (!file.extension().string().starts_with(".pcap")) continue;
            recordings.emplace_back(file.string(), play_again(file.string()));
        }
    }
    std::vector<std::pair<std::string, Played>> recordings;
};

TEST_F(ReenactedCaptures, SayTheSameBytesInEachDirection) {
    std::size_t count = 0;
    for (const auto& [file, played] : recordings) {
        for (std::size_t at = 0; at < played.said.size(); ++at) {
            const Conversation& said = played.said[at];
            const Reenacted& again = played.again[at];
            if (again.ended == Ended::not_played) continue;
            ++count;
            EXPECT_EQ(again.heard[0], said.sides[0].bytes) << name_of(file, said);
            EXPECT_EQ(again.heard[1], said.sides[1].bytes) << name_of(file, said);
            EXPECT_EQ(again.ended, Ended::complete) << name_of(file, said);
        }
    }
    EXPECT_EQ(count, 158U);
}

TEST_F(ReenactedCaptures, TakeTheSameTimeWhereNothingWasLost) {
    for (const auto& [file, played] : recordings) {
        for (std::size_t at = 0; at < played.said.size(); ++at) {
            const Conversation& said = played.said[at];
            const Reenacted& again = played.again[at];
            if (again.ended == Ended::not_played || said.retransmitted() > 0) continue;
            const auto recorded = static_cast<double>(said.lasted.count());
            const auto lasted = static_cast<double>(again.lasted.count());
            EXPECT_LE(std::abs(lasted - recorded), 0.15 * recorded) << name_of(file, said);
        }
    }
}

TEST_F(ReenactedCaptures, SayOfEachThatWasNotPlayedWhyNot) {
    for (const auto& [file, played] : recordings) {
        for (std::size_t at = 0; at < played.said.size(); ++at) {
            const std::string why = why_not_played(played.said[at], played.paths.on_one_side[at]);
            EXPECT_EQ(why.empty(), played.again[at].ended != Ended::not_played)
                << name_of(file, played.said[at]);
        }
    }
}

}  // namespace
}  // namespace cordon::testing
