// make-mix: one large capture out of many small ones, the same from the same seed.

#include <fmt/core.h>
#include <fmt/ostream.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/mix/mixer.hh"
#include "bench/mix/pcap_sink.hh"
#include "bench/mix/source_capture.hh"
#include "sim/capture/input_files.hh"

namespace {

namespace options = boost::program_options;
using namespace cordon;

constexpr std::uint64_t room_needed = 6ULL << 30U;  // bytes

struct Arguments {
    bench::MixOptions mix;
    bench::SourceOptions source;
    std::string out = "/dev/shm/cordon-mix.pcap";
    std::string pcaps = "pcaps";
    bool is_public = false;
    std::vector<std::string> files;
};

options::options_description described(Arguments& arguments) {
    options::options_description all("make-mix [options] CAPTURE...");
    auto add = all.add_options();
    add("help", "this text");
    add("seed", options::value(&arguments.mix.seed)->default_value(1),
        "what the order is drawn from");
    add("out", options::value(&arguments.out)->default_value(arguments.out),
        "the capture to write");
    add("packets", options::value(&arguments.mix.packets),
        "how many (3,170,000; public 1,500,000)");
    add("flow-packets", options::value(&arguments.source.flow_packets)->default_value(0),
        "only the first so many of each flow; 0 is all");
    add("live", options::value(&arguments.mix.live)->default_value(512), "copies at the same time");
    add("public", options::bool_switch(&arguments.is_public),
        "the public mix: every capture of the folder pcaps/");
    add("pcaps", options::value(&arguments.pcaps)->default_value("pcaps"), "where that folder is");
    add("capture", options::value(&arguments.files), "captures to repeat");
    return all;
}

/// Exit status 2 with a message, or 0.
int check_room(const std::string& out) {
    const std::filesystem::path folder = std::filesystem::path(out).parent_path();
    struct statvfs room {};
    if (statvfs(folder.empty() ? "." : folder.c_str(), &room) != 0) {
        fmt::print(stderr, "{}: no such folder\n", folder.string());
        return 2;
    }
    const std::uint64_t room_left = std::uint64_t{room.f_bavail} * room.f_frsize;
    if (room_left >= room_needed) return 0;
    fmt::print(stderr,
               "{}: {:.1f} GiB are free, a mix and what is written from it need 6; make room or "
               "name another --out\n",
               folder.string(), static_cast<double>(room_left) / (1U << 30U));
    return 2;
}

std::vector<bench::SourceCapture> read_all(const Arguments& arguments) {
    std::vector<bench::SourceCapture> captures;
    for (const std::string& path : arguments.files) {
        auto capture = bench::read_source(path, arguments.source);
        if (!capture) {
            fmt::print(stderr, "left out: {}: {}\n", path, capture.error().what);
        } else if (!capture->packets.empty()) {
            captures.push_back(std::move(*capture));
        }
    }
    return captures;
}

void take_public_captures(Arguments& arguments) {
    for (const auto& entry : std::filesystem::directory_iterator(arguments.pcaps)) {
        if (entry.path().extension() == ".pcap") arguments.files.push_back(entry.path().string());
    }
    std::sort(arguments.files.begin(), arguments.files.end());
}

int run(const Arguments& arguments) {
    InputFiles inputs;
    for (const std::string& path : arguments.files) inputs.add(path);
    if (const auto spared = inputs.spare(arguments.out); !spared) {
        fmt::print(stderr, "{}: {}\n", spared.error().where, spared.error().what);
        return 2;
    }
    if (const int status = check_room(arguments.out); status != 0) return status;
    const auto captures = read_all(arguments);
    if (captures.empty()) {
        fmt::print(stderr, "make-mix: no captures to mix; name some, or say --public\n");
        return 2;
    }
    auto file = OutputFile::create(arguments.out);
    if (!file) {
        fmt::print(stderr, "{}: {}\n", file.error().where, file.error().what);
        return 1;
    }
    bench::PcapSink sink(std::move(*file));
    const bench::MixFacts facts = bench::mix(captures, arguments.mix, sink);
    if (const auto written = sink.commit(); !written) {
        fmt::print(stderr, "{}: {}\n", written.error().where, written.error().what);
        return 1;
    }
    fmt::print(
        "{}\n{} packets, mean {} bytes, {} flows, {} s of packet time; {} captures repeated {} "
        "times in all; seed {}\n",
        arguments.out, facts.packets, facts.bytes / std::max<std::uint64_t>(facts.packets, 1),
        facts.flows, facts.lasts.count() / ns_per_s, captures.size(), facts.copies,
        arguments.mix.seed);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        Arguments arguments;
        const auto described_options = described(arguments);
        options::positional_options_description captures;
        captures.add("capture", -1);
        options::variables_map given;
        options::store(options::command_line_parser(argc, argv)
                           .options(described_options)
                           .positional(captures)
                           .run(),
                       given);
        options::notify(given);
        if (given.contains("help")) {
            std::puts(
                "One large capture out of many small ones: repeated with other addresses and "
                "ports,\n"
                "interleaved so that many flows are live at once, checksums mended; the same "
                "bytes\n"
                "from the same captures and seed.\n");
            fmt::print("{}", fmt::streamed(described_options));
            return 0;
        }
        if (arguments.is_public) {
            take_public_captures(arguments);
            if (!given.contains("packets")) arguments.mix.packets = 1'500'000;
        }
        return run(arguments);
    } catch (const std::exception& error) {
        fmt::print(stderr, "make-mix: {}\n", error.what());
        return 2;
    }
}
