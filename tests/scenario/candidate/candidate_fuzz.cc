// Reads bytes as a candidate; nothing is read from the disk.

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "sim/core/bytes.hh"
#include "sim/scenario/candidate/file/load_candidate.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(
    const std::uint8_t* data,  // NOLINT(readability-identifier-naming)
    std::size_t size) {
    const cordon::MemoryFiles files{std::map<std::string, std::string, std::less<>>{}};
    const auto loaded =
        cordon::parse_candidate(std::string(cordon::as_text({data, size})), "c.yaml", files);
    // Whatever is refused is refused with a reason; whatever is taken can be turned.
    if (!loaded) {
        if (loaded.error().empty()) std::abort();
        return 0;
    }
    for (const cordon::Dial& dial : loaded->candidate.dials) {
        if (dial.is == cordon::ModelDial::Is::unevenness) continue;
        if (dial.value_at(0.3).empty() || dial.moves.empty()) std::abort();
    }
    return 0;
}
