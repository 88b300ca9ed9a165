// The reports of 2017 and the table of facts that they were written from. The table lies outside
// the project; where it is not there, the tests that need it say so.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/core/calendar.hh"
#include "sim/scenario/observations/file/load_observations.hh"
#include "tests/scenario/file/yaml_json.hh"
#include "tests/scenario/observations/facts.hh"

namespace cordon::testing {
namespace {

const LoadedObservations& reports() {
    static const LoadedObservations loaded = [] {
        auto read = load_observations("policies/whatsapp-2017/observations.yaml");
        EXPECT_TRUE(read) << (read ? "" : to_text(read.error().front()));
        return read.value_or(LoadedObservations{});
    }();
    return loaded;
}

/// How the table of facts speaks of a function.
Words words_for(Function function) {
    switch (function) {
        case Function::text:
            return {"text", "endpoint", "service", "all", "untouched"};
        case Function::photo_send:
        case Function::photo_forward:
            return {"photo", "picture", "image", "media", "all", "untouched"};
        case Function::photo_receive:
            return {"photo receive", "send and receive pictures", "incoming photos",
                    "all (text, photo"};
        case Function::voice_note:
            return {"voice messages", "audio", "sound"};
        case Function::video_send:
        case Function::video_receive:
            return {"video"};
        case Function::voice_call:
            return {"voice call", "Voice calls", "voice chats"};
        case Function::video_call:
            return {"video chat"};
        case Function::registration:
            return {"registration"};
        case Function::web_page:
        case Function::visit:
            return {};
    }
    return {};
}

/// Whether an entry says this of the function: what works where the row says so, else what fails;
/// what is partly so may stand with either.
bool says_so(const SourceEntry& entry, const Observation& row) {
    if (row.road == Road::vpn) return holds(entry.works + entry.fails + entry.entry.at(1), "VPN");
    if (row.road == Road::outside) return holds(entry.entry.at(2), "unaffected");
    const Words words = words_for(*row.function);
    const bool silent = holds(entry.works, "does not say");
    const bool works = !silent && holds_any(entry.works, words);
    const bool fails = holds_any(entry.fails, words);
    switch (*row.status) {
        case Status::works:
            return works;
        case Status::partly:
            return works || fails;
        case Status::fails:
            return fails;
    }
    return false;
}

/// What of an entry the table of facts does not have, in words; empty when it has all.
std::string missing_in(const std::string& table, const SourceEntry& entry) {
    const std::string line = line_with(table, entry.entry);
    if (line.empty()) return "no line";
    if (!holds(line, entry.works)) return entry.works;
    return holds(line, entry.fails) ? "" : entry.fails;
}

TEST(Facts, AreMissedWhereAnEntrySaysOtherwise) {
    const std::string table = "| **18 Jul** | test | text | photo, video | China | Paper |\n";
    SourceEntry entry;
    entry.entry = {"18 Jul", "Paper"};
    entry.works = "text";
    entry.fails = "photo, video";
    EXPECT_EQ(missing_in(table, entry), "");
    entry.fails = "photo, voice";
    EXPECT_EQ(missing_in(table, entry), "photo, voice");
    entry.works = "all";
    EXPECT_EQ(missing_in(table, entry), "all");
    entry.entry = {"19 Jul", "Paper"};
    EXPECT_EQ(missing_in(table, entry), "no line");
}

TEST(Facts, ARowThatSaysMoreThanItsSourceIsFound) {
    const auto& rows = reports().observations.rows;
    int found = 0, fitted = 0;
    for (Observation row : rows) {
        if (row.use != ReportUse::fit) continue;
        ++fitted;
        row.function = Function::web_page;  // of which no source speaks
        found += says_so(*reports().sources.find(row.source), row) ? 0 : 1;
    }
    EXPECT_EQ(found, fitted);
}

TEST(Case2017, BeginsWithTheArticleOf26September) {
    const auto& rows = reports().observations.rows;
    ASSERT_GT(rows.size(), 60U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(rows[i].origin, "bbc-26-sep");
    EXPECT_EQ(rows[0].function, Function::photo_send);
    EXPECT_EQ(rows[0].status, Status::fails);
    EXPECT_EQ(rows[0].recipient, Recipient::abroad);
}

TEST(Case2017, DoesNotSayForTheArticleThatTextWorked) {
    for (const Observation& row : reports().observations.rows) {
        if (row.origin != "bbc-26-sep" || row.road != Road::direct) continue;
        EXPECT_FALSE(row.function == Function::text && row.status == Status::works) << row.id;
    }
}

TEST(Case2017, SaysNothingOfAFunctionThatItsSourceDoesNot) {
    for (const Observation& row : reports().observations.rows) {
        if (row.use == ReportUse::context || row.source == "no-report") continue;
        const SourceEntry* entry = reports().sources.find(row.source);
        ASSERT_NE(entry, nullptr) << row.id;
        EXPECT_TRUE(says_so(*entry, row)) << row.id << " (" << row.where << ")";
    }
}

TEST(Case2017, ScoresNoExplanationAndNoControl) {
    for (const Observation& row : reports().observations.rows) {
        if (row.origin == "analyst" || row.origin == "this-case") {
            EXPECT_NE(row.use, ReportUse::fit) << row.id;
        }
    }
}

TEST(Case2017, HoldsOutWhatNoCandidateCanTellApart) {
    std::set<ReportUse> uses;
    for (const Observation& row : reports().observations.rows) {
        if (row.id == "beijing-kids-home" || row.id == "beijing-kids-abroad") uses.insert(row.use);
    }
    EXPECT_EQ(uses, std::set{ReportUse::held_out});
}

TEST(Case2017, HasAControlOfEachKind) {
    std::map<Road, int> roads;
    int before = 0, other_site = 0;
    for (const Observation& row : reports().observations.rows) {
        if (row.use != ReportUse::control) continue;
        ++roads[row.road];
        if (row.to <= reports().observations.waves.at(0).from) ++before;
        if (row.function == Function::web_page) ++other_site;
    }
    for (const Road road : {Road::vpn, Road::roaming, Road::outside}) EXPECT_GT(roads[road], 0);
    EXPECT_GT(before, 0);
    EXPECT_GT(other_site, 0);
}

TEST(Case2017, UsesEverySourceOfItsIndex) {
    for (const SourceEntry& entry : reports().sources.entries) {
        const auto& rows = reports().observations.rows;
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const Observation& row) {
            return row.source == entry.source;
        })) << entry.source;
    }
}

TEST(Case2017, FitsTheSchemaForEditors) {
    EXPECT_EQ(schema_complaints_of_file("observations", "policies/whatsapp-2017/observations.yaml"),
              std::vector<std::string>());
}

TEST(Case2017, QuotesTheTableOfFactsAsItStands) {
    const auto table = facts();
    if (!table) GTEST_SKIP() << "the table of facts is not here; CORDON_FACTS names it";
    for (const SourceEntry& entry : reports().sources.entries) {
        if (entry.source == "no-report") continue;
        EXPECT_EQ(missing_in(*table, entry), "") << entry.source << " (" << entry.where << ")";
    }
}

TEST(Case2017, HasTheDaysAndPlacesOfTheTableOfFacts) {
    const auto table = facts();
    if (!table) GTEST_SKIP() << "the table of facts is not here; CORDON_FACTS names it";
    const std::map<std::string, std::string> places{
        {"guangzhou", "Guangzhou"},         {"beijing", "Beijing"},
        {"shanghai", "Shanghai"},           {"hunan", "Hunan"},
        {"hong-kong", "Hong Kong"},         {"china-mobile", "AS9808"},
        {"china-telecom", "China Telecom"}, {"china-unicom", "China Unicom"}};
    const Words months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (const SourceEntry& entry : reports().sources.entries) {
        if (entry.source == "no-report" || entry.origin == "analyst") continue;
        if (entry.source == "bbc-26-sep-context") continue;  // what the article tells again
        const std::string line = line_with(*table, entry.entry);
        const ZoneOffset zone = reports().observations.zone;
        const CalendarTime first = calendar_time(entry.from, zone);
        EXPECT_TRUE(holds(line.substr(0, 60), months[first.month - 1U])) << entry.source;
        if (entry.to - entry.from <= std::chrono::hours{24}) {
            EXPECT_TRUE(holds(line.substr(0, 60), std::to_string(first.day))) << entry.source;
        }
        for (const std::string& place : entry.places) {
            const auto known = places.find(place);
            const bool named = known == places.end() || holds(line, known->second);
            EXPECT_TRUE(named) << entry.source << ": " << place;
        }
    }
}

}  // namespace
}  // namespace cordon::testing
