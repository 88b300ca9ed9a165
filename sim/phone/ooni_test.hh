#pragma once

#include "sim/core/task.hh"
#include "sim/phone/settings.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// OONI's test of WhatsApp as a script, to be run behind the same wall as phones.
///
/// `legacy` is the one deployed in 2017 (ooniprobe-legacy, whatsapp.py v0.6.0): one chat host drawn
/// from the pool, blocked when any of its addresses fails on both ports; the web client over HTTPS
/// and HTTP, whose title has to be "WhatsApp Web". `modern` is the specification of 2022 (ooni/spec
/// ts-018): blocked only when all hosts fail on all ports; the web client over HTTPS only. Both try
/// ports 443 and 5222 in this order, with 10 s each, and both fetch from the registration server.
/// Neither touches a media host. Not modelled: the legacy test's look at its list of prefixes.
struct OoniTest {
    enum class Version : std::uint8_t { legacy, modern };
    struct Verdict {
        bool endpoints_blocked = false;
        bool registration_blocked = false;
        bool web_blocked = false;
        [[nodiscard]] bool anything_blocked() const {
            return endpoints_blocked || registration_blocked || web_blocked;
        }
    };
    Version version = Version::modern;
    std::uint64_t run = 0;  // draws the host, with the seed of the settings
    std::string web_name = "web.whatsapp.com";
};

/// Chat names, registration name and seed are those of `settings`. All must outlive the task.
[[nodiscard]] Task<OoniTest::Verdict> run_ooni_test(Host& host, const PhoneSettings& settings,
                                                    const OoniTest& test);

}  // namespace cordon
