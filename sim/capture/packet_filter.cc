#include "sim/capture/packet_filter.hh"

#include <nss.h>
#include <pcap/pcap.h>

#include <array>
#include <cstdio>
#include <optional>

#include "sim/core/byte_order.hh"

namespace cordon {

namespace {

struct ClosePcap {
    void operator()(pcap_t* handle) const { pcap_close(handle); }
};
using Pcap = std::unique_ptr<pcap_t, ClosePcap>;

/// Where a filter names a host or a network, libpcap would ask the name servers of the machine:
/// what passes would depend on the day, and strangers would hear of it. So the C library is told of
/// a source of such names that does not exist; names of ports and protocols it has in files.
void look_up_no_names() {
    for (const char* named : {"hosts", "networks", "ethers"}) {
        __nss_configure_lookup(named, "none");
    }
    for (const char* named : {"services", "protocols"}) __nss_configure_lookup(named, "files");
}

/// A handle of this link type without packets. Made from a file header in memory, because only
/// libpcap knows which DLT_ value stands for which LINKTYPE_ value.
Pcap empty_capture_of(LinkType link) {
    std::array<std::uint8_t, 24> header{};
    store_little_endian(header.data(), std::uint32_t{0xa1b2c3d4});
    store_little_endian(header.data() + 4, std::uint16_t{2});
    store_little_endian(header.data() + 6, std::uint16_t{4});
    store_little_endian(header.data() + 16, std::uint32_t{262'144});
    store_little_endian(header.data() + 20, std::uint32_t{static_cast<std::uint16_t>(link)});
    std::FILE* const file = ::fmemopen(header.data(), header.size(), "r");
    if (file == nullptr) return nullptr;
    std::array<char, PCAP_ERRBUF_SIZE> message{};
    Pcap handle(pcap_fopen_offline(file, message.data()));
    if (!handle) std::fclose(file);
    return handle;
}

/// libpcap's reason where it does not take a filter for a link type; `program` is empty then.
std::optional<std::string> compile(const std::string& expression, LinkType link,
                                   bpf_program& program) {
    const Pcap handle = empty_capture_of(link);
    if (!handle) return "link type unknown to it";
    constexpr int optimise = 1;
    look_up_no_names();
    if (pcap_compile(handle.get(), &program, expression.c_str(), optimise, PCAP_NETMASK_UNKNOWN) ==
        0) {
        return std::nullopt;
    }
    return pcap_geterr(handle.get());
}

bool fits_ethernet(const std::string& expression) {
    bpf_program program{};
    const bool fits = !compile(expression, LinkType::ethernet, program);
    pcap_freecode(&program);
    return fits;
}

/// What to do about libpcap's reason.
const char* remedy_for(const std::string& reason, const std::string& expression) {
    const bool of_a_name =
        reason.find("host '") != std::string::npos || reason.find("network '") != std::string::npos;
    if (of_a_name) return "names are not looked up: write the address";
    if (!fits_ethernet(expression)) return "`man pcap-filter` tells how one is written";
    return "a filter has to fit every interface of a capture: leave it out, or keep only those "
           "that "
           "it fits (tshark -Y 'frame.interface_id == 0' -w FILE)";
}

}  // namespace

struct PacketFilter::Program {
    Program() = default;
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program() { pcap_freecode(&code); }

    LinkType link{};
    bpf_program code{};
};

PacketFilter::PacketFilter(std::string expression, std::string capture)
    : expression_(std::move(expression)), capture_(std::move(capture)) {}
PacketFilter::PacketFilter(PacketFilter&&) noexcept = default;
PacketFilter& PacketFilter::operator=(PacketFilter&&) noexcept = default;
PacketFilter::~PacketFilter() = default;

Result<void> PacketFilter::compile_for(LinkType link) {
    return program_for(link).map([](const Program*) {});
}

Result<const PacketFilter::Program*> PacketFilter::program_for(LinkType link) {
    for (const auto& program : programs_) {
        if (program->link == link) return program.get();
    }
    auto program = std::make_unique<Program>();
    program->link = link;
    const std::optional<std::string> reason = compile(expression_, link, program->code);
    if (reason) return fail(refused(link, *reason));
    programs_.push_back(std::move(program));
    return programs_.back().get();
}

Error PacketFilter::refused(LinkType link, const std::string& reason) const {
    return Error{.what = "libpcap does not take this filter for link type " +
                         std::to_string(static_cast<unsigned>(link)) + " of " + capture_ + ": " +
                         reason + "; " + remedy_for(reason, expression_),
                 .where = "--filter '" + expression_ + "'"};
}

Result<std::span<const Arrival>> PacketFilter::apply(std::span<const Arrival> batch) {
    passed_.clear();
    const Program* program = nullptr;
    for (const Arrival& arrival : batch) {
        if (program == nullptr || program->link != arrival.link) {
            const Result<const Program*> found = program_for(arrival.link);
            if (!found) return fail(found.error());
            program = *found;
        }
        const pcap_pkthdr header{.ts = {},
                                 .caplen = static_cast<bpf_u_int32>(arrival.bytes.size()),
                                 .len = arrival.wire_length};
        if (pcap_offline_filter(&program->code, &header, arrival.bytes.data()) != 0) {
            passed_.push_back(arrival);
        }
    }
    return std::span<const Arrival>(passed_);
}

}  // namespace cordon
