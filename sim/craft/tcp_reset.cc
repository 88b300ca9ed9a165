#include "sim/craft/tcp_reset.hh"

#include "sim/core/byte_writer.hh"
#include "sim/craft/link_header.hh"

namespace cordon {

Seq32 SegmentSeen::end() const {
    const std::uint32_t syn = (flags & tcp_flag::syn) != 0 ? 1 : 0;
    const std::uint32_t fin = (flags & tcp_flag::fin) != 0 ? 1 : 0;
    return seq + payload_length + syn + fin;
}

ResetNumbers numbers_towards_receiver(const SegmentSeen& seen, Trigger trigger) {
    return {.seq = trigger == Trigger::delivered ? seen.end() : seen.seq, .ack = seen.ack};
}

ResetNumbers numbers_towards_sender(const SegmentSeen& seen) {
    const bool acknowledges = (seen.flags & tcp_flag::ack) != 0;
    return {.seq = acknowledges ? seen.ack : Seq32{}, .ack = seen.end()};
}

std::vector<std::uint8_t> tcp_reset(Bytes link_header, LinkType link, const TcpEnds& ends,
                                    const ResetFields& reset) {
    std::vector<std::uint8_t> out;
    out.reserve(link_header.size() + 60 + reset.payload.size());
    ByteWriter{out}.append(link_header);
    append_tcp_packet(out,
                      {.src = ends.src,
                       .dst = ends.dst,
                       .ttl = reset.ttl,
                       .id = reset.ip_id,
                       .dont_fragment = reset.dont_fragment},
                      {.src_port = ends.src_port,
                       .dst_port = ends.dst_port,
                       .seq = reset.seq,
                       .ack = reset.ack,
                       .flags = reset.flags,
                       .window = reset.window,
                       .options = {}},
                      reset.payload);
    fit_link_header(std::span{out}.first(link_header.size()), link,
                    out.size() - link_header.size());
    return out;
}

}  // namespace cordon
