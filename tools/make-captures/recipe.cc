#include "tools/make-captures/recipe.hh"

#include <algorithm>
#include <array>
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

Complaint read_seed(Words& words, Recipe& recipe) {
    const auto seed = words.number();
    recipe.seed = seed.value_or(0);
    return seed ? Complaint{} : "wanted: seed: NUMBER";
}

Complaint read_phone(Words& words, Recipe& recipe) {
    const auto address = words.address();
    recipe.phone = address.value_or(Tins::IPv4Address{});
    return address ? Complaint{} : "wanted: phone: ADDRESS";
}

Complaint read_wall(Words& words, Recipe& recipe) {
    const auto away = words.duration();
    recipe.wall_from_phone = away.value_or(Duration{});
    return away && words.take("from the phone") ? Complaint{} : "wanted: wall: TIME from the phone";
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
    if (key == "seed") return read_seed(words, recipe);
    if (key == "phone") return read_phone(words, recipe);
    if (key == "wall") return read_wall(words, recipe);
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

/// The words that begin a step, and what stands behind them.
struct StepForm {
    enum class Wants : std::uint8_t { nothing, bytes, path, time };
    std::string_view words;
    Step::Kind kind;
    Wants wants;
};

constexpr std::array step_forms{
    StepForm{"log in", Step::Kind::log_in, StepForm::Wants::nothing},
    StepForm{"up", Step::Kind::up, StepForm::Wants::bytes},
    StepForm{"down", Step::Kind::down, StepForm::Wants::bytes},
    StepForm{"get", Step::Kind::get, StepForm::Wants::path},
    StepForm{"wait", Step::Kind::wait, StepForm::Wants::time},
    StepForm{"ring", Step::Kind::ring, StepForm::Wants::time},
    StepForm{"talk", Step::Kind::talk, StepForm::Wants::time},
    StepForm{"close", Step::Kind::close, StepForm::Wants::nothing},
    StepForm{"server closes", Step::Kind::server_closes, StepForm::Wants::nothing}};

bool read_wanted(Words& words, StepForm::Wants wants, Step& step) {
    switch (wants) {
        case StepForm::Wants::nothing:
            return true;
        case StepForm::Wants::bytes:
            step.bytes = words.number().value_or(0);
            return step.bytes > 0;
        case StepForm::Wants::path:
            step.path = words.word().value_or("");
            return true;
        case StepForm::Wants::time:
            break;
    }
    const auto time = words.duration();
    step.time = time.value_or(Duration{});
    return time.has_value();
}

Complaint read_step(std::string_view text, Recipe& recipe) {
    constexpr auto form =
        "wanted: log in | up BYTES | down BYTES | get PATH | wait TIME | ring TIME | talk TIME | "
        "close | server closes";
    if (recipe.conversations.empty()) return "an indented line needs an `at` line above it";
    Words words(text);
    const auto* const found =
        std::find_if(step_forms.begin(), step_forms.end(),
                     [&](const StepForm& each) { return words.take(each.words); });
    if (found == step_forms.end()) return form;
    Step step{.kind = found->kind, .bytes = 0, .time = {}, .path = {}};
    if (!read_wanted(words, found->wants, step)) return form;
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
