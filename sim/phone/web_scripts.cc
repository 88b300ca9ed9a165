// Registration, pages of web sites, and visits to those that a scenario names.

#include "sim/core/keyed_random.hh"
#include "sim/core/well_known_port.hh"
#include "sim/phone/https_visit.hh"
#include "sim/phone/media.hh"
#include "sim/phone/script.hh"

namespace cordon {
namespace {

/// One request to the registration server over a connection of its own, made again when it fails.
Task<bool> ask_registration(const Script& script, std::string path, std::uint32_t number) {
    Retries retries(script.timings());
    RequestHead request;
    request.host = script.settings->registration_name;
    request.path = path;
    request.path += "?cc=86&in=" + std::to_string(static_cast<std::uint32_t>(script.account));
    for (;; ++number) {
        const std::uint64_t seed =
            KeyedRandom(script.seed, "registration connection").mix(number).bits();
        HttpsVisit visit(*script.host, script.timings(), seed);
        const Time deadline = script.now() + script.timings().request;
        Trouble met = co_await visit.open(request.host, well_known_port::https, deadline);
        if (met == Trouble::none) met = co_await visit.exchange(request, deadline);
        if (met == Trouble::none) co_return true;
        script.attempt->met(Stage::registration, met);
        if (!retries.again()) co_return false;
        co_await Sleep(script.host->scheduler(), script.now() + retries.pause());
    }
}

/// Carries an exchange through, and looks at its round trips meanwhile: their mean.
Task<Duration> mean_round_trip(const Script& script, HttpsVisit& connection,
                               Task<Trouble>& exchange) {
    constexpr Duration interval = std::chrono::milliseconds{100};  // choice
    Duration sum{};
    std::int64_t count = 0;
    exchange.start();
    while (!exchange.done()) {
        co_await Sleep(script.host->scheduler(), script.now() + interval);
        const auto round_trip = connection.round_trip();
        if (!round_trip) continue;
        sum += *round_trip;
        ++count;
    }
    co_return count == 0 ? Duration{} : sum / count;
}

}  // namespace

Task<void> register_number(const Script& script) {
    const bool code_is_sent = co_await ask_registration(script, "/v2/code", 0);
    if (!code_is_sent) {
        script.attempt->give_up_as_met();
        co_return;
    }
    co_await Sleep(script.host->scheduler(), script.now() + script.timings().code_by_sms);
    const bool registered = co_await ask_registration(script, "/v2/register", 100);
    if (!registered) {
        script.attempt->give_up_as_met();
        co_return;
    }
    script.attempt->done(script.now());
}

Task<void> load_page(const Script& script) {
    const PhoneSettings& settings = *script.settings;
    Retries retries(script.timings());  // choice: browsers load again what did not come
    RequestHead request;
    request.host = settings.web_name;
    for (std::uint32_t number = 0;; ++number) {
        const Time deadline = script.now() + script.timings().request;
        Trouble met = Trouble::none;
        if (settings.web_port == well_known_port::https) {
            const std::uint64_t seed = KeyedRandom(script.seed, "page").mix(number).bits();
            HttpsVisit visit(*script.host, script.timings(), seed);
            met = co_await visit.open(settings.web_name, well_known_port::https, deadline);
            if (met == Trouble::none) met = co_await visit.exchange(request, deadline);
        } else {
            const HttpPage page = co_await http_get(*script.host, script.timings(), request,
                                                    settings.web_port, deadline);
            met = page.trouble;
        }
        if (met == Trouble::none) break;
        script.attempt->met(Stage::web, met);
        if (!retries.again()) {
            script.attempt->give_up_as_met();
            co_return;
        }
        co_await Sleep(script.host->scheduler(), script.now() + retries.pause());
    }
    script.attempt->done(script.now());
}

Task<void> make_visit(const Script& script, const Visit& visit) {
    RequestHead request;
    request.host = visit.site;
    request.path = path_of_bytes(visit.get);
    request.body = visit.put;
    if (visit.put > 0) request.method = "POST";
    Try& attempt = *script.attempt;
    const Time end = attempt.began() + attempt.patience(script.settings->patience_percent);
    HttpsVisit connection(*script.host, script.timings(), KeyedRandom(script.seed, "visit").bits());
    Trouble met = co_await connection.open(visit.site, well_known_port::https, end, visit.at);
    if (met == Trouble::none && visit.round_trip) {
        Task<Trouble> exchange = connection.exchange(request, end);
        const Duration round_trip = co_await mean_round_trip(script, connection, exchange);
        met = exchange.result();
        if (met == Trouble::none && round_trip > *visit.round_trip) met = Trouble::delayed;
    } else if (met == Trouble::none) {
        met = co_await connection.exchange(request, end);
    }
    if (met == Trouble::none) {
        attempt.done(script.now());
    } else {
        attempt.give_up(Stage::web, met);
    }
}

}  // namespace cordon
