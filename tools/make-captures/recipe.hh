#pragma once

#include <tins/ip_address.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/result.hh"
#include "sim/core/time.hh"

namespace cordon::captures {

/// One indented line of a recipe: what one side of a conversation does next.
struct Step {
    enum class Kind : std::uint8_t {
        log_in,         // chat: the prologue of 2017 and the handshake after it
        up,             // the phone sends `bytes` of its application
        down,           // the server does
        get,            // HTTP/1: the phone asks for `path`
        wait,           // nothing for `time`
        ring,           // call: relays are asked, nobody has answered yet, for `time`
        talk,           // call: sound in both directions, for `time`
        close,          // the phone ends the connection
        server_closes,  // the server does
    };
    Kind kind = Kind::wait;
    std::uint64_t bytes = 0;
    Duration time{};
    std::string path;
};

/// One block of a recipe.
struct Conversation {
    enum class Kind : std::uint8_t { look_up, chat, tls, http, call };
    Kind kind = Kind::look_up;
    Duration at{};     // after the start of the capture
    std::string name;  // of the server; empty for a call
    std::uint16_t port = 0;
    std::vector<Step> steps;
};

struct Server {
    Tins::IPv4Address address;
    Duration round_trip{};  // between phone and server
    std::vector<std::string> names;
};

/// A WireGuard-shaped tunnel that carries all of the session.
struct Tunnel {
    Tins::IPv4Address server;
    std::uint16_t port = 0;
};

/// A session of one phone in words. `pcaps/README.md` teaches the form.
struct Recipe {
    std::string about;
    Time starts;
    std::uint64_t seed = 0;
    Tins::IPv4Address phone;
    std::uint64_t up_bits_per_second = 2'000'000;
    std::uint64_t down_bits_per_second = 8'000'000;
    Duration wall_from_phone = std::chrono::milliseconds{10};  // one way; the capture is made there
    Server resolver;
    std::vector<Server> servers;
    Server relays;  // `names` holds their addresses
    std::optional<Tunnel> tunnel;
    std::vector<Conversation> conversations;

    /// The server of that name. Requires: the recipe was checked by read_recipe().
    [[nodiscard]] const Server& server_named(std::string_view name) const;
};

/// Reads a recipe file, and the one it names with `session:` before it. Errors carry `file:line`.
[[nodiscard]] Result<Recipe> read_recipe(const std::string& path);

}  // namespace cordon::captures
