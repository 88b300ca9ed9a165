// Reads bytes as a kept table: what is taken is written as it was read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sim/core/bytes.hh"
#include "sim/scenario/reckoning/response_file.hh"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto kept = cordon::read_kept(cordon::as_text({data, size}), "k");
    if (!kept) return 0;
    const auto again = cordon::read_kept(cordon::kept_text(*kept), "k");
    if (!again || again->probes != kept->probes) std::abort();
    return 0;
}
