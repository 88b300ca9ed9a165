#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/core/arrival.hh"

namespace cordon::bench {

/// Packets in memory, as a reader would give them.
struct Sample {
    std::vector<std::uint8_t> bytes;
    std::vector<Arrival> arrivals;  // views into `bytes`
    std::uint64_t wire_bytes = 0;
    std::uint64_t damaged = 0;
};

/// A mix of the captures of pcaps/ (seed 1), of which `damaged_permille` were spoilt in one of
/// three ways: cut within the headers, an IP header length that cannot be, a TCP header length or
/// UDP length that cannot be. The same from the same arguments. Requires: run from the project's
/// root.
[[nodiscard]] Sample mixed_sample(std::uint64_t packets, std::uint32_t damaged_permille);

/// Writes the sample as classic pcap; gives the path, in memory where there is /dev/shm. The file
/// goes with the object.
class SampleFile {
public:
    explicit SampleFile(const Sample& sample);
    SampleFile(const SampleFile&) = delete;
    SampleFile& operator=(const SampleFile&) = delete;
    ~SampleFile();
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Where benchmarks put files: /dev/shm, else the usual place for temporary files.
[[nodiscard]] std::string scratch_path(const std::string& name);

/// Reports packets/s and bytes/s for a benchmark that went over all of the sample each time.
void report_speed(benchmark::State& state, const Sample& sample);

}  // namespace cordon::bench
