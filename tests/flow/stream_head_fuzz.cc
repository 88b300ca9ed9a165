#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/flow/stream_script.hh"

// libFuzzer fixes this name.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string difference = cordon::test::StreamScript({data, size}).play();
    if (!difference.empty()) {
        std::fprintf(stderr, "%s\n", difference.c_str());
        std::abort();
    }
    return 0;
}
