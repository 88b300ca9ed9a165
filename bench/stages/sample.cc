#include "bench/stages/sample.hh"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "bench/mix/mixer.hh"
#include "bench/mix/pcap_sink.hh"
#include "sim/core/keyed_random.hh"
#include "sim/decode/decode.hh"

namespace cordon::bench {
namespace {

/// Keeps the packets of a mix, one behind the other.
class KeepingSink final : public MixSink {
public:
    void take(Time at, Bytes frame, std::uint32_t wire_length) override {
        packets_.push_back(
            {.at = at, .begin = bytes_.size(), .size = frame.size(), .wire_length = wire_length});
        bytes_.insert(bytes_.end(), frame.begin(), frame.end());
    }

    Sample finish() {
        Sample sample;
        sample.bytes = std::move(bytes_);
        for (const Packet& packet : packets_) {
            Arrival arrival;
            arrival.bytes = Bytes(sample.bytes).subspan(packet.begin, packet.size);
            arrival.at = packet.at;
            arrival.frame = sample.arrivals.size() + 1;
            arrival.wire_length = packet.wire_length;
            sample.arrivals.push_back(arrival);
            sample.wire_bytes += packet.wire_length;
        }
        return sample;
    }

private:
    struct Packet {
        Time at;
        std::size_t begin = 0, size = 0;
        std::uint32_t wire_length = 0;
    };
    std::vector<std::uint8_t> bytes_;
    std::vector<Packet> packets_;
};

/// Spoils one packet. Requires: IPv4 over Ethernet, as in all captures of pcaps/.
void damage(Arrival& arrival, std::uint8_t* frame, std::uint64_t way) {
    constexpr std::size_t ip = 14;
    const Headers headers = decode(arrival.bytes, arrival.link, arrival.wire_length).headers;
    if (way == 0) {
        arrival.bytes = arrival.bytes.first(std::min<std::size_t>(arrival.bytes.size(), ip + 9));
    } else if (way == 1) {
        frame[ip] = 0x43;  // a header of 12 bytes
    } else if (headers.is_tcp()) {
        frame[headers.transport_offset + 12] = 0x10;  // a header of 4 bytes
    } else {
        frame[headers.transport_offset + 4] = 0;  // a length of 7: less than the header
        frame[headers.transport_offset + 5] = 7;
    }
}

std::vector<SourceCapture> public_captures() {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator("pcaps")) {
        if (entry.path().extension() == ".pcap") paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<SourceCapture> captures;
    for (const std::string& path : paths) {
        auto capture = read_source(path, {});
        if (!capture) throw std::runtime_error(path + ": " + capture.error().what);
        captures.push_back(std::move(*capture));
    }
    return captures;
}

}  // namespace

Sample mixed_sample(std::uint64_t packets, std::uint32_t damaged_permille) {
    KeepingSink sink;
    static_cast<void>(mix(public_captures(), {.seed = 1, .packets = packets, .live = 512}, sink));
    Sample sample = sink.finish();
    std::uint8_t* at = sample.bytes.data();
    for (Arrival& arrival : sample.arrivals) {
        std::uint8_t* const frame = at;
        at += arrival.bytes.size();
        KeyedRandom draw(1, "damage");
        draw.mix(arrival.frame);
        if (!draw.says_yes(damaged_permille * 1'000)) continue;
        damage(arrival, frame, draw.mix(1).below(3));
        ++sample.damaged;
    }
    return sample;
}

SampleFile::SampleFile(const Sample& sample) : path_(scratch_path("sample.pcap")) {
    auto file = OutputFile::create(path_);
    if (!file) throw std::runtime_error(file.error().what);
    PcapSink sink(std::move(*file));
    for (const Arrival& arrival : sample.arrivals) {
        sink.take(arrival.at, arrival.bytes, arrival.wire_length);
    }
    if (const auto written = sink.commit(); !written) {
        throw std::runtime_error(written.error().what);
    }
}

SampleFile::~SampleFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

std::string scratch_path(const std::string& name) {
    const std::filesystem::path memory = "/dev/shm";
    const std::filesystem::path folder =
        std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    return (folder / ("cordon-bench-" + std::to_string(getpid()) + "-" + name)).string();
}

void report_speed(benchmark::State& state, const Sample& sample) {
    const auto rounds = state.iterations();
    state.SetItemsProcessed(rounds * static_cast<std::int64_t>(sample.arrivals.size()));
    state.SetBytesProcessed(rounds * static_cast<std::int64_t>(sample.wire_bytes));
}

}  // namespace cordon::bench
