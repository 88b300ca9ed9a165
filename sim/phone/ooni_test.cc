#include "sim/phone/ooni_test.hh"

#include <array>

#include "sim/core/keyed_random.hh"
#include "sim/core/well_known_port.hh"
#include "sim/phone/dial.hh"
#include "sim/phone/https_visit.hh"

namespace cordon {
namespace {

// EVIDENCE.md A.3: ports in this order, and the time given to each.
constexpr std::array<std::uint16_t, 2> ports{well_known_port::https, well_known_port::chat};
constexpr Duration connect_time_out = std::chrono::seconds{10};
constexpr Duration request_time_out = std::chrono::seconds{60};  // choice

struct Hosts {
    std::size_t addresses = 0, failed = 0;  // failed: on both ports
};

/// Tries every address of `name`; a name without any counts as one that failed.
Task<Hosts> try_endpoints(Host& host, std::string name) {
    Hosts tried;
    const std::vector<IpAddress> addresses =
        co_await addresses_of(host, std::move(name), host.now() + connect_time_out);
    for (const IpAddress& address : addresses) {
        bool reached = false;
        for (const std::uint16_t port : ports) {
            const Endpoint server{.address = address, .port = port};
            const Dialled dialled = co_await dial(host, server, host.now() + connect_time_out);
            if (dialled.socket) reached = true;
            if (reached) break;
        }
        ++tried.addresses;
        if (!reached) ++tried.failed;
    }
    if (addresses.empty()) ++tried.failed;
    co_return tried;
}

Task<bool> endpoints_blocked(Host& host, const PhoneSettings& settings, const OoniTest& test) {
    if (test.version == OoniTest::Version::legacy) {
        const std::uint64_t pick = KeyedRandom(settings.seed, "ooni endpoint")
                                       .mix(test.run)
                                       .below(settings.chat_names.size());
        const Hosts tried = co_await try_endpoints(host, settings.chat_names[pick]);
        co_return tried.failed > 0;
    }
    for (const std::string& name : settings.chat_names) {
        const Hosts tried = co_await try_endpoints(host, name);
        if (tried.failed < tried.addresses) co_return false;
    }
    co_return true;
}

/// Whether an answer came, whatever it says; `title`, when not empty, has to be in it.
Task<bool> fetches(Host& host, const PhoneSettings& settings, RequestHead request,
                   std::string title) {
    HttpsVisit visit(host, settings.timings, settings.seed);
    const Time deadline = host.now() + request_time_out;
    Trouble met = co_await visit.open(request.host, well_known_port::https, deadline);
    if (met == Trouble::none) met = co_await visit.exchange(request, deadline);
    if (met != Trouble::none && met != Trouble::denied) co_return false;
    co_return visit.text().find(title) != std::string::npos;
}

}  // namespace

Task<OoniTest::Verdict> run_ooni_test(Host& host, const PhoneSettings& settings,
                                      const OoniTest& test) {
    OoniTest::Verdict verdict;
    verdict.endpoints_blocked = co_await endpoints_blocked(host, settings, test);

    RequestHead request;
    request.host = settings.registration_name;
    request.path = "/v2/register";
    const bool registers = co_await fetches(host, settings, request, std::string());
    verdict.registration_blocked = !registers;

    const bool is_legacy = test.version == OoniTest::Version::legacy;
    std::string title;
    if (is_legacy) title = "<title>WhatsApp Web</title>";
    request.host = test.web_name;
    request.path = "/";
    const bool shows = co_await fetches(host, settings, request, title);
    verdict.web_blocked = !shows;
    if (is_legacy && shows) {
        const Time deadline = host.now() + request_time_out;
        const HttpPage page =
            co_await http_get(host, settings.timings, request, well_known_port::http, deadline);
        verdict.web_blocked = page.text.find(title) == std::string::npos;
    }
    co_return verdict;
}

}  // namespace cordon
