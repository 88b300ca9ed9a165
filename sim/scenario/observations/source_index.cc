#include "sim/scenario/observations/source_index.hh"

#include <algorithm>

namespace cordon {

const SourceEntry* SourceIndex::find(std::string_view source) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [source](const auto& entry) { return entry.source == source; });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace cordon
