#include "sim/scenario/reckoning/response_file.hh"

#include <gtest/gtest.h>

namespace cordon {
namespace {

KeptTable some_table() {
    KeptTable kept{.key = "0123abc",
                   .probes = {"text", "photo-send (vpn)"},
                   .table = ResponseTable(2, {{.dial = "media", .turns = {0, 0.5, 1}},
                                              {.dial = "rate", .turns = {0, 1}}})};
    for (std::size_t probe = 0; probe < 2; ++probe) {
        for (std::size_t at = 0; at < 6; ++at) {
            const auto count = static_cast<std::uint32_t>(10 * probe + at);
            kept.table.set(probe, at, {100, count + 2, count, count + 7});
        }
    }
    return kept;
}

TEST(KeptTable, IsReadAsItWasWritten) {
    const KeptTable kept = some_table();
    const auto read = read_kept(kept_text(kept), "0123abc");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->probes, kept.probes);
    ASSERT_EQ(read->table.crossings(), 6U);
    EXPECT_EQ(read->table.axes()[0].dial, "media");
    EXPECT_EQ(read->table.axes()[0].turns, (std::vector<double>{0, 0.5, 1}));
    for (std::size_t at = 0; at < 6; ++at) EXPECT_EQ(read->table.at(1, at), kept.table.at(1, at));
    EXPECT_EQ(kept_text(*read), kept_text(kept));
}

TEST(KeptTable, LooksLikeThis) {
    KeptTable small{.key = "k", .probes = {"text"}, .table = ResponseTable(1, {})};
    small.table.set(0, 0, {200, 196, 91, 199});
    EXPECT_EQ(kept_text(small), "cordon-table 2\nkey k\nprobe text\n91/196/199/200\nend\n");
}

TEST(KeptTable, OfAnotherKeyIsNone) {
    EXPECT_FALSE(read_kept(kept_text(some_table()), "0123abd"));
    EXPECT_FALSE(read_kept(kept_text(some_table()), ""));
}

TEST(KeptTable, CutAnywhereIsNone) {
    const std::string whole = kept_text(some_table());
    // Without its last line end it still says all.
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        EXPECT_FALSE(read_kept(std::string_view(whole).substr(0, size), "0123abc")) << size;
    }
    EXPECT_FALSE(read_kept(whole + "more\n", "0123abc"));
}

TEST(KeptTable, WithDamagedCountsIsNone) {
    const auto damaged = [](const std::string& from, const std::string& to) {
        std::string text = kept_text(some_table());
        text.replace(text.find(from), from.size(), to);
        return read_kept(text, "0123abc").has_value();
    };
    EXPECT_TRUE(damaged("0/2/7/100", "0/0/0/100"));
    EXPECT_FALSE(damaged("0/2/7/100", "0/2/101/100"));
    EXPECT_FALSE(damaged("0/2/7/100", "3/2/7/100"));
    EXPECT_FALSE(damaged("0/2/7/100", "0/8/7/100"));
    EXPECT_FALSE(damaged("0/2/7/100", "0/0/0/0"));
    EXPECT_FALSE(damaged("0/2/7/100", "0/2/100"));
    EXPECT_FALSE(damaged("0/2/7/100", "0/2/7/7/100"));
    EXPECT_FALSE(damaged("0/2/7/100", "-1/2/7/100"));
    EXPECT_FALSE(damaged("0/2/7/100 ", ""));
    EXPECT_FALSE(damaged("axis media 3", "axis media 1"));
    EXPECT_FALSE(damaged("axis media 3", "axis media 4000000000"));
    EXPECT_FALSE(damaged("axis media 3", "axis media 4"));
}

}  // namespace
}  // namespace cordon
