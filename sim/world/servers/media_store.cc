#include "sim/world/servers/media_store.hh"

#include <algorithm>

namespace cordon {

void MediaStore::expect(MediaId media, std::uint64_t bytes) {
    stored_[media].expected = bytes;
}

void MediaStore::put(MediaId media, std::uint64_t bytes) {
    stored_[media] = Stored{.expected = bytes, .received = bytes};
}

void MediaStore::begin_anew(MediaId media) {
    stored_[media].received = 0;
}

void MediaStore::receive_up_to(MediaId media, std::uint64_t bytes) {
    Stored& stored = stored_[media];
    stored.received = std::max(stored.received, bytes);
}

std::optional<MediaStore::Stored> MediaStore::find(MediaId media) const {
    const auto found = stored_.find(media);
    if (found == stored_.end()) return std::nullopt;
    return found->second;
}

}  // namespace cordon
