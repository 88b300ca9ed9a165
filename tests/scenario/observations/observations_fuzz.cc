// Reads bytes as reports. What is before a line of `===` is the reports, what is after it the index
// of sources; nothing is read from the disk.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/core/bytes.hh"
#include "sim/scenario/observations/file/load_observations.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(
    const std::uint8_t* data,  // NOLINT(readability-identifier-naming)
    std::size_t size) {
    const std::string_view text = cordon::as_text({data, size});
    constexpr std::string_view divider = "\n===\n";
    const std::size_t end = text.find(divider);
    const std::string reports(text.substr(0, end));
    const std::string sources(end == text.npos ? "" : text.substr(end + divider.size()));
    const cordon::MemoryFiles files{{{"s.yaml", sources}}};
    const auto loaded = cordon::parse_observations(reports, "o.yaml", files);
    // Whatever is refused is refused with a reason; whatever is taken names its source.
    if (!loaded && loaded.error().empty()) std::abort();
    if (!loaded) return 0;
    for (const cordon::Observation& row : loaded->observations.rows) {
        if (loaded->sources.find(row.source) == nullptr || row.to <= row.from) std::abort();
    }
    return 0;
}
