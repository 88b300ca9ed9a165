#pragma once

#include <optional>
#include <string>

#include "sim/craft/http_head.hh"
#include "sim/phone/outcome.hh"
#include "sim/phone/settings.hh"
#include "sim/world/tls_link.hh"

namespace cordon {

/// A phone's HTTPS connection to a named server, for one request after another.
class HttpsVisit {
public:
    /// `seed` is what its hello is drawn from. `host` and `timings` must outlive it.
    HttpsVisit(Host& host, const Timings& timings, std::uint64_t seed)
        : host_(&host), timings_(&timings), seed_(seed) {}
    HttpsVisit(const HttpsVisit&) = delete;
    HttpsVisit& operator=(const HttpsVisit&) = delete;
    /// Closes it; with a reset when a request was not answered, so that nothing more goes out.
    ~HttpsVisit();

    /// Resolves the name, tries its addresses in order, greets the first that connects. With `at`
    /// it does not resolve, and connects there.
    [[nodiscard]] Task<Trouble> open(std::string name, std::uint16_t port, Time deadline,
                                     std::optional<IpAddress> at = std::nullopt);
    /// Sends the request with as many body bytes as it names, and passes over all of the answer.
    /// Without a byte of that for `silence` (none: until `deadline`), it ends.
    [[nodiscard]] Task<Trouble> exchange(const RequestHead& request, Time deadline,
                                         std::optional<Duration> silence = std::nullopt);

    /// Of the last answer: the head and what came with it.
    [[nodiscard]] const std::string& text() const { return text_; }
    /// TcpSocket::round_trip() of the connection; none when there is none.
    [[nodiscard]] std::optional<Duration> round_trip();

private:
    [[nodiscard]] Task<Trouble> pass_answer(const RequestHead& request, Time deadline,
                                            std::optional<Duration> silence);
    [[nodiscard]] Time next_end(Time deadline, std::optional<Duration> silence) const;

    Host* host_;
    const Timings* timings_;
    std::uint64_t seed_;
    std::optional<TlsLink> link_;
    bool is_answered_ = true;
    AnswerHead answer_;
    std::string text_;
};

/// The same in the clear, one request: the head of the answer, and all that came of its body.
struct HttpPage {
    Trouble trouble = Trouble::none;
    std::string text;
    explicit HttpPage(Trouble met) : trouble(met) {}
};
[[nodiscard]] Task<HttpPage> http_get(Host& host, const Timings& timings, RequestHead request,
                                      std::uint16_t port, Time deadline);

}  // namespace cordon
