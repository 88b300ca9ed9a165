#include "sim/scenario/reenact/spoken.hh"

#include <algorithm>

namespace cordon {

std::vector<Content> spoken(const Conversation& said, Direction side, std::uint64_t offset,
                            std::uint64_t bytes) {
    const std::vector<std::uint8_t>& first = said.side(side).first;
    const std::uint64_t known = std::min<std::uint64_t>(first.size(), offset + bytes);
    std::vector<Content> parts;
    if (offset < known) {
        parts.push_back(Content::literal(
            std::vector<std::uint8_t>(first.begin() + static_cast<std::ptrdiff_t>(offset),
                                      first.begin() + static_cast<std::ptrdiff_t>(known))));
    }
    const std::uint64_t begin = std::max(offset, known);
    const std::uint64_t rest = offset + bytes - begin;
    if (rest > 0) {
        parts.push_back(Content::noise(rest, said.frame * 2 + index(side) + (begin << 16U)));
    }
    return parts;
}

EndScript script_of(const Conversation& said, Direction side) {
    EndScript script;
    std::uint64_t most = 0;
    const auto note = [&](std::uint64_t heard) {
        most = std::max(most, heard);
        script.heard.push_back(most);
    };
    for (const Turn& turn : said.turns) {
        if (turn.side != side) continue;
        script.turns.push_back(turn);
        note(turn.heard);
    }
    note(said.side(side).closing.heard);
    return script;
}

}  // namespace cordon
