#include "sim/action/action_state.hh"

namespace cordon {

void LinkHeaders::note_other(Direction direction, const LinkHeader& header) {
    if (header.bytes.size() > longest) return;
    if (!others_) others_ = std::make_unique<std::array<Other, 2>>();
    Other& other = (*others_)[index(direction)];
    std::copy(header.bytes.begin(), header.bytes.end(), other.bytes.begin());
    other.size = static_cast<std::uint8_t>(header.bytes.size());
    other.link = header.link;
    other.interface = header.interface;
    kept_[index(direction)] = Kept::other;
}

std::optional<LinkHeader> LinkHeaders::last(Direction direction) const {
    const std::size_t i = index(direction);
    switch (kept_[i]) {
        case Kept::none:
            break;
        case Kept::plain:
            return LinkHeader{.bytes = plain_[i].bytes,
                              .link = LinkType::ethernet,
                              .interface = plain_[i].interface};
        case Kept::other: {
            const Other& other = (*others_)[i];
            return LinkHeader{.bytes = Bytes{other.bytes}.first(other.size),
                              .link = other.link,
                              .interface = other.interface};
        }
    }
    return std::nullopt;
}

}  // namespace cordon
