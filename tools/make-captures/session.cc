#include "tools/make-captures/session.hh"

#include <tins/dns.h>
#include <tins/udp.h>

#include <string>
#include <utility>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/craft/tls_flights.hh"
#include "tools/make-captures/call.hh"
#include "tools/make-captures/chat_writes.hh"
#include "tools/make-captures/tcp_exchange.hh"

namespace cordon::captures {
namespace {

using std::chrono::milliseconds;

// Inside a WireGuard tunnel of 1420 bytes a TCP segment is smaller: 1420 - 20 - 32.
constexpr std::uint16_t segment_on_ethernet = 1'448;
constexpr std::uint16_t segment_in_tunnel = 1'368;

void play_look_up(const Recipe& recipe, const Conversation& look_up, std::size_t number,
                  Recording& recording) {
    Filler filler(recipe.seed, "dns " + std::to_string(number));
    const auto port = static_cast<std::uint16_t>(49'152 + filler.below(16'000));
    Tins::DNS question;
    question.id(static_cast<std::uint16_t>(filler.word()));
    question.type(Tins::DNS::QUERY);
    question.recursion_desired(1);
    question.add_query(Tins::DNS::query(look_up.name, Tins::DNS::A, Tins::DNS::IN));
    Tins::DNS answer = question;
    answer.type(Tins::DNS::RESPONSE);
    answer.recursion_available(1);
    answer.add_answer(Tins::DNS::resource(look_up.name,
                                          recipe.server_named(look_up.name).address.to_string(),
                                          Tins::DNS::A, Tins::DNS::IN, 300));
    const Time asked = recipe.starts + look_up.at + recipe.wall_from_phone;
    const Duration back = recipe.resolver.round_trip - 2 * recipe.wall_from_phone;
    const Tins::IPv4Address resolver = recipe.resolver.address;
    recording.add(asked, recipe.phone, resolver, Tins::UDP(53, port) / question);
    recording.add(asked + back, resolver, recipe.phone, Tins::UDP(port, 53) / answer);
}

/// Turns the steps of a recipe into what the two applications write.
class Script {
public:
    Script(const Recipe& recipe, const Conversation& talk)
        : recipe_(recipe),
          talk_(talk),
          filler_(recipe.seed, talk.name + " " + std::to_string(talk.at.count())) {}

    std::vector<Write> writes() {
        if (talk_.kind == Conversation::Kind::tls) open_tls();
        for (const Step& step : talk_.steps) add(step);
        return std::move(writes_);
    }

private:
    void open_tls() {
        TlsHandshake made = tls_handshake(talk_.name, recipe_.starts, filler_);
        push(Side::phone, std::move(made.client_hello), milliseconds{2});
        push(Side::server, std::move(made.server_flight), milliseconds{1});
        push(Side::phone, std::move(made.client_finish), milliseconds{9});
        push(Side::server, std::move(made.server_finish), milliseconds{1});
    }

    void add(const Step& step) {
        switch (step.kind) {
            case Step::Kind::log_in:
                for (Write& write : chat_login(filler_)) push(std::move(write));
                break;
            case Step::Kind::up:
                say(Side::phone, step.bytes);
                break;
            case Step::Kind::down:
                say(Side::server, step.bytes);
                break;
            case Step::Kind::get:
                push(Side::phone, request_for(step.path));
                break;
            case Step::Kind::close:
                push(Side::phone, {});
                break;
            case Step::Kind::server_closes:
                push(Side::server, {});
                break;
            case Step::Kind::wait:
            case Step::Kind::ring:
            case Step::Kind::talk:
                pause_ += step.time;
                break;
        }
    }

    void say(Side side, std::uint64_t bytes) {
        if (talk_.kind == Conversation::Kind::tls) {
            push(side,
                 tls_application_data(bytes, records_[static_cast<std::size_t>(side)], filler_));
        } else if (talk_.kind == Conversation::Kind::chat) {
            for (Write& write : chat_frame(side, bytes, filler_)) push(std::move(write));
        } else {
            push(side, page_of(bytes));
        }
    }

    Octets request_for(const std::string& path) const {
        const std::string text = "GET " + path + " HTTP/1.1\r\nHost: " + talk_.name +
                                 "\r\nUser-Agent: Mozilla/5.0 (Linux; Android 7.0) "
                                 "AppleWebKit/537.36\r\nAccept: text/html\r\n"
                                 "Connection: keep-alive\r\n\r\n";
        return Octets(text.begin(), text.end());
    }

    static Octets page_of(std::uint64_t bytes) {
        std::string body = "<!doctype html><title>A page of a recipe</title>\n";
        while (body.size() < bytes) body += "<p>Nothing to see here but its length.</p>\n";
        body.resize(bytes);
        const std::string text =
            "HTTP/1.1 200 OK\r\nServer: recipe\r\nContent-Type: text/html\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body;
        return Octets(text.begin(), text.end());
    }

    void push(Side side, Octets bytes, Duration pause = {}) {
        push(Write{.side = side, .pause = pause, .bytes = std::move(bytes)});
    }
    void push(Write write) {
        write.pause += std::exchange(pause_, Duration{});
        writes_.push_back(std::move(write));
    }

    const Recipe& recipe_;
    const Conversation& talk_;
    Filler filler_;
    Duration pause_{};
    std::uint64_t records_[2] = {0, 0};  // TLS records sent, by Side; 0 was Finished
    std::vector<Write> writes_;
};

void play_connection(const Recipe& recipe, const Conversation& talk, std::size_t number,
                     Recording& recording) {
    const Server& server = recipe.server_named(talk.name);
    const Duration one_way = server.round_trip / 2;
    Filler filler(recipe.seed, "port " + std::to_string(number));
    const TcpExchange exchange{
        .phone = {.address = recipe.phone,
                  .port = static_cast<std::uint16_t>(49'152 + filler.below(16'000))},
        .server = {.address = server.address, .port = talk.port},
        .starts = recipe.starts + talk.at,
        .way = {.phone_to_wall = recipe.wall_from_phone,
                .wall_to_server = one_way - recipe.wall_from_phone,
                .up_bits_per_second = recipe.up_bits_per_second,
                .down_bits_per_second = recipe.down_bits_per_second},
        .segment_bytes = recipe.tunnel ? segment_in_tunnel : segment_on_ethernet,
        .seed = recipe.seed,
        .writes = Script(recipe, talk).writes()};
    play(exchange, recording);
}

}  // namespace

Recording play_session(const Recipe& recipe) {
    Recording recording(recipe.phone, recipe.seed);
    std::size_t number = 0;
    for (const Conversation& talk : recipe.conversations) {
        ++number;
        if (talk.kind == Conversation::Kind::look_up) {
            play_look_up(recipe, talk, number, recording);
        } else if (talk.kind == Conversation::Kind::call) {
            play_call(recipe, talk, recording);
        } else {
            play_connection(recipe, talk, number, recording);
        }
    }
    return recipe.tunnel ? recording.through(*recipe.tunnel) : recording;
}

}  // namespace cordon::captures
