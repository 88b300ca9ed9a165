// Reads bytes as a scenario.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/core/bytes.hh"
#include "sim/scenario/file/load_scenario.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(
    const std::uint8_t* data,  // NOLINT(readability-identifier-naming)
    std::size_t size) {
    const auto loaded =
        cordon::parse_scenario(std::string(cordon::as_text({data, size})), "s.yaml");
    // Whatever is refused is refused with a reason; whatever is taken can be played.
    if (!loaded) {
        if (loaded.error().empty()) std::abort();
        return 0;
    }
    const cordon::Scenario& scenario = loaded->scenario;
    if (scenario.places.empty() || scenario.days.empty() || scenario.tries.empty()) std::abort();
    for (const auto& pool : scenario.servers) {
        if (!pool) continue;
        for (std::size_t name = 0; name < pool->names.size(); ++name) {
            if (pool->addresses_of(name).empty()) std::abort();
        }
    }
    return 0;
}
