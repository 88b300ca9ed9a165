#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.hh"

namespace cordon {

/// What a tester does once, and sees what comes of it.
struct DecidingProbe {
    enum class Does : std::uint8_t {
        connect,   // a SYN to an address
        greet,     // and a TLS hello that bears a name
        upload,    // and so many bytes
        download,  // and a page or file
        attempt,   // a function of the phone, or a visit of the scenario
    };
    std::string name;  // in words: "same address, other name"
    Does does = Does::connect;
    // Of all but `attempt`:
    ServerRole to = ServerRole::media;  // whose address, as the resolver gives it
    std::string says;                   // name in the hello; that of the servers unless said
    std::uint64_t bytes = 0;            // of an upload
    /// Not the address that the resolver gave: each other one of these servers, as if written into
    /// a hosts file, until one serves.
    bool by_hosts_file = false;
    // Of `attempt`:
    Function function = Function::text;
    std::uint16_t visit = 0;           // which, where the function is one: into Scenario::visits
    std::optional<Duration> patience;  // that of the function unless said
};
[[nodiscard]] std::string_view to_text(DecidingProbe::Does does);

/// The measurements that could have told the candidates of a case apart. Read from deciding.yaml.
struct DecidingPlan {
    std::string about;
    std::size_t wave = 0;  // of the reports: the walls are as they stand then
    /// Probes are made at times when this fails or crawls: else there is nothing to find out.
    Function fails = Function::text;
    std::uint16_t fails_visit = 0;  // which, where that is one
    std::string fails_name;         // in a word
    std::vector<DecidingProbe> probes;
};

}  // namespace cordon
