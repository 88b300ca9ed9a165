#include "tests/capture/fuzzing.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(  // NOLINT(readability-identifier-naming)
    const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    cordon::testing::read_twice(cordon::Bytes(data, size));
    return 0;
}
