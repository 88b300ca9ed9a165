#include "sim/flow/waiting_bytes.hh"

#include <algorithm>

namespace cordon {
namespace {

std::ptrdiff_t at_index(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

/// How far `to` lies ahead of `from`. Requires: it does not lie behind.
std::size_t distance(Seq32 from, Seq32 to) {
    return static_cast<std::size_t>(to.ahead_of(from));
}

}  // namespace

void WaitingBytes::add_piece(std::size_t at, Seq32 seq, Bytes bytes) {
    pieces_.insert(pieces_.begin() + at_index(at),
                   Piece{.seq = seq, .bytes = {bytes.begin(), bytes.end()}});
    bytes_ += bytes.size();
}

void WaitingBytes::insert(Seq32 seq, Bytes bytes, Conflict conflict) {
    std::size_t at = 0;
    while (at < pieces_.size() && pieces_[at].end() <= seq) ++at;
    while (!bytes.empty()) {
        if (at == pieces_.size() ||
            pieces_[at].seq >= seq + static_cast<std::uint32_t>(bytes.size())) {
            add_piece(at, seq, bytes);
            return;
        }
        if (pieces_[at].seq > seq) {
            const std::size_t hole = distance(seq, pieces_[at].seq);
            add_piece(at++, seq, bytes.first(hole));
            bytes = bytes.subspan(hole);
        }
        Piece& old = pieces_[at++];
        const std::size_t offset = pieces_[at - 1].seq < seq ? distance(old.seq, seq) : 0;
        const std::size_t shared = std::min(bytes.size(), old.bytes.size() - offset);
        if (conflict == Conflict::take_new) {
            std::copy_n(bytes.begin(), shared, old.bytes.begin() + at_index(offset));
        }
        seq = old.seq + static_cast<std::uint32_t>(offset + shared);
        bytes = bytes.subspan(shared);
    }
}

std::uint32_t WaitingBytes::take_from(Seq32 next, std::vector<std::uint8_t>& to) {
    std::uint32_t taken = 0;
    std::size_t count = 0;
    while (count < pieces_.size() && pieces_[count].seq == next + taken) {
        const std::vector<std::uint8_t>& bytes = pieces_[count++].bytes;
        to.insert(to.end(), bytes.begin(), bytes.end());
        taken += static_cast<std::uint32_t>(bytes.size());
    }
    pieces_.erase(pieces_.begin(), pieces_.begin() + at_index(count));
    bytes_ -= taken;
    return taken;
}

void WaitingBytes::drop_before(Seq32 next) {
    std::size_t count = 0;
    while (count < pieces_.size() && pieces_[count].end() <= next) {
        bytes_ -= pieces_[count++].bytes.size();
    }
    pieces_.erase(pieces_.begin(), pieces_.begin() + at_index(count));
    if (pieces_.empty() || pieces_.front().seq >= next) return;
    Piece& first = pieces_.front();
    const std::size_t old = distance(first.seq, next);
    first.bytes.erase(first.bytes.begin(), first.bytes.begin() + at_index(old));
    first.seq = next;
    bytes_ -= old;
}

}  // namespace cordon
