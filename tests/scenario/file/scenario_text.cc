#include "tests/scenario/file/scenario_text.hh"

#include <gtest/gtest.h>

namespace cordon::testing {
namespace {

constexpr std::string_view file_name = "s.yaml";

std::vector<std::string> lines_of(const std::vector<Diagnostic>& found) {
    std::vector<std::string> lines;
    lines.reserve(found.size());
    for (const Diagnostic& each : found) {
        lines.push_back(each.where.substr(file_name.size() + 1) + ": " + each.what);
    }
    return lines;
}

}  // namespace

std::string good_scenario() {
    return R"(case: small
about: One phone.
zone: "+08:00"
dates: [2017-07-18]
hours: { from: "09:00", to: "11:00" }
access:
  mobile: { rate: { up: 2 Mbit/s, down: 8 Mbit/s }, delay: 30 ms, assumed: a choice }
paths:
  abroad: { rate: 100 Mbit/s, delay: 90 ms, loss: 0.5%, assumed: a choice }
places:
  beijing:
    operators:
      mobile: { inside: 10.1.0.0/16, access: mobile, path: abroad, phones: 4, vpn: 25% }
  hong-kong:
    operators:
      mobile: { outside: 100.64.0.0/16, access: mobile, path: abroad, phones: 1 }
servers:
  resolver: { addresses: [203.0.113.53], assumed: a choice }
  chat:
    names: ["e{1-4}.whatsapp.net"]
    addresses: [158.85.58.0/29]
    built_in: all
    delay: 20 ms
    source: EVIDENCE.md B.1
  media: { names: [mmg.whatsapp.net], addresses: [31.13.86.51], source: B.1 }
  vpn: { addresses: [198.51.100.1], assumed: a choice }
tries: { text: 4, photo-send: 2, assumed: a choice }
)";
}

std::string scenario_with(std::string_view from, std::string_view to) {
    std::string text = good_scenario();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::vector<std::string> errors_of(std::string text) {
    const auto loaded = parse_scenario(std::move(text), std::string(file_name));
    return loaded ? std::vector<std::string>() : lines_of(loaded.error());
}

std::vector<std::string> warnings_of(std::string text) {
    const auto loaded = parse_scenario(std::move(text), std::string(file_name));
    EXPECT_TRUE(loaded.has_value());
    return loaded ? lines_of(loaded->warnings) : std::vector<std::string>();
}

Scenario scenario_of(std::string text) {
    auto loaded = parse_scenario(std::move(text), std::string(file_name));
    if (!loaded) {
        ADD_FAILURE() << to_text(loaded.error().front());
        return {};
    }
    return std::move(loaded->scenario);
}

}  // namespace cordon::testing
