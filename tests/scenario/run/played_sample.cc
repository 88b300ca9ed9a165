#include "tests/scenario/run/played_sample.hh"

#include "sim/core/calendar.hh"

namespace cordon::testing {
namespace {

using std::chrono::seconds;

PlayedDay day(const char* date) {
    const Time from = parse_time(date, {})->at;
    return {.date = date, .from = from, .to = from + std::chrono::hours{1}};
}

Outcome good(Function function, Time began, Duration after) {
    return {.function = function,
            .kind = Outcome::Kind::delivered,
            .why = {},
            .began = began,
            .took = after,
            .complete_after = after};
}

Outcome failed(Function function, Time began) {
    return {.function = function,
            .kind = Outcome::Kind::gave_up,
            .why = {.stage = Stage::upload, .trouble = Trouble::timed_out},
            .began = began,
            .took = seconds{300},
            .complete_after = {}};
}

}  // namespace

PlayedSample::PlayedSample() {
    scenario.name = "sample";
    scenario.days = {day("2017-07-18"), day("2017-07-19")};
    Operator mobile;
    mobile.name = "mobile";
    mobile.block = *parse_cidr("10.1.0.0/16");
    mobile.phones = 2;
    mobile.vpn = Share{500'000};
    scenario.places = {{.name = "beijing", .operators = {mobile}}};
    scenario.tries = {{.function = Function::text, .count = 1},
                      {.function = Function::photo_send, .count = 1}};
    run.scenario = &scenario;
    run.walls = {"names", ""};
    const auto phones = cast_of(scenario.places[0]);
    for (std::size_t at = 0; at < scenario.days.size(); ++at) {
        const Time begin = scenario.days[at].from;
        for (std::size_t wall = 0; wall < run.walls.size(); ++wall) {
            PlayedCell cell{.day = at,
                            .place = 0,
                            .wall = wall,
                            .tries = {},
                            .packets = 100,
                            .packets_removed = wall == 0 ? 10U : 0U,
                            .limits = {}};
            for (const CastPhone& phone : phones) {
                const bool hit = wall == 0 && phone.manner == Manner::plain;
                cell.tries.push_back({phone, good(Function::text, begin, seconds{40})});
                cell.tries.push_back({phone, hit ? failed(Function::photo_send, begin)
                                                 : good(Function::photo_send, begin, seconds{9})});
            }
            run.cells.push_back(std::move(cell));
        }
    }
}

}  // namespace cordon::testing
