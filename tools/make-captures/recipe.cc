#include "tools/make-captures/recipe.hh"

#include <algorithm>
#include <fstream>

#include "sim/core/calendar.hh"
#include "tools/make-captures/words.hh"

namespace cordon::captures {
namespace {

/// What a line wanted to be, for the message when it is not that; empty when it is.
using Complaint = std::string;

Complaint finished(const Words& words, const char* form) {
    return words.empty() ? Complaint{} : Complaint{form};
}

Complaint read_server(Words& words, Server& server) {
    constexpr auto form = "wanted: ADDRESS, TIME away, NAME ...";
    const auto address = words.address();
    const auto round_trip = words.duration();
    if (!address || !round_trip || !words.take("away")) return form;
    server = Server{.address = *address, .round_trip = *round_trip, .names = {}};
    while (auto name = words.word()) server.names.push_back(*name);
    return {};
}

Complaint read_access(Words& words, Recipe& recipe) {
    constexpr auto form = "wanted: access: RATE up, RATE down";
    const auto up = words.rate();
    if (!up || !words.take("up")) return form;
    const auto down = words.rate();
    if (!down || !words.take("down")) return form;
    recipe.up_bits_per_second = *up;
    recipe.down_bits_per_second = *down;
    return finished(words, form);
}

Complaint read_relays(Words& words, Recipe& recipe) {
    constexpr auto form = "wanted: relays: TIME away, ADDRESS ...";
    const auto round_trip = words.duration();
    if (!round_trip || !words.take("away")) return form;
    recipe.relays.round_trip = *round_trip;
    while (auto address = words.address()) {
        recipe.relays.names.push_back(address->to_string());
    }
    return recipe.relays.names.empty() ? form : finished(words, form);
}

Complaint read_tunnel(Words& words, Recipe& recipe) {
    constexpr auto form = "wanted: tunnel: wireguard to ADDRESS port N";
    if (!words.take("wireguard to")) return form;
    const auto address = words.address();
    if (!address || !words.take("port")) return form;
    const auto port = words.number();
    if (!port || *port > 65535) return form;
    recipe.tunnel = Tunnel{.server = *address, .port = static_cast<std::uint16_t>(*port)};
    return finished(words, form);
}

Complaint read_start(std::string_view text, Recipe& recipe) {
    const auto parsed = parse_time(text, ZoneOffset{});
    if (!parsed || !parsed->has_offset) return "wanted: starts: 2017-07-18T10:15:00+08:00";
    recipe.starts = parsed->at;
    return {};
}

Complaint read_setting(std::string_view key, std::string_view text, Recipe& recipe) {
    Words words(text);
    if (key == "about") {
        recipe.about = std::string(text);
        return {};
    }
    if (key == "starts") return read_start(words.word().value_or(""), recipe);
    if (key == "access") return read_access(words, recipe);
    if (key == "relays") return read_relays(words, recipe);
    if (key == "tunnel") return read_tunnel(words, recipe);
    if (key == "resolver") return read_server(words, recipe.resolver);
    if (key == "server") return read_server(words, recipe.servers.emplace_back());
    if (key == "seed") {
        const auto seed = words.number();
        recipe.seed = seed.value_or(0);
        return seed ? Complaint{} : "wanted: seed: NUMBER";
    }
    if (key == "phone") {
        const auto address = words.address();
        recipe.phone = address.value_or(Tins::IPv4Address{});
        return address ? Complaint{} : "wanted: phone: ADDRESS";
    }
    if (key == "wall") {
        const auto away = words.duration();
        recipe.wall_from_phone = away.value_or(Duration{});
        return away && words.take("from the phone") ? Complaint{}
                                                    : "wanted: wall: TIME from the phone";
    }
    return "no setting of this name; there are about, access, phone, relays, resolver, seed, "
           "server, session, starts, tunnel, wall";
}

Complaint read_conversation(std::string_view text, Recipe& recipe) {
    constexpr auto form =
        "wanted: at TIME: look up NAME | chat with NAME [port N] | tls to NAME | http to NAME | "
        "call over the relays";
    const std::size_t colon = text.find(':');
    Words when(text.substr(0, colon));
    const auto at = when.take("at") ? when.duration() : std::nullopt;
    if (!at || !when.empty() || colon == std::string_view::npos) return form;

    Words words(text.substr(colon + 1));
    Conversation made{.kind = {}, .at = *at, .name = {}, .port = 0, .steps = {}};
    if (words.take("call over the relays")) {
        made.kind = Conversation::Kind::call;
        recipe.conversations.push_back(made);
        return recipe.relays.names.empty() ? "a call needs `relays:` above it"
                                           : finished(words, form);
    }
    if (words.take("look up")) {
        made.kind = Conversation::Kind::look_up;
    } else if (words.take("chat with")) {
        made.kind = Conversation::Kind::chat;
        made.port = 5222;
    } else if (words.take("tls to")) {
        made.kind = Conversation::Kind::tls;
        made.port = 443;
    } else if (words.take("http to")) {
        made.kind = Conversation::Kind::http;
        made.port = 80;
    } else {
        return form;
    }
    made.name = words.word().value_or("");
    const bool known =
        std::any_of(recipe.servers.begin(), recipe.servers.end(), [&](const Server& server) {
            return std::find(server.names.begin(), server.names.end(), made.name) !=
                   server.names.end();
        });
    if (!known) return "no `server:` above has the name " + made.name;
    if (words.take("port")) {
        made.port = static_cast<std::uint16_t>(words.number().value_or(0));
        if (made.port == 0) return form;
    }
    recipe.conversations.push_back(made);
    return finished(words, form);
}

Complaint read_step(std::string_view text, Recipe& recipe) {
    constexpr auto form =
        "wanted: log in | up BYTES | down BYTES | get PATH | wait TIME | ring TIME | talk TIME | "
        "close | server closes";
    if (recipe.conversations.empty()) return "an indented line needs an `at` line above it";
    Words words(text);
    Step step;
    if (words.take("log in")) {
        step.kind = Step::Kind::log_in;
    } else if (words.take("close")) {
        step.kind = Step::Kind::close;
    } else if (words.take("server closes")) {
        step.kind = Step::Kind::server_closes;
    } else if (words.peek() == "up" || words.peek() == "down") {
        step.kind = words.take("up") ? Step::Kind::up : Step::Kind::down;
        static_cast<void>(step.kind == Step::Kind::down && words.take("down"));
        const auto bytes = words.number();
        if (!bytes || *bytes == 0) return form;
        step.bytes = *bytes;
    } else if (words.take("get")) {
        step.kind = Step::Kind::get;
        step.path = words.word().value_or("");
    } else {
        step.kind = words.take("ring")   ? Step::Kind::ring
                    : words.take("talk") ? Step::Kind::talk
                                         : Step::Kind::wait;
        if (step.kind == Step::Kind::wait && !words.take("wait")) return form;
        const auto time = words.duration();
        if (!time) return form;
        step.time = *time;
    }
    recipe.conversations.back().steps.push_back(step);
    return finished(words, form);
}

Complaint read_line(std::string_view line, Recipe& recipe) {
    if (Words(line).empty()) return {};
    if (line.front() == ' ' || line.front() == '\t') return read_step(line, recipe);
    if (line.substr(0, 3) == "at ") return read_conversation(line, recipe);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return "wanted: SETTING: VALUE";
    const std::size_t value = line.find_first_not_of(' ', colon + 1);
    return read_setting(line.substr(0, colon),
                        value == std::string_view::npos ? "" : line.substr(value), recipe);
}

Result<void> read_into(const std::string& path, Recipe& recipe, bool may_include) {
    std::ifstream file(path);
    if (!file) return fail("cannot be read", path);
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        const std::string where = path + ":" + std::to_string(number);
        if (line.substr(0, 8) == "session:") {
            const auto name = Words(line.substr(8)).word();
            if (!may_include || !name) return fail("wanted: session: FILE, once", where);
            const std::string folder = path.substr(0, path.find_last_of('/') + 1);
            if (auto read = read_into(folder + *name, recipe, false); !read) return read;
            continue;
        }
        if (Complaint complaint = read_line(line, recipe); !complaint.empty()) {
            return fail(std::move(complaint), where);
        }
    }
    return {};
}

}  // namespace

const Server& Recipe::server_named(std::string_view name) const {
    return *std::find_if(servers.begin(), servers.end(), [&](const Server& server) {
        return std::find(server.names.begin(), server.names.end(), name) != server.names.end();
    });
}

Result<Recipe> read_recipe(const std::string& path) {
    Recipe recipe;
    if (auto read = read_into(path, recipe, true); !read) return tl::unexpected(read.error());
    return recipe;
}

}  // namespace cordon::captures
