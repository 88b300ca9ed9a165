#include "tests/capture/reading.hh"

#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "sim/capture/single_capture.hh"

namespace cordon::testing {

namespace {

std::string said(const Error& error) {
    return error.where + ": " + error.what;
}

Packet owned(const Arrival& arrival) {
    return Packet{
        .bytes = FileBytes(arrival.bytes.begin(), arrival.bytes.end()),
        .ns = to_ns(arrival.at),
        .frame = arrival.frame,
        .wire_length = arrival.wire_length,
        .interface = static_cast<std::uint16_t>(arrival.interface),
        .link = static_cast<std::uint16_t>(arrival.link),
        .comments = arrival.note != nullptr ? arrival.note->comments : std::vector<std::string>{}};
}

template <typename Opened>
Reading drain(Opened&& opened) {
    Reading reading;
    if (!opened) {
        reading.error = said(opened.error());
        reading.kind = opened.error().kind;
        return reading;
    }
    CaptureReader& reader = **opened;
    while (true) {
        const Result<std::span<const Arrival>> batch = reader.next();
        if (!batch) {
            reading.error = said(batch.error());
            reading.kind = batch.error().kind;
            break;
        }
        if (batch->empty()) break;
        reading.batches.push_back(batch->size());
        for (const Arrival& arrival : *batch) {
            reading.packets.push_back(owned(arrival));
            if (static_cast<std::size_t>(arrival.interface) >= reader.interfaces().size()) {
                reading.error = "a packet of an interface not yet told of";
            }
        }
    }
    const auto interfaces = reader.interfaces();
    reading.interfaces.assign(interfaces.begin(), interfaces.end());
    reading.facts = reader.facts();
    return reading;
}

}  // namespace

std::string Reading::ended_early() const {
    return facts.empty() ? "no facts" : facts.front().ended_early.value_or("");
}

Reading read(Bytes file, const ReadOptions& options, std::size_t block_bytes) {
    return drain(SingleCapture::open(unpacked(std::make_unique<MemorySource>(file), file), "memory",
                                     options, block_bytes));
}

Reading read_files(const std::vector<std::string>& paths, const ReadOptions& options) {
    return drain(open_captures(paths, options));
}

std::vector<std::uint64_t> frames(const Reading& reading) {
    std::vector<std::uint64_t> numbers;
    for (const Packet& packet : reading.packets) numbers.push_back(packet.frame);
    return numbers;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "cordon-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::file(const std::string& name, Bytes content) const {
    const std::filesystem::path path = path_ / name;
    std::ofstream out(path, std::ios::binary);
    out << as_text(content);
    return path.string();
}

std::vector<std::string> TemporaryFolder::names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

FileBytes content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::vector<char> content{std::istreambuf_iterator<char>(in), {}};
    return {content.begin(), content.end()};
}

}  // namespace cordon::testing
