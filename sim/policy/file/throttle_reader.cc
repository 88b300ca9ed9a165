#include "sim/policy/file/throttle_reader.hh"

#include <algorithm>
#include <array>

#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 5> keys{"rate", "burst", "by", "queue", "each"};
constexpr std::array<std::string_view, 2> ways{"police", "shape"};
constexpr std::array<std::string_view, 5> scopes{"direction", "flow", "client", "server", "rule"};

constexpr std::int64_t greatest_rate = 1'000'000'000'000;        // 1 Tbit/s
constexpr std::int64_t greatest_bytes = std::int64_t{1} << 30U;  // 1 GiB: credit fits 64 bits
constexpr std::uint64_t least_burst = 2048;                      // DESIGN.md section 4
constexpr std::uint64_t whole_packet = 1500;                     // an Ethernet MTU

/// Bytes that pass in a time at a rate, rounded down.
std::int64_t bytes_in(Duration time, BitRate rate) {
    __extension__ using Wide = unsigned __int128;
    const Wide bits = Wide{rate.bits_per_second} * static_cast<std::uint64_t>(time.count());
    return static_cast<std::int64_t>(
        std::min<Wide>(bits / (Wide{8} * ns_per_s), static_cast<Wide>(greatest_bytes) + 1));
}

/// A size, or a time at the rate.
std::optional<std::uint64_t> read_depth(const YamlNode& node, std::string_view what, BitRate rate,
                                        Findings& findings) {
    auto bytes = node.is_text() ? parse_quantity(node.text, Quantity::size)
                                : tl::expected<std::int64_t, std::string>(0);
    const auto time = parse_quantity(node.text, Quantity::duration);
    if (node.is_text() && !bytes && time) bytes = bytes_in(Duration{*time}, rate);
    if (!node.is_text() || !bytes) {
        findings.error(node.at,
                       std::string(what) +
                           " is a size such as 16 KiB, or a time at the "
                           "rate such as 100 ms" +
                           (node.is_text() ? "; " + in_quotes(node.text) + " is neither" : ""));
        return std::nullopt;
    }
    if (*bytes < 1 || *bytes > greatest_bytes) {
        findings.error(node.at, std::string(what) + " is from 1 B to 1024 MiB; " +
                                    in_quotes(node.text) + " is not");
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(*bytes);
}

std::uint64_t default_depth(Duration time, BitRate rate, std::uint64_t least) {
    const std::int64_t bytes = std::min(bytes_in(time, rate), greatest_bytes);
    return std::max(static_cast<std::uint64_t>(bytes), least);
}

std::optional<BitRate> read_rate(const YamlNode& settings, Findings& findings) {
    const YamlNode* rate = settings.find("rate");
    if (rate == nullptr) {
        findings.error(settings.at, "'throttle' lacks its 'rate', such as 64 kbit/s");
        return std::nullopt;
    }
    const auto value = read_positive(*rate, Quantity::rate, "'rate'", findings);
    if (!value) return std::nullopt;
    if (*value > greatest_rate) {
        findings.error(rate->at, "'rate' is at most 1000000 Mbit/s");
        return std::nullopt;
    }
    return BitRate{static_cast<std::uint64_t>(*value)};
}

void read_burst(const YamlNode& settings, Throttle& throttle, Findings& findings) {
    throttle.burst_bytes =
        default_depth(std::chrono::milliseconds{100}, throttle.rate, least_burst);
    const YamlNode* burst = settings.find("burst");
    if (burst == nullptr) return;
    const auto bytes = read_depth(*burst, "'burst'", throttle.rate, findings);
    if (!bytes) return;
    throttle.burst_bytes = *bytes;
    if (*bytes < whole_packet) {
        findings.warn(burst->at,
                      "a burst under 1500 B holds no full packet: full packets never "
                      "pass");
    }
}

void read_queue(const YamlNode& settings, Throttle& throttle, Findings& findings) {
    const YamlNode* queue = settings.find("queue");
    if (throttle.by == Throttle::By::police) {
        if (queue != nullptr) {
            findings.error(queue->at,
                           "'queue' goes with by: shape; a police drops what exceeds "
                           "the rate and queues nothing");
        }
        return;
    }
    throttle.queue_bytes = default_depth(std::chrono::seconds{1}, throttle.rate, 1);
    if (queue == nullptr) return;
    const auto bytes = read_depth(*queue, "'queue'", throttle.rate, findings);
    if (bytes) throttle.queue_bytes = *bytes;
}

}  // namespace

std::optional<Throttle> read_throttle(const YamlNode& settings, Findings& findings) {
    const std::size_t errors = findings.errors();
    if (!expect_map(settings, "'throttle'", keys, findings) && !settings.is_map()) {
        return std::nullopt;
    }
    Throttle throttle;
    if (const YamlNode* by = settings.find("by")) {
        const auto way = read_choice(*by, "'by'", ways, findings);
        if (way) throttle.by = static_cast<Throttle::By>(*way);
    }
    if (const YamlNode* each = settings.find("each")) {
        const auto scope = read_choice(*each, "'each'", scopes, findings);
        if (scope) throttle.each = static_cast<Throttle::Each>(*scope);
    }
    const auto rate = read_rate(settings, findings);
    if (!rate) return std::nullopt;
    throttle.rate = *rate;
    read_burst(settings, throttle, findings);
    read_queue(settings, throttle, findings);
    if (findings.errors() > errors) return std::nullopt;
    return throttle;
}

}  // namespace cordon
