#include "tests/scenario/reckoning/toy.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <sstream>

#include "sim/scenario/reckoning/chances.hh"

namespace cordon::testing {
namespace {

constexpr std::uint32_t many = 100'000'000;
constexpr std::array<std::string_view, 10> functions{"text", "psend", "precv", "video", "voice",
                                                     "call", "vcall", "reg",   "ctl",   "vpn"};

TryCount counted(double share) {
    const auto successes = static_cast<std::uint32_t>(std::lround(share * many));
    return {many, successes, successes, successes};
}

std::size_t index_in(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
}

double wrong_of(const std::string& kind) {
    if (kind == "meas") return usual_wrong(ReportKind::measurement);
    if (kind == "jour") return usual_wrong(ReportKind::journalist_test);
    return usual_wrong(ReportKind::user);
}

Report report_in(std::string_view line, Reports& reports) {
    std::istringstream words{std::string(line)};
    std::string origin, kind, place, function, status;
    std::size_t wave = 0;
    words >> origin >> kind >> wave >> place >> function >> status;
    Report row;
    row.id = origin + "-" + function + "-" + std::to_string(reports.rows.size());
    row.said = status == "works"   ? Status::works
               : status == "fails" ? Status::fails
                                   : Status::partly;
    row.wrong = wrong_of(kind);
    row.wave = wave;
    while (reports.waves.size() <= wave) {
        reports.waves.push_back("wave " + std::to_string(reports.waves.size()));
    }
    if (place != "*") row.place = index_in(reports.places, place);
    row.probe = index_in(reports.probes, function);
    row.origin = index_in(reports.origins, origin);
    return row;
}

/// What share succeeds of a function where the wall's dials stand at a and b.
using Curve = std::function<double(std::string_view function, double a, double b)>;

bool is_media(std::string_view f) {
    return f == "psend" || f == "precv" || f == "video" || f == "voice";
}

double at_rate(std::string_view f, double a, double b) {
    static const std::map<std::string_view, double> weights{
        {"text", .15}, {"psend", .7}, {"precv", .7}, {"video", 1},
        {"voice", .3}, {"call", .6},  {"vcall", 1},  {"reg", .1}};
    const auto found = weights.find(f);
    return found == weights.end() ? .98 : .98 * (1 - std::min(1.0, (a + b) * found->second));
}

double in_weather(std::string_view f, double a, double) {
    static const std::map<std::string_view, double> weights{
        {"text", .5}, {"psend", 1}, {"precv", 1}, {"video", 1}, {"voice", .8},
        {"call", 1},  {"vcall", 1}, {"reg", .6},  {"vpn", 1}};
    const auto found = weights.find(f);
    return found == weights.end() ? .98 : .98 * (1 - a * found->second);
}

CandidateModel wall(const std::string& name, std::size_t strengths, const Curve& curve) {
    // Fine enough that the kinks of the curves lie near a turn.
    ResponseTable::Axis axis{.dial = "a", .turns = {}};
    for (int i = 0; i <= 100; ++i) axis.turns.push_back(i / 100.0);
    std::vector<ResponseTable::Axis> axes(strengths, axis);
    WaveModel wave{.dials = {}, .table = ResponseTable(functions.size(), axes)};
    for (std::size_t i = 0; i < strengths; ++i) {
        wave.dials.push_back({.name = "strength", .is = ModelDial::Is::strength});
    }
    wave.dials.push_back({.name = "uneven", .is = ModelDial::Is::unevenness});
    const Reports reports = toy_reports();
    for (std::size_t probe = 0; probe < reports.probes.size(); ++probe) {
        for (std::size_t at = 0; at < wave.table.crossings(); ++at) {
            const std::vector<double> turns = wave.table.turns_at(at);
            const double b = strengths > 1 ? turns[1] : 0;
            wave.table.set(probe, at, counted(curve(reports.probes[probe], turns[0], b)));
        }
    }
    CandidateModel model;
    model.name = name;
    model.waves = {wave, wave};
    model.off.assign(reports.probes.size(), counted(.98));
    return model;
}

}  // namespace

Reports reports_in(const std::vector<std::string_view>& rows) {
    Reports reports;
    for (const std::string_view row : rows) {
        Report report = report_in(row, reports);
        reports.rows.push_back(std::move(report));
    }
    return reports;
}

Reports toy_reports() {
    return reports_in({"SCMP18 jour 0 x1 text works",   "SCMP18 jour 0 x1 psend fails",
                       "SCMP18 jour 0 x1 video fails",  "SCMP18 jour 0 x1 precv fails",
                       "SCMP19 jour 0 GZ text works",   "SCMP19 jour 0 GZ psend works",
                       "SCMP19 jour 0 GZ precv works",  "SCMP19 jour 0 GZ video works",
                       "SCMP19 jour 0 GZ voice works",  "SCMP19 jour 0 BJ text works",
                       "SCMP19 jour 0 BJ psend partly", "SCMP19 jour 0 BJ precv partly",
                       "SCMP19 jour 0 SH psend fails",  "SCMP19 jour 0 SH precv fails",
                       "SCMP19 jour 0 SH reg fails",    "NYT7 jour 0 * text works",
                       "NYT7 jour 0 * psend fails",     "NYT7 jour 0 * vcall fails",
                       "NYT7 jour 0 * call partly",     "AP7 jour 0 * text partly",
                       "AP7 jour 0 * psend fails",      "AP7 jour 0 * voice fails",
                       "AP7 jour 0 * video fails",      "BBC7 jour 0 * text works",
                       "BBC7 jour 0 * psend fails",     "BBC7 jour 0 * voice fails",
                       "gfw649 user 0 x2 psend partly", "rac1305 user 0 x3 text partly",
                       "bjkids user 0 BJ psend partly", "owrt user 0 x4 psend fails",
                       "OONI meas 1 CM text fails",     "OONI meas 1 CM text fails",
                       "OONI meas 1 CM text fails",     "NYT9 jour 1 * text fails",
                       "SCMP26 jour 1 BJ text partly",  "SCMP26 jour 1 BJ psend partly",
                       "SCMP26 jour 1 BJ call partly",  "SCMP26 jour 1 GZ text partly",
                       "SCMP26 jour 1 GZ psend partly", "SCMP26 jour 1 GZ call partly",
                       "BBC9 jour 1 * psend fails",     "BBC9 jour 1 * video fails",
                       "RFA jour 1 HN text fails",      "RFA jour 1 x5 call partly",
                       "gfw733 user 1 CT text fails",   "CNBC10 jour 1 BJ text partly",
                       "NYT9 jour 1 roam ctl works",    "addict user 0 HK ctl works",
                       "SCMP18 jour 0 x1 vpn works"});
}

std::vector<CandidateModel> toy_walls() {
    const Curve sni = [](std::string_view f, double a, double) {
        return is_media(f) || f == "reg" ? .98 * (1 - a) : .98;
    };
    const Curve address = [](std::string_view f, double a, double b) {
        if (f == "text") return .98 * (1 - b * b * b * b);
        return is_media(f) || f == "reg" || f == "call" || f == "vcall" ? .98 * (1 - a) : .98;
    };
    const Curve name_and_chat = [&](std::string_view f, double a, double b) {
        return f == "text" ? .98 * (1 - b) : sni(f, a, b);
    };
    const Curve outage = [](std::string_view f, double a, double) {
        static_cast<void>(f);
        return .98 * (1 - a);
    };
    return {wall("SNI", 1, sni),
            wall("ADDR", 2, address),
            wall("RATE", 2, at_rate),
            wall("NAME+CHAT", 2, name_and_chat),
            wall("WEATHER", 1, in_weather),
            wall("OUTAGE", 1, outage)};
}

CandidateModel wall_of(const std::string& name, const std::vector<Response>& responses) {
    WaveModel wave{
        .dials = {{.name = "strength", .is = ModelDial::Is::strength}},
        .table = ResponseTable(responses.size(), {{.dial = "strength", .turns = {0, 1}}})};
    CandidateModel model;
    model.name = name;
    for (std::size_t probe = 0; probe < responses.size(); ++probe) {
        wave.table.set(probe, 0, counted(responses[probe].off));
        wave.table.set(probe, 1, counted(responses[probe].on));
        model.off.push_back(counted(responses[probe].off));
    }
    model.waves = {wave};
    return model;
}

}  // namespace cordon::testing
