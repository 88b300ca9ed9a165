#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sim/classify/http_stream.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    using namespace cordon;
    HttpStream http;
    Bytes rest{data, size};
    while (!rest.empty()) {
        const HttpStep step = http.next(rest);
        if (!step.more) break;
        if (step.done == 0) std::abort();  // it would never end
        rest = rest.subspan(std::min<std::uint64_t>(step.done, rest.size()));
    }
    return 0;
}
