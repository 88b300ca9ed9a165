#include "sim/capture/libpcap_parser.hh"

#include <pcap/pcap.h>

#include <algorithm>
#include <cstdio>

namespace cordon {

namespace {

struct ClosePcap {
    void operator()(pcap_t* handle) const { pcap_close(handle); }
};

/// What a FILE of libpcap reads from, and what it met there.
struct Cookie {
    BlockBuffer* buffer;
    std::optional<Error> error;  // of the machine
    bool came_to_end = false;
};

ssize_t read_cookie(void* opaque, char* into, std::size_t size) {
    auto& cookie = *static_cast<Cookie*>(opaque);
    const Result<bool> there = cookie.buffer->ensure(1);
    if (!there) {
        cookie.error = there.error();
        return -1;
    }
    cookie.came_to_end = !*there;
    const std::size_t count = std::min(size, cookie.buffer->size());
    std::copy_n(cookie.buffer->data(), count, into);
    cookie.buffer->consume(count);
    return static_cast<ssize_t>(count);
}

}  // namespace

struct LibpcapParser::State {
    Cookie cookie;
    std::unique_ptr<pcap_t, ClosePcap> handle;
};

LibpcapParser::LibpcapParser(std::unique_ptr<State> state, const PcapHeader& header)
    : state_(std::move(state)),
      interface_{.link = header.link, .snap_length = header.snap_length} {}

LibpcapParser::~LibpcapParser() = default;

Result<std::unique_ptr<LibpcapParser>> LibpcapParser::open(BlockBuffer& buffer,
                                                           const PcapHeader& header) {
    auto state =
        std::make_unique<State>(State{.cookie = {.buffer = &buffer, .error = {}}, .handle = {}});
    cookie_io_functions_t functions{};
    functions.read = read_cookie;
    std::FILE* const file = ::fopencookie(&state->cookie, "r", functions);
    if (file == nullptr) return fail("not enough memory to open it with libpcap");
    // Else the place of damage would be where stdio has read ahead to.
    std::setvbuf(file, nullptr, _IONBF, 0);
    std::array<char, PCAP_ERRBUF_SIZE> message{};
    state->handle.reset(
        pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, message.data()));
    if (!state->handle) {
        std::fclose(file);
        if (state->cookie.error) return fail(*state->cookie.error);
        return fail(std::string("libpcap cannot read it: ") + message.data());
    }
    return std::unique_ptr<LibpcapParser>(new LibpcapParser(std::move(state), header));
}

void LibpcapParser::stop(int status) {
    const Cookie& cookie = state_->cookie;
    // Of damaged packing that lies behind the place where libpcap gave up, nothing is said: whether
    // it has been met already depends on how far the buffer reads ahead.
    if (cookie.came_to_end) stop_at_end(*cookie.buffer, frames_ + 1, 0);
    if (status == PCAP_ERROR_BREAK) return;
    stop_early(frames_ + 1, cookie.buffer->offset(), pcap_geterr(state_->handle.get()));
}

Result<std::span<Arrival>> LibpcapParser::next() {
    std::size_t count = 0;
    while (count < batch_packets && !ended_early()) {
        pcap_pkthdr* header = nullptr;
        const std::uint8_t* data = nullptr;
        const int status = pcap_next_ex(state_->handle.get(), &header, &data);
        if (status != 1) {
            if (state_->cookie.error) return fail(*state_->cookie.error);
            stop(status);
            break;
        }
        copies_[count].assign(data, data + header->caplen);
        // libpcap reads the 32 bits of the file as signed; with nanoseconds asked for, tv_usec
        // holds them.
        const std::int64_t seconds = static_cast<std::uint32_t>(header->ts.tv_sec);
        batch_[count] = Arrival{.bytes = copies_[count],
                                .at = time_from_ns(seconds * ns_per_s + header->ts.tv_usec),
                                .frame = ++frames_,
                                .note = nullptr,
                                .wire_length = header->len,
                                .interface = InterfaceId{0},
                                .link = interface_.link};
        ++count;
    }
    return std::span(batch_).first(count);
}

}  // namespace cordon
