#include "bench/mix/rewrite.hh"

#include "sim/core/bytes.hh"
#include "sim/decode/headers.hh"

namespace cordon::bench {
namespace {

/// Multiplying by an odd number permutes the 24 bits of 10.0.0.0/8.
constexpr std::uint64_t spread = 0x9e3779b1;

void store_u16(std::uint8_t* at, std::uint32_t value) {
    at[0] = static_cast<std::uint8_t>(value >> 8U);
    at[1] = static_cast<std::uint8_t>(value);
}

/// Ones' complement sum of what changed: old words taken out, new ones put in.
class Difference {
public:
    void replace(std::uint8_t* at, std::uint32_t value) {
        sum_ += (~std::uint32_t{load_big_endian<std::uint16_t>(at)} & 0xffffU) + value;
        store_u16(at, value);
    }
    void apply_to(std::uint8_t* checksum) const {
        std::uint32_t sum =
            sum_ + (~std::uint32_t{load_big_endian<std::uint16_t>(checksum)} & 0xffffU);
        while (sum > 0xffffU) sum = (sum & 0xffffU) + (sum >> 16U);
        store_u16(checksum, ~sum & 0xffffU);
    }

private:
    std::uint32_t sum_ = 0;
};

void replace_v4(std::uint8_t* address, std::uint64_t host, Difference& difference) {
    const auto mixed = static_cast<std::uint32_t>((host * spread) & 0xffffffU);
    difference.replace(address, 0x0a00U | (mixed >> 16U));
    difference.replace(address + 2, mixed & 0xffffU);
}

/// The second and third words of an IPv6 address become the host's: the block stays.
void replace_v6(std::uint8_t* address, std::uint64_t host, Difference& difference) {
    const auto mixed = static_cast<std::uint32_t>(host * spread);
    difference.replace(address + 2, mixed >> 16U);
    difference.replace(address + 4, mixed & 0xffffU);
}

class Rewriter {
public:
    Rewriter(const SourcePacket& packet, const CopyOf& copy, std::vector<std::uint8_t>& frame)
        : packet_(packet), copy_(copy), frame_(frame) {}

    void run() {
        const bool v4 = packet_.ip_version == 4;
        std::uint8_t* ip = frame_.data() + packet_.network_offset;
        std::uint8_t* source = ip + (v4 ? 12 : 8);
        std::uint8_t* destination = ip + (v4 ? 16 : 24);
        if (packet_.source >= 0) replace(source, packet_.source);
        if (packet_.destination >= 0) replace(destination, packet_.destination);
        if (v4) difference_.apply_to(ip + 10);
        if (packet_.transport_offset != 0) mend_transport();
    }

private:
    void replace(std::uint8_t* address, std::int32_t number) {
        const std::uint64_t host = copy_.first_host + static_cast<std::uint64_t>(number);
        if (packet_.ip_version == 4) {
            replace_v4(address, host, difference_);
        } else {
            replace_v6(address, host, difference_);
        }
    }

    void mend_transport() {
        constexpr std::uint16_t first_high_port = 32'768;
        std::uint8_t* transport = frame_.data() + packet_.transport_offset;
        const std::size_t left = frame_.size() - packet_.transport_offset;
        const bool has_ports = packet_.protocol != ip_protocol::icmp6;
        if (has_ports && left >= 4) {
            std::uint8_t* port = transport + (packet_.opener_sent ? 0 : 2);
            const auto value = load_big_endian<std::uint16_t>(port);
            if (value >= first_high_port) {
                difference_.replace(port, std::uint32_t{value} ^ (copy_.port_flip & 0x3fffU));
            }
        }
        const std::size_t at = packet_.protocol == ip_protocol::tcp   ? 16
                               : packet_.protocol == ip_protocol::udp ? 6
                                                                      : 2;
        if (left < at + 2) return;
        const bool udp_v4 = packet_.protocol == ip_protocol::udp && packet_.ip_version == 4;
        if (udp_v4 && load_big_endian<std::uint16_t>(transport + at) == 0) return;  // none was made
        difference_.apply_to(transport + at);
        if (udp_v4 && load_big_endian<std::uint16_t>(transport + at) == 0) {
            store_u16(transport + at, 0xffff);
        }
    }

    const SourcePacket& packet_;
    const CopyOf& copy_;
    std::vector<std::uint8_t>& frame_;
    Difference difference_;
};

}  // namespace

void rewrite(const SourcePacket& packet, const CopyOf& copy, std::vector<std::uint8_t>& out) {
    out.assign(packet.frame.begin(), packet.frame.end());
    if (packet.ip_version != 0) Rewriter(packet, copy, out).run();
}

}  // namespace cordon::bench
