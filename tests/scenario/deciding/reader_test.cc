// deciding.yaml: what is read, and what is refused.
#include <gtest/gtest.h>

#include "sim/policy/file/file_reader.hh"
#include "sim/scenario/deciding/file/load_deciding.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/observations/file/load_observations.hh"
#include "tests/scenario/file/yaml_json.hh"

namespace cordon::testing {
namespace {

using Lines = std::vector<std::string>;

const std::string head =
    "deciding: d\n"
    "wave: july\n"
    "while-fails: photo-send\n"
    "probes:\n";  // probes begin in line 5

const Scenario& scenario() {
    static const Scenario loaded =
        load_scenario("policies/whatsapp-2017/scenario.yaml").value().scenario;
    return loaded;
}

const Observations& observations() {
    static const Observations loaded =
        load_observations("policies/whatsapp-2017/observations.yaml").value().observations;
    return loaded;
}

tl::expected<DecidingPlan, std::vector<Diagnostic>> parse(const std::string& text) {
    return parse_deciding(text, "d.yaml", scenario(), observations());
}

Lines errors_in(const std::string& text) {
    Lines lines;
    const auto parsed = parse(text);
    if (parsed) return lines;
    for (const Diagnostic& error : parsed.error()) lines.push_back(to_text(error));
    return lines;
}

TEST(Deciding, ReadsAPlan) {
    const auto plan =
        parse(head +
              "  - { probe: A name, does: greet, to: media, says: x.example }\n"
              "  - { probe: B, does: upload, to: media, bytes: 10 kB, "
              "address: hosts-file }\n"
              "  - { probe: C, does: attempt, function: photo-send, patience: 1 h }\n");
    ASSERT_TRUE(plan) << to_text(plan.error().front());
    EXPECT_EQ(plan->wave, 0U);
    EXPECT_EQ(plan->fails, Function::photo_send);
    ASSERT_EQ(plan->probes.size(), 3U);
    EXPECT_EQ(plan->probes[0].does, DecidingProbe::Does::greet);
    EXPECT_EQ(plan->probes[0].says, "x.example");
    EXPECT_EQ(plan->probes[1].bytes, 10'000U);
    EXPECT_TRUE(plan->probes[1].by_hosts_file);
    EXPECT_EQ(plan->probes[2].patience, std::chrono::hours{1});
}

TEST(Deciding, SaysAllThatIsWrong) {
    EXPECT_EQ(errors_in(head + "  - { probe: A, does: greet, to: medias }\n"
                               "  - { probe: B, does: upload, to: media }\n"
                               "  - { probe: C, does: attempt, function: photo, bytes: 1 kB }\n"
                               "  - { probe: D, does: connect, to: media, says: x.example }\n"
                               "  - { probe: E, does: greet, to: relays }\n"),
              (Lines{("d.yaml:5:34: 'to' (servers of the scenario) is resolver, chat, media, "
                      "registration, web, relays or vpn, not 'medias'; did you mean 'media'?"),
                     "d.yaml:6:14: a probe lacks 'bytes'",
                     ("d.yaml:7:42: no function is called 'photo'; there are text, photo-send, "
                      "photo-forward, photo-receive, voice-note, video-send, video-receive, "
                      "voice-call, video-call, registration and web-page"),
                     "d.yaml:7:56: 'bytes' means nothing to a probe that does 'attempt'",
                     "d.yaml:8:49: 'says' means nothing to a probe that does 'connect'",
                     ("d.yaml:9:34: these servers have no name; give one for the hello under "
                      "'says'")}));
}

TEST(Deciding, NeedsAWaveOfTheReportsAndProbes) {
    const Lines errors = errors_in("deciding: d\nwave: august\nprobes: []\n");
    ASSERT_EQ(errors.size(), 3U);
    EXPECT_NE(errors[0].find("the file lacks 'while-fails'"), std::string::npos) << errors[0];
    EXPECT_NE(errors[1].find("august"), std::string::npos) << errors[1];
    EXPECT_NE(errors[2].find("'probes' is a list"), std::string::npos) << errors[2];
}

TEST(Deciding, EveryPlanOfACaseIsGoodAndFitsTheSchema) {
    const std::string path = "policies/whatsapp-2017/deciding.yaml";
    const auto plan = load_deciding(path, scenario(), observations());
    ASSERT_TRUE(plan) << to_text(plan.error().front());
    EXPECT_GE(plan->probes.size(), 9U);
    EXPECT_EQ(schema_complaints_of_file("deciding", path), Lines());
}

TEST(Deciding, SchemaKnowsTheWordsOfTheReader) {
    const auto schema =
        nlohmann::json::parse(DiskFiles().read("policies/schema/deciding.schema.json").value());
    for (const std::string_view key : deciding_keys()) {
        EXPECT_TRUE(schema["properties"].contains(key)) << key;
    }
    const auto& probe = schema["definitions"]["probe"]["properties"];
    for (const std::string_view key : probe_keys()) EXPECT_TRUE(probe.contains(key)) << key;
    EXPECT_EQ(probe["does"]["enum"], does_words());
}

}  // namespace
}  // namespace cordon::testing
