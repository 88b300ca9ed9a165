#include "sim/scenario/tables/make_tables.hh"

#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "sim/core/keyed_random.hh"

namespace cordon::testing {
namespace {

class MemoryStore final : public TableStore {
public:
    std::optional<std::string> load(const std::string& key) override {
        const auto found = texts.find(key);
        return found == texts.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(const std::string& key, const std::string& text) override { texts[key] = text; }

    std::map<std::string, std::string> texts;
};

class MakingTables : public ::testing::Test {
protected:
    MakingTables() {
        wall.name = "wall";
        wall.dials = {dial("media", ModelDial::Is::strength, {}),
                      dial("chat", ModelDial::Is::strength, {"september"}),
                      dial("uneven", ModelDial::Is::unevenness, {}),
                      dial("rate", ModelDial::Is::own, {})};
        wall.written_from["media"] = {"a-row"};
        observations.waves = {{.name = "july", .from = {}, .to = {}},
                              {.name = "september", .from = {}, .to = {}}};
        reports.probes = {"text", "photo-send (vpn)"};
        reports.waves = {"july", "september"};
        for (const std::size_t probe : {0U, 1U}) {
            ask(probe, std::nullopt);
            ask(probe, 0);
            ask(probe, 1);
        }
    }
    /// A report of a wave, or of none, asks for a probe.
    void ask(std::size_t probe, std::optional<std::size_t> wave) {
        Report& row = reports.rows.emplace_back();
        row.probe = probe;
        row.wave = wave;
    }
    static Dial dial(const std::string& name, ModelDial::Is is, std::vector<std::string> waves) {
        Dial made;
        made.name = name;
        made.is = is;
        if (is != ModelDial::Is::unevenness) made.moves = {"r." + name};
        made.from = 0;
        made.to = 1'000'000;
        made.waves = std::move(waves);
        return made;
    }
    /// Stands for a simulation: any function of the crossing.
    std::vector<TryCount> play(const Crossing& crossing, const std::vector<std::string>& probes) {
        ++played;
        std::vector<TryCount> counts;
        for (const std::string& probe : probes) {
            KeyedRandom draw(1, probe);
            draw.mix(as_bytes(crossing.wave == nullptr ? "none" : crossing.wave->name));
            for (const std::string& setting : crossing.settings.policy) draw.mix(as_bytes(setting));
            const auto good = static_cast<std::uint32_t>(draw.below(101));
            counts.push_back({100, good, good / 2, good});
        }
        return counts;
    }
    std::vector<CandidateModel> make(const std::string& made_of = "texts", unsigned threads = 1) {
        played = 0;
        const std::vector<TableInput> inputs{{.candidate = &wall, .made_of = made_of}};
        const PlayCrossing playing = [this](const Crossing& crossing,
                                            const std::vector<std::string>& probes) {
            return play(crossing, probes);
        };
        return make_models(inputs, "no wall", observations, reports, playing, store,
                           {.threads = threads, .progress = progress});
    }
    static std::vector<TryCount> cells(const CandidateModel& model) {
        std::vector<TryCount> all = model.off;
        for (const WaveModel& wave : model.waves) {
            for (std::size_t probe = 0; probe < wave.table.probes(); ++probe) {
                for (std::size_t at = 0; at < wave.table.crossings(); ++at) {
                    all.push_back(wave.table.at(probe, at));
                }
            }
        }
        return all;
    }

    Candidate wall;
    Observations observations;
    Reports reports;
    MemoryStore store;
    std::function<void(std::size_t, std::size_t)> progress;
    std::atomic<std::size_t> played = 0;
};

TEST_F(MakingTables, SimulatesEachCrossingOfEachWaveAndOneWithoutAWall) {
    const auto models = make();
    ASSERT_EQ(models.size(), 1U);
    EXPECT_EQ(played, 1U + 15 + 75);  // 5 media x 3 rates; x 5 chat in September
    EXPECT_EQ(models[0].name, "wall");
    EXPECT_EQ(models[0].put_in, std::vector<std::string>{"a-row"});
    ASSERT_EQ(models[0].waves.size(), 2U);
    EXPECT_EQ(models[0].waves[0].dials.size(), 3U);
    EXPECT_EQ(models[0].waves[1].table.crossings(), 75U);
    EXPECT_EQ(models[0].off.size(), 2U);
}

TEST_F(MakingTables, PutsEachCrossingWhereItsTurnsSay) {
    const auto models = make();
    const ResponseTable& table = models[0].waves[0].table;
    Crossing crossing{.candidate = &wall,
                      .wave = &observations.waves[0],
                      .settings = settings_at(wall, "july", table.turns_at(7))};
    const auto counts = play(crossing, reports.probes);
    EXPECT_EQ(table.at(0, 7), counts[0]);
    EXPECT_EQ(table.at(1, 7), counts[1]);
}

TEST_F(MakingTables, IsTheSameWhateverTheThreads) {
    const auto one = make();
    store.texts.clear();
    const auto four = make("texts", 4);
    EXPECT_EQ(played, 91U);
    EXPECT_EQ(cells(one[0]), cells(four[0]));
}

TEST_F(MakingTables, SimulatesNothingThatWasKept) {
    const auto first = make();
    const auto again = make();
    EXPECT_EQ(played, 0U);
    EXPECT_EQ(cells(first[0]), cells(again[0]));
}

TEST_F(MakingTables, SimulatesAnewWhatIsMadeOfSomethingElse) {
    static_cast<void>(make());
    static_cast<void>(make("other texts"));
    EXPECT_EQ(played, 90U);  // not the table without a wall
    static_cast<void>(make());
    wall.dials[0].to = 500'000;
    static_cast<void>(make());
    EXPECT_EQ(played, 90U);
    reports.probes.push_back("voice-call");
    ask(2, 0);
    static_cast<void>(make());
    EXPECT_EQ(played, 15U);  // of July alone
}

TEST_F(MakingTables, SimulatesInEachWaveWhatItsReportsAskFor) {
    reports.rows.clear();
    ask(1, 0);
    ask(0, 1);
    const auto models = make();
    EXPECT_FALSE(models[0].waves[0].table.at(0, 7).is_known());
    EXPECT_TRUE(models[0].waves[0].table.at(1, 7).is_known());
    EXPECT_TRUE(models[0].waves[1].table.at(0, 7).is_known());
    EXPECT_FALSE(models[0].off[0].is_known());
    const auto again = make();
    EXPECT_EQ(played, 0U);
    EXPECT_EQ(cells(models[0]), cells(again[0]));
}

/// A rule that never acts does not care how it would act.
TEST_F(MakingTables, PlaysOnceWhatDiffersOnlyInSettingsWithoutEffect) {
    wall.dials[0].moves = {"r.chance"};
    wall.dials[1].moves = {"other.chat"};
    const auto models = make();
    EXPECT_EQ(played, 1U + 13 + 65);  // of the three rates one, where media is at nothing
    const ResponseTable& table = models[0].waves[0].table;
    EXPECT_EQ(table.at(0, 0), table.at(0, 2));
    EXPECT_NE(table.at(0, 3), table.at(0, 5));
}

TEST_F(MakingTables, SimulatesAnewWhatWasKeptDamaged) {
    const auto first = make();
    for (auto& [key, text] : store.texts) text.resize(text.size() / 2);
    const auto again = make();
    EXPECT_EQ(played, 91U);
    EXPECT_EQ(cells(first[0]), cells(again[0]));
}

TEST_F(MakingTables, KeepsATableAsSoonAsItIsWhole) {
    std::vector<std::size_t> kept;
    progress = [&](std::size_t, std::size_t) { kept.push_back(store.texts.size()); };
    static_cast<void>(make());
    EXPECT_EQ(kept[1], 1U);   // without a wall
    EXPECT_EQ(kept[15], 1U);  // all but one crossing of July
    EXPECT_EQ(kept[16], 2U);
    EXPECT_EQ(kept.back(), 3U);
}

TEST_F(MakingTables, TellsHowFarItIs) {
    std::vector<std::size_t> told;
    progress = [&](std::size_t done, std::size_t of) {
        EXPECT_EQ(of, 91U);
        told.push_back(done);
    };
    static_cast<void>(make());
    EXPECT_EQ(told.size(), 92U);
    EXPECT_EQ(told.front(), 0U);
    EXPECT_EQ(told.back(), 91U);
    told.clear();
    static_cast<void>(make());
    EXPECT_EQ(told, std::vector<std::size_t>{91});
}

}  // namespace
}  // namespace cordon::testing
