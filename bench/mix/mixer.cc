#include "bench/mix/mixer.hh"

#include <algorithm>
#include <queue>
#include <utility>

#include "sim/core/keyed_random.hh"

namespace cordon::bench {
namespace {

// 2017-09-26T00:00:00Z: a day on which walls of that year are on.
constexpr std::int64_t start_ns = 1'506'384'000'000'000'000;
constexpr Duration longest_wait_to_begin = std::chrono::seconds{2};

struct RunningCopy {
    const SourceCapture* capture = nullptr;
    CopyOf copy;
    Time began;
    std::uint64_t number = 0;
    std::size_t next = 0;
    std::uint32_t flows_begun = 0;  // flows are numbered in order of their first packets

    [[nodiscard]] Time due() const { return began + capture->packets[next].after; }
};

struct LaterFirst {
    bool operator()(const RunningCopy& a, const RunningCopy& b) const {
        return std::pair{a.due(), a.number} > std::pair{b.due(), b.number};
    }
};

class Mixer {
public:
    Mixer(std::span<const SourceCapture> captures, const MixOptions& options) : options_(options) {
        for (const SourceCapture& capture : captures) {
            if (!capture.packets.empty()) round_.push_back(&capture);
        }
    }

    MixFacts run(MixSink& sink) {
        for (std::uint32_t i = 0; i < options_.live; ++i) begin_copy(time_from_ns(start_ns));
        Time now = time_from_ns(start_ns);
        std::vector<std::uint8_t> frame;
        while (facts_.packets < options_.packets) {
            RunningCopy copy = running_.top();
            running_.pop();
            now = copy.due();
            const SourcePacket& packet = copy.capture->packets[copy.next];
            rewrite(packet, copy.copy, frame);
            sink.take(now, frame, packet.wire_length);
            count(packet, copy);
            if (++copy.next < copy.capture->packets.size()) {
                running_.push(copy);
            } else {
                begin_copy(now);
            }
        }
        facts_.lasts = now - time_from_ns(start_ns);
        return facts_;
    }

private:
    void count(const SourcePacket& packet, RunningCopy& copy) {
        ++facts_.packets;
        facts_.bytes += packet.wire_length;
        if (packet.flow < copy.flows_begun) return;
        copy.flows_begun = packet.flow + 1;
        ++facts_.flows;
    }

    void begin_copy(Time after) {
        const std::size_t place = facts_.copies % round_.size();
        if (place == 0) shuffle();
        const KeyedRandom draw = KeyedRandom(options_.seed, "copy").mix(facts_.copies);
        RunningCopy copy;
        copy.capture = round_[place];
        copy.number = facts_.copies++;
        copy.copy =
            CopyOf{.first_host = next_host_, .port_flip = static_cast<std::uint16_t>(draw.bits())};
        copy.began = after + Duration{static_cast<std::int64_t>(KeyedRandom(draw).mix(1).below(
                                 static_cast<std::uint64_t>(longest_wait_to_begin.count())))};
        next_host_ += copy.capture->rewritten_addresses;
        running_.push(copy);
    }

    void shuffle() {
        for (std::size_t left = round_.size(); left > 1; --left) {
            const std::uint64_t drawn =
                KeyedRandom(options_.seed, "order").mix(facts_.copies).mix(left).below(left);
            std::swap(round_[left - 1], round_[drawn]);
        }
    }

    const MixOptions options_;
    std::vector<const SourceCapture*> round_;
    std::priority_queue<RunningCopy, std::vector<RunningCopy>, LaterFirst> running_;
    std::uint64_t next_host_ = 1;
    MixFacts facts_;
};

}  // namespace

MixFacts mix(std::span<const SourceCapture> captures, const MixOptions& options, MixSink& sink) {
    return Mixer(captures, options).run(sink);
}

}  // namespace cordon::bench
