#include "tools/cordon/verdict_text.hh"

#include <fmt/core.h>

#include "sim/report/safe_text.hh"

namespace cordon {
namespace {

std::string_view each_text(Throttle::Each each) {
    switch (each) {
        case Throttle::Each::direction:
            return "each direction of a flow";
        case Throttle::Each::flow:
            return "each flow";
        case Throttle::Each::client:
            return "each client";
        case Throttle::Each::server:
            return "each server";
        case Throttle::Each::rule:
            return "all together";
    }
    return "";
}

std::string_view to_text(Reset::To to) {
    switch (to) {
        case Reset::To::both:
            return "both ends";
        case Reset::To::client:
            return "the client";
        case Reset::To::server:
            return "the server";
    }
    return "";
}

struct VerdictWords {
    std::string operator()(const Pass&) const { return "pass"; }
    std::string operator()(const Drop&) const { return "drop"; }
    std::string operator()(const Reset& reset) const {
        return fmt::format("reset to {} (style {})", to_text(reset.to), safe_text(reset.style));
    }
    std::string operator()(const Throttle& throttle) const {
        return fmt::format("throttle to {} bit/s ({}, burst {} B, {})",
                           throttle.rate.bits_per_second,
                           throttle.by == Throttle::By::police ? "police" : "shape",
                           throttle.burst_bytes, each_text(throttle.each));
    }
    std::string operator()(const Delay& delay) const {
        const std::string by = "delay by " + seconds_text(delay.by);
        return delay.jitter.count() == 0 ? by : by + " +- " + seconds_text(delay.jitter);
    }
    std::string operator()(const Lose& lose) const {
        return fmt::format("lose {} of a million packets", lose.share.millionths);
    }
    std::string operator()(const ForgeDns& forged) const {
        std::string names;
        for (const IpAddress& address : forged.answers) {
            names += (names.empty() ? "" : ", ") + cordon::to_text(address);
        }
        return fmt::format("forge a DNS answer ({}, ttl {} s)",
                           names.empty() ? "no such name" : names, forged.ttl_seconds);
    }
    std::string operator()(const Note&) const { return "note"; }
};

std::string_view key_text(Residual::Key key) {
    switch (key) {
        case Residual::Key::five:
            return "this 5-tuple";
        case Residual::Key::four:
            return "this client, its port, this server and its port";
        case Residual::Key::three:
            return "this client and this server's port";
        case Residual::Key::two:
            return "this client and this server";
    }
    return "";
}

struct ScopeWords {
    std::string operator()(const ThisPacket&) const { return "this packet"; }
    std::string operator()(const RestOfFlow&) const { return "this flow from here on"; }
    std::string operator()(const Residual& residual) const {
        return fmt::format("this packet, then all of {} for {}", key_text(residual.key),
                           seconds_text(residual.last));
    }
};

}  // namespace

std::string seconds_text(Duration duration) {
    const std::int64_t ns = duration.count();
    std::string text = fmt::format("{}.{:09}", ns / ns_per_s, ns % ns_per_s);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text + " s";
}

std::string verdicts_text(std::span<const Verdict> verdicts) {
    std::string text;
    for (const Verdict& verdict : verdicts) {
        if (!text.empty()) text += ", then ";
        text += std::visit(VerdictWords{}, verdict);
    }
    return text.empty() ? "pass" : text;
}

std::string scope_text(const Scope& scope) {
    return std::visit(ScopeWords{}, scope);
}

}  // namespace cordon
