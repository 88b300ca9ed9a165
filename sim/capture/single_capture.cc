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
    if (!options.filter.empty()) capture->filter_.emplace(options.filter, capture->name());
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
        count_batch();
        const Result<std::span<Arrival>> batch = parser_->next();
        if (!batch) return fail(with_path(batch.error()));
        if (batch->empty()) {
            if (Result<void> finished = finish(); !finished) return fail(finished.error());
            break;
        }
        batch_ = *batch;
        if (!filter_) return given_ = batch_;
        const Result<std::span<const Arrival>> passed = filter_->apply(batch_);
        if (!passed) return fail(passed.error());
        given_ = *passed;
        if (!given_.empty()) return given_;
    }
    return std::span<const Arrival>{};
}

std::span<const Arrival> SingleCapture::used_of_batch() const {
    if (given_.empty()) return {};
    // Frames are numbered without gaps.
    return batch_.first(given_.back().frame - batch_.front().frame + 1);
}

/// Before the next batch takes its place.
void SingleCapture::count_batch() {
    const std::span<const Arrival> used = used_of_batch();
    if (!used.empty()) {
        used_.add(passed_over_);
        used_.add(used);
        passed_over_ = {};
    }
    passed_over_.add(batch_.subspan(used.size()));
    batch_ = {};
    given_ = {};
}

void SingleCapture::give_back(std::size_t count) {
    given_ = given_.first(given_.size() - count);
}

std::vector<CaptureFacts> SingleCapture::facts() const {
    PacketCounts counts = used_;
    const bool batch_is_used = !first_batch_ && !given_.empty();
    if (batch_is_used || ended_) counts.add(passed_over_);
    if (batch_is_used) counts.add(used_of_batch());
    CaptureFacts facts = facts_;
    facts.packets = counts.packets;
    facts.packets_cut = counts.cut;
    facts.first_time = counts.first;
    facts.last_time = counts.last;
    return {facts};
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
    if (error.where.empty()) error.where = name();
    return error;
}

std::string SingleCapture::name() const {
    return facts_.path == "-" ? "stdin" : facts_.path;
}

}  // namespace cordon
