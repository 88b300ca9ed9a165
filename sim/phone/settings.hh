#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/ip_address.hh"
#include "sim/core/time.hh"
#include "sim/core/well_known_port.hh"
#include "sim/craft/account.hh"
#include "sim/phone/function.hh"
#include "sim/phone/visit.hh"

namespace cordon {

/// How media are exchanged (EVIDENCE.md B.3): until March 2020 each photo was asked for over chat
/// (`encr_media`), which answered with a URL and an offset to resume at, or `duplicate`; since then
/// media servers are asked for once (`media_conn`) and uploads begin anew.
enum class MediaExchange : std::uint8_t { of_2017, of_2020 };

/// Sizes in bytes. Media: what is handed to TLS. Messages: bodies of chat frames; those of 2017 are
/// from peafowl-whatsapp.pcap, which has segments of 54, 146 to 200, 324 and 427 bytes.
struct ContentSizes {
    std::uint32_t photo = recorded_photo_bytes;
    std::uint32_t photo_received = 225'649;  // whatsappfiles.pcap, 2018: one download
    std::uint32_t voice_note =
        18'300;                       // choice; uploads of 9,605 to 75,569 B are in EVIDENCE.md B.4
    std::uint32_t video = 880'000;    // choice: a short clip after the app's compression
    std::uint32_t web_page = 16'200;  // choice
    std::uint16_t text = 146;
    std::uint16_t photo_message = 2'920;     // choice: with an embedded thumbnail
    std::uint16_t voice_note_message = 402;  // choice: without one
    std::uint16_t request = 178;             // may I upload?
    std::uint16_t call = 322;
    std::uint16_t signal = 88;  // choice
    std::uint16_t receipt = 51;
    std::uint16_t ping = 31;
    std::uint16_t login_first = 38, login = 286;
};

/// Times that no capture shows are choices; those of open clients are Baileys' (EVIDENCE.md B.3).
struct Timings {
    // Reaching a server.
    Duration look_up = std::chrono::seconds{10};  // choice: then built-in addresses are tried
    Duration connect = std::chrono::seconds{20};  // Baileys' connect time-out
    Duration login = std::chrono::seconds{20};    // choice: opened, but the handshake did not end
    // A chat session.
    Duration keep_alive = std::chrono::seconds{30};  // Baileys' keep-alive
    Duration answer = std::chrono::seconds{15};      // choice: no answer, so the connection is dead
    Duration first_pause = std::chrono::seconds{1};  // choice: before the second try to connect,
    Duration longest_pause = std::chrono::seconds{60};  // doubled each time up to here (choice)
    // Media.
    Duration upload = std::chrono::seconds{30};              // Baileys' upload time-out, one try
    Duration download_silence = std::chrono::seconds{30};    // choice: without a byte, one try
    Duration retry_pause = std::chrono::milliseconds{250};   // Baileys' retry delay, doubled
    Duration longest_retry_pause = std::chrono::seconds{8};  // choice
    std::uint32_t tries_without_progress = 5;  // Baileys: at most 5 retries of a message
    // Registration.
    Duration code_by_sms = std::chrono::seconds{12};  // choice: until the code is typed in
    Duration request = std::chrono::seconds{30};      // choice: an HTTPS request and its answer
    // Calls.
    Duration ask_relays_again = std::chrono::seconds{2};  // choice
    Duration call_keep_alive = std::chrono::seconds{3};   // choice: `health` while it rings
    Duration rings = std::chrono::seconds{5};  // choice: until a phone of the model takes a call
    Duration relay_answer = std::chrono::seconds{10};  // choice: relays are asked again meanwhile
    Duration call_silence = std::chrono::seconds{10};  // choice: nothing heard, so it has dropped
};

/// Makes people at the other end act when no packet of this phone makes them: someone sends this
/// phone a photo. Out of band, as a friend abroad is.
class Contacts {
public:
    Contacts() = default;
    Contacts(const Contacts&) = delete;
    Contacts& operator=(const Contacts&) = delete;
    virtual ~Contacts() = default;
    /// `from` has uploaded `media` of `bytes` and now sends it to `to`.
    virtual void send(AccountId from, AccountId to, MediaId media, std::uint32_t bytes) = 0;
};

/// What many phones have in common. Must outlive them.
struct PhoneSettings {
    std::uint64_t seed = 0;
    MediaExchange exchange = MediaExchange::of_2017;

    std::vector<std::string> chat_names;   // e1.whatsapp.net .. e16.whatsapp.net
    std::uint32_t built_in_a_round = 2;    // choice: of these, once those resolved have failed
    std::vector<IpAddress> chat_built_in;  // tried when the name cannot be resolved
    bool has_routing =
        true;  // opens with `45 44 00 01` (September 2017), else `57 41 02 00` (June)
    std::vector<std::uint16_t> chat_ports = {
        well_known_port::chat, well_known_port::https};  // in this order; Meta's network page
    std::string media_name = "mmg.whatsapp.net";
    std::string registration_name = "v.whatsapp.net";
    std::string web_name = "www.example.com";
    std::uint16_t web_port = well_known_port::https;  // http: in the clear

    std::vector<Visit> visits;

    ContentSizes sizes;
    Timings timings;
    std::uint32_t patience_percent = 100;  // how long tries go on: 50, 100, 200
    /// Without it a phone that is to receive asks over its own chat connection to be sent
    /// something.
    Contacts* contacts = nullptr;
};

/// The names e1..e16 of EVIDENCE.md B.1.
[[nodiscard]] std::vector<std::string> chat_names_of_2017();

}  // namespace cordon
