// The reports of 2021 on Twitter in Russia, and the table of facts that they were written from.
// Where that is not there, the tests that need it say so.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/observations/file/load_observations.hh"
#include "tests/scenario/file/yaml_json.hh"
#include "tests/scenario/observations/facts.hh"

namespace cordon::testing {
namespace {

const LoadedObservations& reports() {
    static const LoadedObservations loaded = [] {
        auto read = load_observations("policies/twitter-2021/observations.yaml");
        EXPECT_TRUE(read) << (read ? "" : to_text(read.error().front()));
        return read.value_or(LoadedObservations{});
    }();
    return loaded;
}

const Scenario& scenario() {
    static const Scenario loaded = [] {
        auto read = load_scenario("policies/twitter-2021/scenario.yaml");
        EXPECT_TRUE(read) << (read ? "" : to_text(read.error().front()));
        return read ? read->scenario : Scenario{};
    }();
    return loaded;
}

const SourceEntry& source_of(const Observation& row) {
    const SourceEntry* entry = reports().sources.find(row.source);
    EXPECT_NE(entry, nullptr) << row.id;
    return *entry;
}

const Visit& visit_of(const Observation& row) {
    const auto& visits = scenario().visits;
    const auto found = std::find_if(visits.begin(), visits.end(),
                                    [&](const Visit& each) { return each.name == row.visit; });
    EXPECT_NE(found, visits.end()) << row.id;
    return *found;
}

bool is_scored(const Observation& row) {
    return row.use == ReportUse::fit || row.use == ReportUse::held_out;
}

/// The speed that a visit marks, in kbit/s.
std::int64_t speed_of(const Visit& visit) {
    const auto bits = static_cast<std::int64_t>(8 * (visit.get + visit.put));
    return bits * ns_per_s / visit.within.count() / 1000;
}

TEST(Twitter2021, ScoresNothingThatIsNotInTheTableOfFacts) {
    for (const Observation& row : reports().observations.rows) {
        if (!is_scored(row)) continue;
        EXPECT_FALSE(source_of(row).entry.empty()) << row.id;
    }
}

TEST(Twitter2021, QuotesTheTableOfFactsAsItStands) {
    const auto table = facts();
    if (!table) GTEST_SKIP() << "the table of facts is not here; CORDON_FACTS names it";
    ASSERT_FALSE(line_with(*table, {"C.7", "Russia/Twitter 2021"}).empty());
    for (const SourceEntry& entry : reports().sources.entries) {
        if (entry.entry.empty()) continue;
        const std::string line = line_with(*table, entry.entry);
        ASSERT_FALSE(line.empty()) << entry.source << " (" << entry.where << ")";
        EXPECT_TRUE(holds(line, entry.works)) << entry.source << ": " << entry.works;
        EXPECT_TRUE(holds(line, entry.fails)) << entry.source << ": " << entry.fails;
    }
}

TEST(Twitter2021, MarksTheMeasuredSpeedFromBothSides) {
    std::set<Status> statuses;
    for (const Observation& row : reports().observations.rows) {
        if (!is_scored(row)) continue;
        const std::string quoted = source_of(row).works + source_of(row).fails;
        if (!holds(quoted, "130-150") || row.visit.find("kbit") == std::string::npos) continue;
        const std::int64_t speed = speed_of(visit_of(row));
        EXPECT_TRUE(row.status == Status::works ? speed < 130 : speed > 150) << row.id;
        EXPECT_TRUE(holds(row.visit, std::to_string(speed) + "-kbit")) << row.id;
        statuses.insert(*row.status);
    }
    EXPECT_EQ(statuses, (std::set{Status::works, Status::fails}));
}

TEST(Twitter2021, SaysOfNoNameWhatItsSourceDoesNot) {
    for (const Observation& row : reports().observations.rows) {
        if (row.origin != "users" || !is_scored(row)) continue;
        std::string name = visit_of(row).site;
        if (name.ends_with(".twimg.com")) name = "twimg.com";
        const std::string quoted = source_of(row).works + source_of(row).fails;
        EXPECT_TRUE(holds(quoted, name) || holds(quoted, "100-150")) << row.id;
    }
}

TEST(Twitter2021, CountsTheServersThatWereTried) {
    const auto& rows = reports().observations.rows;
    const auto echo =
        std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.tries; });
    ASSERT_NE(echo, rows.end());
    EXPECT_EQ(echo->tries, 1297U);
    EXPECT_TRUE(holds(source_of(*echo).works, "0 of 1,297"));
    const NamedSite* site = site_of(scenario(), visit_of(*echo));
    ASSERT_NE(site, nullptr);
    EXPECT_TRUE(site->inside);
}

TEST(Twitter2021, HoldsOutTheOneOperatorThatDoesSomethingElse) {
    for (const Observation& row : reports().observations.rows) {
        if (row.place != reports().observations.nation) {
            EXPECT_EQ(row.use, ReportUse::held_out) << row.id;
        }
    }
}

TEST(Twitter2021, HasAControlOfEachKind) {
    std::set<Road> roads;
    bool before = false;
    for (const Observation& row : reports().observations.rows) {
        if (row.use != ReportUse::control) continue;
        roads.insert(row.road);
        before = before || row.to <= reports().observations.waves.at(0).from;
    }
    EXPECT_EQ(roads, (std::set{Road::direct, Road::vpn, Road::outside}));
    EXPECT_TRUE(before);
}

TEST(Twitter2021, UsesEverySourceOfItsIndexAndEveryVisit) {
    const auto& rows = reports().observations.rows;
    for (const SourceEntry& entry : reports().sources.entries) {
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const Observation& row) {
            return row.source == entry.source;
        })) << entry.source;
    }
    for (const Visit& visit : scenario().visits) {
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const Observation& row) {
            return row.visit == visit.name;
        })) << visit.name;
    }
}

TEST(Twitter2021, FitsTheSchemaForEditors) {
    EXPECT_EQ(schema_complaints_of_file("observations", "policies/twitter-2021/observations.yaml"),
              std::vector<std::string>());
}

}  // namespace
}  // namespace cordon::testing
