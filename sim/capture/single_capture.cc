#include "sim/capture/single_capture.hh"

#include <algorithm>
#include <array>

#include "sim/capture/foreign_format.hh"
#include "sim/capture/libpcap_parser.hh"
#include "sim/capture/pcap_parser.hh"
#include "sim/capture/pcapng_format.hh"
#include "sim/capture/pcapng_parser.hh"

namespace cordon {

namespace {
constexpr std::size_t magic_bytes = 4;
constexpr std::size_t head_bytes = 4096;
}  // namespace

SingleCapture::SingleCapture(std::unique_ptr<ByteSource> source, std::string path,
                             std::size_t block_bytes)
    : buffer_(std::move(source), block_bytes) {
    facts_.path = std::move(path);
    facts_.file_bytes = buffer_.source().stored_bytes_total();
}

Result<std::unique_ptr<SingleCapture>> SingleCapture::open(std::unique_ptr<ByteSource> source,
                                                           std::string path,
                                                           const ReadOptions& options,
                                                           std::size_t block_bytes) {
    std::unique_ptr<SingleCapture> capture(
        new SingleCapture(std::move(source), std::move(path), block_bytes));
    if (Result<void> chosen = capture->choose_parser(); !chosen) {
        return fail(capture->with_path(chosen.error()));
    }
    if (!options.filter.empty()) capture->filter_.emplace(options.filter);
    const Result<std::span<const Arrival>> batch = capture->read_batch();
    if (!batch) return fail(batch.error());
    if (capture->filter_) {
        for (const CaptureInterface& interface : capture->interfaces()) {
            if (Result<void> compiled = capture->filter_->compile_for(interface.link); !compiled) {
                return fail(compiled.error());
            }
        }
    }
    capture->first_batch_ = *batch;
    return capture;
}

Result<void> SingleCapture::choose_parser() {
    const Result<bool> there = buffer_.ensure(PcapHeader::bytes);
    if (!there) return fail(there.error());
    if (buffer_.size() == 0) {
        const std::optional<std::string> damage = buffer_.source().damage();
        return fail(damage ? *damage : "is empty: it does not even hold the header of a capture");
    }
    const bool has_magic = buffer_.size() >= magic_bytes;
    if (has_magic && load<std::uint32_t>(buffer_.data(), ByteOrder::big_endian) ==
                         pcapng::section_header_block) {
        parser_ = std::make_unique<PcapngParser>(buffer_);
        return {};
    }
    if (!has_magic || !PcapHeader::is_magic(buffer_.data())) {
        return fail(describe_foreign(Bytes(buffer_.data(), std::min(buffer_.size(), head_bytes))));
    }
    if (!*there) {
        return fail("ends inside the header of a pcap file: " + std::to_string(buffer_.size()) +
                    " of " + std::to_string(PcapHeader::bytes) + " bytes are there");
    }
    const PcapHeader header = *PcapHeader::parse(buffer_.data());
    if (header.major == 2 && header.minor == 4) {
        parser_ = std::make_unique<PcapParser>(buffer_, header);
        return {};
    }
    auto parser = LibpcapParser::open(buffer_, header);
    if (!parser) return fail(parser.error());
    parser_ = std::move(*parser);
    return {};
}

Result<std::span<const Arrival>> SingleCapture::next() {
    if (first_batch_) {
        const std::span<const Arrival> batch = *first_batch_;
        first_batch_.reset();
        return batch;
    }
    return read_batch();
}

Result<std::span<const Arrival>> SingleCapture::read_batch() {
    while (!ended_) {
        const Result<std::span<Arrival>> batch = parser_->next();
        if (!batch) return fail(with_path(batch.error()));
        if (batch->empty()) {
            if (Result<void> finished = finish(); !finished) return fail(finished.error());
            break;
        }
        count(*batch);
        if (!filter_) return std::span<const Arrival>(*batch);
        const Result<std::span<Arrival>> passed = filter_->apply(*batch);
        if (!passed) return fail(passed.error());
        if (!passed->empty()) return std::span<const Arrival>(*passed);
    }
    return std::span<const Arrival>{};
}

void SingleCapture::count(std::span<const Arrival> batch) {
    Time first = facts_.first_time.value_or(batch.front().at);
    Time last = facts_.last_time.value_or(batch.front().at);
    std::uint64_t cut = 0;
    for (const Arrival& arrival : batch) {
        first = std::min(first, arrival.at);
        last = std::max(last, arrival.at);
        if (arrival.wire_length > arrival.bytes.size()) ++cut;
    }
    facts_.first_time = first;
    facts_.last_time = last;
    facts_.packets += batch.size();
    facts_.packets_cut += cut;
}

Result<void> SingleCapture::finish() {
    ended_ = true;
    const Result<StoredFacts> stored = buffer_.source().finish();
    if (!stored) return fail(stored.error());
    facts_.file_bytes = stored->bytes;
    facts_.xxh3_128 = stored->xxh3_128;
    facts_.sha256 = stored->sha256;
    facts_.blocks_not_copied = parser_->blocks_not_copied();
    facts_.times_out_of_range = parser_->times_out_of_range();
    facts_.ended_early = parser_->ended_early();
    return {};
}

Error SingleCapture::with_path(Error error) const {
    if (error.where.empty()) error.where = facts_.path == "-" ? "stdin" : facts_.path;
    return error;
}

}  // namespace cordon
