#include "sim/world/tcp/sent_segments.hh"

#include <algorithm>

namespace cordon {

void SentSegments::sent(TcpPosition begin, TcpPosition end, Time now) {
    segments_.push_back(
        {.begin = begin, .sent_at = now, .length = static_cast<std::uint32_t>(end - begin)});
    outstanding_ += end - begin;
}

void SentSegments::retransmitted(Segment& segment, Time now) {
    segment.sent_at = now;
    if (segment.retransmissions < UINT8_MAX) ++segment.retransmissions;
    if (segment.lost) lost_ -= segment.length;
    segment.lost = false;
}

void SentSegments::acknowledge(TcpPosition ack, Time now, Duration least_rtt, Delivered& out) {
    while (!segments_.empty() && segments_.front().begin < ack) {
        Segment& segment = segments_.front();
        const TcpPosition upto = std::min(ack, segment.end());
        const auto bytes = static_cast<std::uint32_t>(upto - segment.begin);
        if (!segment.sacked) {
            delivered({.begin = segment.begin,
                       .sent_at = segment.sent_at,
                       .length = bytes,
                       .retransmissions = segment.retransmissions},
                      now, least_rtt, out);
        }
        outstanding_ -= bytes;
        if (segment.sacked) sacked_ -= bytes;
        if (segment.lost) lost_ -= bytes;
        segment.begin = upto;
        segment.length -= bytes;
        if (segment.length > 0) break;
        if (segment.sacked) --sacked_segments_;
        segments_.pop_front();
    }
    highest_ = std::max(highest_, ack);
}

void SentSegments::sack(TcpPosition begin, TcpPosition end, Time now, Duration least_rtt,
                        Delivered& out) {
    if (segments_.empty() || begin >= end) return;
    // Segments are in order of place: find the first that lies in the block.
    std::size_t low = 0;
    for (std::size_t high = segments_.size(); low < high;) {
        const std::size_t middle = (low + high) / 2;
        if (segments_[middle].begin < begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < segments_.size() && segments_[low].end() <= end; ++low) {
        Segment& segment = segments_[low];
        if (segment.sacked) continue;
        const std::uint64_t bytes = segment.length;
        delivered(segment, now, least_rtt, out);
        if (segment.lost) lost_ -= bytes;
        segment.lost = false;
        segment.sacked = true;
        sacked_ += bytes;
        ++sacked_segments_;
        highest_ = std::max(highest_, segment.end());
    }
}

void SentSegments::delivered(const Segment& segment, Time now, Duration least_rtt, Delivered& out) {
    out.bytes += segment.length;
    if (segment.retransmissions == 0) {
        if (segment.end() < highest_) reordering_seen_ = true;
        out.newest_sent_at = std::max(out.newest_sent_at.value_or(Time::min()), segment.sent_at);
    } else if (now - segment.sent_at < least_rtt) {
        return;  // the answer is likely to an earlier transmission (RFC 8985 section 6.2, step 1)
    }
    if (segment.sent_at > newest_.sent_at ||
        (segment.sent_at == newest_.sent_at && segment.end() > newest_.end)) {
        newest_ = {.sent_at = segment.sent_at, .end = segment.end(), .rtt = now - segment.sent_at};
    }
}

SentSegments::Verdict SentSegments::find_lost(Time now, Duration tolerance) {
    Verdict verdict;
    // What was sent after the newest delivery is not judged; nor is anything beyond the last place
    // known to have arrived, unless it was sent again.
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        Segment& segment = segments_[i];
        if (segment.begin >= highest_ && segment.retransmissions == 0) break;
        if (segment.sacked || segment.lost) continue;
        const bool earlier = segment.sent_at < newest_.sent_at ||
                             (segment.sent_at == newest_.sent_at && segment.end() < newest_.end);
        if (!earlier) continue;
        const Time due = segment.sent_at + newest_.rtt + tolerance;
        if (due <= now) {
            mark_lost(segment);
            verdict.found = true;
        } else {
            verdict.again_at = std::max(verdict.again_at.value_or(Time::min()), due);
        }
    }
    return verdict;
}

bool SentSegments::find_lost_by_count(std::uint32_t enough) {
    bool found = false;
    std::uint32_t beyond = 0;
    for (std::size_t i = segments_.size(); i-- > 0;) {
        Segment& segment = segments_[i];
        if (segment.sacked) {
            ++beyond;
        } else if (!segment.lost && segment.retransmissions == 0 && beyond >= enough) {
            mark_lost(segment);
            found = true;
        }
    }
    return found;
}

void SentSegments::mark_lost(Segment& segment) {
    if (segment.lost || segment.sacked) return;
    segment.lost = true;
    lost_ += segment.length;
}

void SentSegments::mark_first_lost() {
    if (!segments_.empty()) mark_lost(segments_.front());
}

void SentSegments::mark_all_lost() {
    for (std::size_t i = 0; i < segments_.size(); ++i) mark_lost(segments_[i]);
}

void SentSegments::forget_sacks() {
    for (std::size_t i = 0; i < segments_.size(); ++i) segments_[i].sacked = false;
    sacked_ = 0;
    sacked_segments_ = 0;
}

SentSegments::Segment* SentSegments::first_lost() {
    if (lost_ == 0) return nullptr;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        if (segments_[i].lost) return &segments_[i];
    }
    return nullptr;
}

}  // namespace cordon
