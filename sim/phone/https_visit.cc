#include "sim/phone/https_visit.hh"

#include <algorithm>

#include "sim/phone/dial.hh"
#include "sim/phone/trouble.hh"

namespace cordon {
namespace {

constexpr std::size_t most_page = 4'194'304;  // choice

/// The first address of `name` that connects.
Task<Dialled> dial_name(Host& host, const Timings& timings, std::string name, std::uint16_t port,
                        Time deadline) {
    const Time resolved_by = std::min(deadline, host.now() + timings.look_up);
    const std::vector<IpAddress> addresses =
        co_await addresses_of(host, std::move(name), resolved_by);
    Trouble met = Trouble::no_name;
    for (const IpAddress& address : addresses) {
        const Endpoint server{.address = address, .port = port};
        const Time connected_by = std::min(deadline, host.now() + timings.connect);
        Dialled dialled = co_await dial(host, server, connected_by);
        if (dialled.socket) co_return dialled;
        met = dialled.trouble;
    }
    co_return Dialled(nullptr, met);
}

/// What there is to say of a page so far; nothing while more of it is to come.
std::optional<Trouble> trouble_with(std::string_view page) {
    const auto body_at = body_offset(page);
    if (page.size() > most_page) return Trouble::garbled;
    if (!body_at) return std::nullopt;
    const auto head = read_http_answer(page);
    if (!head) return Trouble::garbled;
    if (head->status != 200) return Trouble::denied;
    if (page.size() - *body_at < head->body) return std::nullopt;
    return Trouble::none;
}

}  // namespace

std::optional<Duration> HttpsVisit::round_trip() {
    return link_ ? link_->socket().round_trip() : std::nullopt;
}

Task<Trouble> HttpsVisit::open(std::string name, std::uint16_t port, Time deadline,
                               std::optional<IpAddress> at) {
    link_.reset();
    Dialled dialled(nullptr, Trouble::none);
    if (at) {
        const Endpoint server{.address = *at, .port = port};
        const Time connected_by = std::min(deadline, host_->now() + timings_->connect);
        dialled = co_await dial(*host_, server, connected_by);
    } else {
        dialled = co_await dial_name(*host_, *timings_, name, port, deadline);
    }
    if (!dialled.socket) co_return dialled.trouble;
    link_.emplace(std::move(dialled.socket), seed_);
    const bool greeted = co_await link_->greet_as_client(std::move(name), deadline);
    if (greeted) co_return Trouble::none;
    const Trouble met = trouble_of(link_->end());
    link_->socket().abort();
    link_.reset();
    co_return met;
}

Time HttpsVisit::next_end(Time deadline, std::optional<Duration> silence) const {
    return silence ? std::min(deadline, host_->now() + *silence) : deadline;
}

HttpsVisit::~HttpsVisit() {
    if (link_ && !is_answered_) link_->socket().abort();
}

Task<Trouble> HttpsVisit::exchange(const RequestHead& request, Time deadline,
                                   std::optional<Duration> silence) {
    link_->send_text(to_text(request));
    if (request.body > 0) link_->send_bulk(request.body, seed_);
    is_answered_ = false;
    const Trouble met = co_await pass_answer(request, deadline, silence);
    is_answered_ = met == Trouble::none || met == Trouble::denied;
    co_return met;
}

Task<Trouble> HttpsVisit::pass_answer(const RequestHead& request, Time deadline,
                                      std::optional<Duration> silence) {
    const std::uint64_t queued = link_->socket().unacknowledged();
    const auto answered = co_await link_->receive_text(next_end(deadline, silence));
    if (!answered) {
        const bool moved = link_->socket().unacknowledged() < queued;
        if (link_->end() == StreamEnd::silent && moved && request.body > 0) {
            co_return Trouble::slow;
        }
        co_return trouble_of(link_->end());
    }
    text_ = *answered;
    const auto head = read_http_answer(text_);
    if (!head) co_return Trouble::garbled;
    answer_ = *head;
    const std::size_t body_at = body_offset(text_).value_or(text_.size());
    std::uint64_t left =
        answer_.body - std::min<std::uint64_t>(answer_.body, text_.size() - body_at);
    bool moved = false;
    while (left > 0) {
        const std::uint64_t came = co_await link_->pass_bulk(next_end(deadline, silence));
        if (came == 0 && link_->end() == StreamEnd::silent && moved) co_return Trouble::slow;
        if (came == 0) co_return trouble_of(link_->end());
        left -= std::min(left, came);
        moved = true;
    }
    if (answer_.status != 200) co_return Trouble::denied;
    co_return Trouble::none;
}

Task<HttpPage> http_get(Host& host, const Timings& timings, RequestHead request, std::uint16_t port,
                        Time deadline) {
    Dialled dialled = co_await dial_name(host, timings, request.host, port, deadline);
    HttpPage page(dialled.trouble);
    if (!dialled.socket) co_return page;
    TcpSocket& socket = *dialled.socket;
    socket.send(Content::literal(to_text(request)));
    std::optional<Trouble> trouble;
    while (!trouble) {
        const StreamEnd end = co_await await_bytes(socket, 1, deadline);
        if (end != StreamEnd::none) {
            page.trouble = trouble_of(end);
            co_return page;
        }
        const Octets came = socket.take(socket.available());
        page.text += as_text(came);
        trouble = trouble_with(page.text);
    }
    page.trouble = *trouble;
    co_return page;
}

}  // namespace cordon
