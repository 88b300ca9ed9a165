#include "sim/world/servers/web_server.hh"

#include "sim/core/keyed_random.hh"

namespace cordon {
namespace {

constexpr Duration greeting = std::chrono::seconds{60};  // choice
constexpr std::size_t longest_head = 16'384;             // choice

void send_reply(TlsLink& link, const Site::Reply& reply, std::uint64_t seed) {
    AnswerHead head = reply.head;
    head.body = reply.text.size() + reply.bulk;
    std::string text = to_text(head);
    text += reply.text;
    link.send_text(text);
    if (reply.bulk > 0) link.send_bulk(reply.bulk, seed);
}

void send_reply(TcpSocket& socket, const Site::Reply& reply) {
    AnswerHead head = reply.head;
    head.body = reply.text.size() + reply.bulk;
    std::string text = to_text(head);
    text += reply.text;
    text.append(reply.bulk, ' ');
    socket.send(Content::literal(text));
}

}  // namespace

WebServer::WebServer(Host& host, Scheme scheme, std::uint16_t port, Site& site, std::uint64_t seed)
    : host_(&host), site_(&site), seed_(seed) {
    host.listen(port, [this, scheme](std::unique_ptr<TcpSocket> socket) {
        if (scheme == Scheme::https) {
            crowd_.add(serve_secure(std::move(socket), accepted_++));
        } else {
            crowd_.add(serve_plain(std::move(socket)));
        }
    });
}

Task<bool> WebServer::receive_body(TlsLink& link, const RequestHead& request) {
    std::uint64_t left = request.body;
    while (left > 0) {
        const std::uint64_t came = co_await link.pass_bulk(host_->now() + idle);
        if (came == 0 || came > left) co_return false;
        left -= came;
        site_->body_came(request, request.body - left);
    }
    co_return true;
}

Task<void> WebServer::serve_secure(std::unique_ptr<TcpSocket> socket, std::uint64_t number) {
    const std::uint64_t seed = KeyedRandom(seed_, "web connection").mix(number).bits();
    TlsLink link(std::move(socket), seed);
    const auto name = co_await link.greet_as_server(host_->now(), host_->now() + greeting);
    bool goes_on = name.has_value();
    while (goes_on) {
        const auto head = co_await link.receive_text(host_->now() + idle);
        if (!head) break;
        const auto request = read_http_request(*head);
        if (!request) {
            link.socket().abort();
            co_return;
        }
        goes_on = request->body == 0 || site_->takes_body(*request);
        if (goes_on) goes_on = co_await receive_body(link, *request);
        if (link.end() == StreamEnd::none) send_reply(link, site_->reply(*request), seed);
    }
    if (link.end() == StreamEnd::garbled) link.socket().abort();
}

Task<void> WebServer::serve_plain(std::unique_ptr<TcpSocket> socket) {
    std::string head;
    for (;;) {
        const StreamEnd end = co_await await_bytes(*socket, 1, host_->now() + idle);
        if (end != StreamEnd::none) break;
        const Octets came = socket->take(socket->available());
        head += as_text(came);
        const auto body_at = body_offset(head);
        if (!body_at && head.size() < longest_head) continue;
        const auto request = body_at ? read_http_request(head.substr(0, *body_at)) : std::nullopt;
        if (!request) {
            socket->abort();
            break;
        }
        head.erase(0, *body_at);
        send_reply(*socket, site_->reply(*request));
    }
}

}  // namespace cordon
