#pragma once

#include <string_view>

#include "sim/report/event.hh"

namespace cordon::testing {

/// 2017-09-26T00:00:00.123456789Z.
inline constexpr Time midnight_and_a_bit = time_from_ns(1'506'384'000'123'456'789);

/// A packet of `length` bytes on the wire; its bytes do not matter to reports.
inline Arrival packet(std::uint64_t frame, std::uint32_t length = 100) {
    Arrival arrival;
    arrival.at = midnight_and_a_bit;
    arrival.frame = frame;
    arrival.wire_length = length;
    return arrival;
}

/// A phone's TLS flow to the media host, and verbs to say what was seen in it.
class SampleFlow {
public:
    SampleFlow() {
        state_.id = 77;
        state_.key = {.low = *parse_ip_address("10.0.0.2"),
                      .high = *parse_ip_address("31.13.86.51"),
                      .low_port = 40001,
                      .high_port = 443,
                      .protocol = 6,
                      .ip_version = 4};
        state_.started = midnight_and_a_bit;
        state_.last_seen = midnight_and_a_bit + std::chrono::seconds(2);
        state_.first_frame = 3;
        state_.packets = {10, 20};
        state_.frame_bytes = {1000, 20000};
        state_.payload_bytes = {400, 19000};
        report_.verdict = "pass";
    }

    SampleFlow& shows_tls(std::string_view name) {
        facts_.set(FactGroup::tls, Known::value);
        facts_.tls.sni.add(name);
        facts_.tls.version = 0x0304;
        facts_.tls.alpn = {"h2", "http/1.1"};
        facts_.app = App::whatsapp_media;
        facts_.why = AppWhy::name;
        return *this;
    }
    SampleFlow& shows_http(std::string_view host, std::string_view path) {
        facts_.set(FactGroup::http, Known::value);
        facts_.http.hosts.add(host);
        facts_.http.paths.add(path);
        facts_.http.methods.add("GET");
        facts_.app = App::http;
        facts_.why = AppWhy::signature;
        return *this;
    }
    SampleFlow& asks_dns(std::string_view name, std::uint16_t type) {
        facts_.set(FactGroup::dns, Known::value);
        facts_.dns.names.add(name);
        facts_.dns.types.push_back(type);
        facts_.dns.first_type = type;
        facts_.app = App::dns;
        facts_.why = AppWhy::signature;
        return *this;
    }
    SampleFlow& decided_by(RuleId rule, std::string_view verdict) {
        report_.rule = rule;
        report_.verdict = verdict;
        return *this;
    }

    [[nodiscard]] FlowState& state() { return state_; }
    [[nodiscard]] Facts& facts() { return facts_; }
    [[nodiscard]] FlowReport& report() {
        report_.state = &state_;
        report_.facts = &facts_;
        return report_;
    }
    [[nodiscard]] FlowEnded ended(FlowEnd why = FlowEnd::closed) {
        return {.flow = report(), .why = why, .at = state_.last_seen};
    }

private:
    FlowState state_;
    Facts facts_;
    FlowReport report_;
};

}  // namespace cordon::testing
