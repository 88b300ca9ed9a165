#include "sim/capture/merged_captures.hh"

#include <algorithm>

namespace cordon {

namespace {
constexpr std::size_t most_interfaces = 65'535;
}

auto MergedCaptures::later() const {
    return [this](std::size_t a, std::size_t b) { return comes_before(b, a); };
}

Result<std::unique_ptr<MergedCaptures>> MergedCaptures::open(
    std::vector<std::unique_ptr<CaptureReader>> inputs) {
    std::unique_ptr<MergedCaptures> merged(new MergedCaptures);
    for (auto& reader : inputs) {
        merged->inputs_.push_back(
            Input{.reader = std::move(reader), .batch = {}, .interface_ids = {}});
    }
    for (std::size_t index = 0; index < merged->inputs_.size(); ++index) {
        if (Result<void> filled = merged->refill(index); !filled) return fail(filled.error());
    }
    return merged;
}

Result<void> MergedCaptures::refill(std::size_t index) {
    Input& input = inputs_[index];
    if (input.stopped) return {};
    const Result<std::span<const Arrival>> batch = input.reader->next();
    if (!batch) return fail(batch.error());
    input.batch = *batch;
    adopt_interfaces(input);
    if (input.batch.empty()) return {};
    enqueue(index);
    return {};
}

void MergedCaptures::enqueue(std::size_t index) {
    heap_.push_back(index);
    std::push_heap(heap_.begin(), heap_.end(), later());
}

std::size_t MergedCaptures::dequeue() {
    std::pop_heap(heap_.begin(), heap_.end(), later());
    const std::size_t index = heap_.back();
    heap_.pop_back();
    return index;
}

void MergedCaptures::adopt_interfaces(Input& input) {
    const std::span<const CaptureInterface> declared = input.reader->interfaces();
    for (std::size_t i = input.interface_ids.size(); i < declared.size(); ++i) {
        if (interfaces_.size() == most_interfaces) {
            input.stopped = true;
            input.batch = {};
            return;
        }
        input.interface_ids.push_back(InterfaceId{static_cast<std::uint16_t>(interfaces_.size())});
        interfaces_.push_back(declared[i]);
    }
}

bool MergedCaptures::comes_before(std::size_t a, std::size_t b) const {
    const Time time_a = inputs_[a].batch.front().at;
    const Time time_b = inputs_[b].batch.front().at;
    return time_a < time_b || (time_a == time_b && a < b);
}

Result<std::span<const Arrival>> MergedCaptures::next() {
    count_ = 0;
    while (count_ < batch_packets) {
        if (exhausted_) {
            // Its reader may move the packets given so far: hand them out before it reads on.
            if (count_ > 0) break;
            const std::size_t index = *exhausted_;
            exhausted_.reset();
            if (Result<void> filled = refill(index); !filled) return fail(filled.error());
        } else if (!heap_.empty()) {
            take_run();
        } else {
            break;
        }
    }
    return std::span<const Arrival>(batch_).first(count_);
}

void MergedCaptures::take_run() {
    const std::size_t index = dequeue();
    Input& input = inputs_[index];
    do {
        Arrival& given = batch_[count_];
        given = input.batch.front();
        given.interface = input.interface_ids[static_cast<std::size_t>(given.interface)];
        ++count_;
        input.batch = input.batch.subspan(1);
    } while (!input.batch.empty() && count_ < batch_packets &&
             (heap_.empty() || comes_before(index, heap_.front())));
    if (input.batch.empty()) {
        exhausted_ = index;
    } else {
        enqueue(index);
    }
}

void MergedCaptures::give_back(std::size_t count) {
    const std::span<const Arrival> back =
        std::span<const Arrival>(batch_).first(count_).last(count);
    for (Input& input : inputs_) {
        if (input.stopped) continue;
        const auto& ids = input.interface_ids;
        const auto is_its = [&](const Arrival& arrival) {
            return std::find(ids.begin(), ids.end(), arrival.interface) != ids.end();
        };
        // All of these are of the batch that its reader gave last.
        const auto its = std::count_if(back.begin(), back.end(), is_its);
        input.reader->give_back(input.batch.size() + static_cast<std::size_t>(its));
        input.batch = {};
    }
    count_ -= count;
}

std::vector<CaptureFacts> MergedCaptures::facts() const {
    std::vector<CaptureFacts> all;
    for (const Input& input : inputs_) {
        CaptureFacts facts = input.reader->facts().front();
        if (input.stopped) {
            facts.ended_early = "packet " + std::to_string(facts.packets) +
                                ": more than 65535 interfaces in all captures together";
        }
        all.push_back(std::move(facts));
    }
    return all;
}

std::uint64_t MergedCaptures::bytes_read() const {
    std::uint64_t sum = 0;
    for (const Input& input : inputs_) sum += input.reader->bytes_read();
    return sum;
}

std::uint64_t MergedCaptures::bytes_total() const {
    std::uint64_t sum = 0;
    for (const Input& input : inputs_) {
        const std::uint64_t total = input.reader->bytes_total();
        if (total == 0) return 0;  // unknown
        sum += total;
    }
    return sum;
}

}  // namespace cordon
