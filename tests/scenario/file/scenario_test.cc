#include <gtest/gtest.h>

#include "tests/scenario/file/scenario_text.hh"

namespace cordon::testing {
namespace {

using Lines = std::vector<std::string>;

TEST(ScenarioFile, ReadsWhatItIsTold) {
    const Scenario read = scenario_of(good_scenario());
    EXPECT_EQ(read.name, "small");
    ASSERT_EQ(read.days.size(), 1U);
    EXPECT_EQ(read.days[0].date, "2017-07-18");
    EXPECT_EQ(readable_time(read.days[0].from), "2017-07-18 01:00:00.000000000Z");
    EXPECT_EQ(read.days[0].to - read.days[0].from, std::chrono::hours{2});
    ASSERT_EQ(read.places.size(), 2U);
    const Operator& mobile = read.places[0].operators.at(0);
    EXPECT_TRUE(mobile.inside);
    EXPECT_EQ(mobile.phones, 4U);
    EXPECT_EQ(mobile.vpn.millionths, 250'000U);
    EXPECT_FALSE(read.places[1].operators.at(0).inside);
    EXPECT_EQ(read.access.at(mobile.access).up.rate.bits_per_second, 2'000'000U);
    EXPECT_EQ(read.access.at(mobile.access).down.rate.bits_per_second, 8'000'000U);
    EXPECT_EQ(read.paths.at(0).down.loss.millionths, 5'000U);
    ASSERT_EQ(read.tries.size(), 2U);
    EXPECT_EQ(read.tries[1].function, Function::photo_send);
    EXPECT_EQ(read.tries[1].count, 2U);
}

TEST(ScenarioFile, DealsAPoolOfAddressesOutToItsNames) {
    const ServerPool chat = *scenario_of(good_scenario()).pool(ServerRole::chat);
    EXPECT_EQ(chat.names,
              (Lines{"e1.whatsapp.net", "e2.whatsapp.net", "e3.whatsapp.net", "e4.whatsapp.net"}));
    ASSERT_EQ(chat.addresses.size(), 8U);
    EXPECT_EQ(chat.addresses_of(0), (std::vector{chat.addresses.at(0), chat.addresses.at(1)}));
    EXPECT_EQ(chat.addresses_of(3), (std::vector{chat.addresses.at(6), chat.addresses.at(7)}));
    EXPECT_EQ(chat.built_in, chat.addresses);
}

TEST(ScenarioFile, GivesEachNameAnAddressWhenThereAreFewer) {
    const Scenario read =
        scenario_of(scenario_with("addresses: [158.85.58.0/29]", "addresses: [158.85.58.1]"));
    const ServerPool& chat = *read.pool(ServerRole::chat);
    for (std::size_t name = 0; name < 4; ++name) EXPECT_EQ(chat.addresses_of(name).size(), 1U);
}

TEST(ScenarioFile, PlaysSpansOfDates) {
    const Scenario read = scenario_of(
        scenario_with("[2017-07-18]",
                      "[2017-07-01, { from: 2017-07-15, to: 2017-07-18 }, { from: 2017-08-01, "
                      "to: 2017-08-16, every: 7 d }]"));
    Lines dates;
    for (const PlayedDay& day : read.days) dates.push_back(day.date);
    EXPECT_EQ(dates, (Lines{"2017-07-01", "2017-07-15", "2017-07-16", "2017-07-17", "2017-08-01",
                            "2017-08-08", "2017-08-15"}));
}

TEST(ScenarioFile, ReadsTheLossesOfADay) {
    const Scenario read = scenario_of(scenario_with(
        "loss: 0.5%", "loss: 0.5%, weather: { hours: { 0: 1%, 20: 12% }, direction: down }"));
    const Way& abroad = read.paths.at(0);
    EXPECT_FALSE(abroad.weather_up);
    EXPECT_TRUE(abroad.weather_down);
    ASSERT_EQ(abroad.weather.size(), 2U);
    EXPECT_EQ(abroad.weather[1].first, 20);
    EXPECT_EQ(abroad.weather[1].second.millionths, 120'000U);
}

const std::string sites =
    "sites:\n"
    "  pictures: { names: [p.example.net], addresses: [192.0.2.11], assumed: a choice }\n"
    "  echo: { addresses: [10.9.0.7], inside: true, apart: true, delay: 5 ms, assumed: a choice }\n"
    "visits:\n"
    "  picture: { to: p.example.net, get: 400 kB, within: 16 s }\n"
    "  upload: { to: p.example.net, at: 10.9.0.7, put: 1 MB, within: 1 min, round-trip: 500 ms }\n"
    "  assumed: a choice\n";

TEST(ScenarioFile, ReadsSitesAndVisitsAndTriesThem) {
    const Scenario read = scenario_of(
        scenario_with("tries: { text: 4, photo-send: 2", sites + "tries: { text: 4, upload: 2"));
    ASSERT_EQ(read.sites.size(), 2U);
    EXPECT_FALSE(read.sites[0].inside || read.sites[0].apart);
    EXPECT_TRUE(read.sites[1].inside && read.sites[1].apart);
    ASSERT_EQ(read.visits.size(), 2U);
    const Visit& upload = read.visits[1];
    EXPECT_EQ(upload.put, 1'000'000U);
    EXPECT_EQ(upload.get, 0U);
    EXPECT_EQ(upload.within, std::chrono::minutes{1});
    EXPECT_EQ(upload.round_trip, std::chrono::milliseconds{500});
    EXPECT_EQ(site_of(read, read.visits[0]), read.sites.data());
    EXPECT_EQ(site_of(read, upload), &read.sites[1]);
    ASSERT_EQ(read.tries.size(), 2U);
    EXPECT_EQ(read.tries[1].function, Function::visit);
    EXPECT_EQ(name_of(read, read.tries[1].function, read.tries[1].visit), "upload");
}

TEST(ScenarioFile, ComplainsOfVisitsToNobody) {
    const auto complaints = [](std::string_view from, std::string_view to) {
        std::string text = sites;
        text.replace(text.find(from), from.size(), to);
        return errors_of(scenario_with("tries:", text + "tries:"));
    };
    EXPECT_EQ(complaints("{ to: p.example.net", "{ to: q.example.net"),
              (Lines{"31:18: no site has the name 'q.example.net'; did you mean "
                     "'p.example.net'?"}));
    EXPECT_EQ(complaints("at: 10.9.0.7", "at: 10.9.0.8"),
              (Lines{"32:36: no site has the address '10.9.0.8'"}));
    EXPECT_EQ(complaints(", get: 400 kB", ""),
              (Lines{"31:3: a visit says how much it gets or puts, such as get: 400 kB"}));
    EXPECT_EQ(complaints(", within: 16 s", ""),
              (Lines{"31:3: a visit lacks 'within': how long it may take"}));
    EXPECT_EQ(complaints("  picture:", "  text:"),
              (Lines{"31:3: this is what a function is called"}));
}

TEST(ScenarioFile, ComplainsOfAScenarioWithoutPlaces) {
    std::string text = good_scenario();
    const std::size_t places = text.find("places:");
    text.erase(places, text.find("servers:") - places);
    EXPECT_EQ(errors_of(text),
              (Lines{"1:1: a case names no place: 'places' says where phones are"}));
}

TEST(ScenarioFile, ComplainsOfDatesThatRunBackwards) {
    EXPECT_EQ(errors_of(scenario_with("[2017-07-18]", "{ from: 2017-07-18, to: 2017-07-15 }")),
              (Lines{"4:32: these dates run backwards: 'to' is the first day after the span"}));
    EXPECT_EQ(errors_of(scenario_with("[2017-07-18]", "[2017-07-18, 2017-07-15]")),
              (Lines{"4:8: the dates go forward, each once; 2017-07-15 comes after 2017-07-18"}));
}

TEST(ScenarioFile, ComplainsOfAWayWithoutARate) {
    EXPECT_EQ(errors_of(scenario_with("rate: 100 Mbit/s", "rate: 0 Mbit/s")),
              (Lines{"9:19: 'rate' is more than nothing; this is '0 Mbit/s'"}));
}

TEST(ScenarioFile, SuggestsTheFunctionThatWasMeant) {
    EXPECT_EQ(errors_of(scenario_with("photo-send: 2", "foto-send: 2")),
              (Lines{"27:19: people do not do 'foto-send' with a phone; did you mean "
                     "'photo-send'?"}));
}

TEST(ScenarioFile, TellsAllThatIsWrongAtOnce) {
    std::string text = scenario_with("rate: 100 Mbit/s", "rate: 0 Mbit/s");
    text.replace(text.find("access: mobile, path: abroad, phones: 4"), 39,
                 "access: mobil, path: abroad, phones: 0 ");
    text.replace(text.find("2017-07-18"), 10, "2017-02-30");
    text += "patience: often\nsede: 3\n";
    EXPECT_EQ(errors_of(text),
              (Lines{"4:9: '2017-02-30' is no date; write 2017-07-18",
                     "9:19: 'rate' is more than nothing; this is '0 Mbit/s'",
                     "13:46: 'access' names 'mobil', which does not exist; did you mean 'mobile'?",
                     "13:75: 'phones' is more than nothing; this is '0'",
                     "28:11: 'patience': 'often' is not a number such as 3.4",
                     "29:1: a scenario has no setting 'sede'; did you mean 'seed'?"}));
}

TEST(ScenarioFile, PlaysNoDayAtTheEndsOfTime) {
    for (const char* date : {"1677-12-31", "2262-01-01", "2262-04-11", "2300-01-01"}) {
        EXPECT_EQ(errors_of(scenario_with("2017-07-18", date)),
                  Lines{std::string("4:9: '") + date +
                        "' is out of range: a case plays from 1678-01-01 to 2261-12-31"});
    }
    for (const char* date : {"1678-01-01", "2261-12-31"}) {
        EXPECT_EQ(errors_of(scenario_with("2017-07-18", date)), Lines{}) << date;
    }
}

TEST(ScenarioFile, AsksForTheServersThatAreNeeded) {
    std::string text = scenario_with("photo-send: 2", "voice-call: 2");
    const std::size_t vpn = text.find("  vpn: {");
    text.erase(vpn, text.find("tries:") - vpn);
    EXPECT_EQ(errors_of(text),
              (Lines{"18:3: there are no servers for 'vpn', and some phones use a VPN",
                     "18:3: there are no servers for 'relays', and 'voice-call' is tried"}));
}

TEST(ScenarioFile, ComplainsOfAddressesThatBelongToTwo) {
    EXPECT_EQ(errors_of(scenario_with("outside: 100.64.0.0/16", "outside: 10.1.2.0/24")),
              (Lines{"16:26: the addresses of 'hong-kong/mobile' overlap those of "
                     "'beijing/mobile' (s.yaml:13)"}));
    EXPECT_EQ(errors_of(scenario_with("[31.13.86.51]", "[10.1.0.3]")),
              (Lines{"25:51: the addresses of 'servers/media' overlap those of "
                     "'beijing/mobile' (s.yaml:13)"}));
}

TEST(ScenarioFile, ComplainsOfMorePhonesThanAddresses) {
    EXPECT_EQ(errors_of(scenario_with("10.1.0.0/16, access: mobile, path: abroad, phones: 4",
                                      "10.1.0.0/30, access: mobile, path: abroad, phones: 3")),
              (Lines{"13:76: there are fewer addresses in 10.1.0.0/30 than 'beijing/mobile' has "
                     "phones"}));
}

TEST(ScenarioFile, AsksForAZoneOnce) {
    EXPECT_EQ(errors_of(scenario_with("zone: \"+08:00\"\n", "")),
              (Lines{"3:8: dates need a zone; write zone: \"+08:00\" at the top of the case"}));
}

TEST(ScenarioFile, ComplainsOfAWrongZoneOnceAndOfNoDateForIt) {
    for (const char* zone : {"Asia/Shanghai", "[8]"}) {
        EXPECT_EQ(errors_of(scenario_with("zone: \"+08:00\"", std::string("zone: ") + zone)).size(),
                  1U)
            << zone;
    }
}

TEST(ScenarioFile, WarnsOfNumbersWithoutGrounds) {
    EXPECT_EQ(warnings_of(scenario_with(", loss: 0.5%, assumed: a choice", ", loss: 0.5%")),
              (Lines{"9:11: way 'abroad' says nowhere where its numbers come from: write 'source' "
                     "(a measurement) or 'assumed' (a choice)"}));
    EXPECT_TRUE(warnings_of(good_scenario()).empty());
}

TEST(ScenarioFile, TellsASyntaxErrorAlone) {
    EXPECT_EQ(errors_of("case: a\ndates: [2017-07-18\n").size(), 1U);
    EXPECT_EQ(errors_of(""), (Lines{"1:1: this file is empty; a scenario begins with case: NAME"}));
}

TEST(Scenario, PhonesHaveTheTcpThatTheirOperatorNames) {
    EXPECT_EQ(scenario_of(good_scenario()).places[0].operators[0].tcp, PhoneTcp::android);
    const Scenario scenario = scenario_of(scenario_with("vpn: 25%", "vpn: 25%, tcp: android-2017"));
    EXPECT_EQ(scenario.places[0].operators[0].tcp, PhoneTcp::android_2017);
    EXPECT_FALSE(errors_of(scenario_with("vpn: 25%", "tcp: symbian")).empty());
}

TEST(Scenario, ServersAndTunnelsMayAskWhetherAnybodyIsThere) {
    EXPECT_FALSE(scenario_of(good_scenario()).pool(ServerRole::chat)->keep_alive);
    const Scenario chat = scenario_of(scenario_with("delay: 20 ms", "keep_alive: 2 h"));
    EXPECT_EQ(chat.pool(ServerRole::chat)->keep_alive, std::chrono::hours(2));
    const Scenario vpn =
        scenario_of(scenario_with("vpn: { addresses", "vpn: { keep_alive: 25 s, addresses"));
    EXPECT_EQ(vpn.pool(ServerRole::vpn)->keep_alive, std::chrono::seconds(25));
    EXPECT_FALSE(errors_of(scenario_with("delay: 20 ms", "keep_alive: 0 s")).empty());
    EXPECT_FALSE(errors_of(scenario_with("resolver: {", "resolver: { keep_alive: 1 h,")).empty());
}

}  // namespace
}  // namespace cordon::testing
