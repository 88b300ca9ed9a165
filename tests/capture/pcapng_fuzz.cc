#include "tests/capture/fuzzing.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(  // NOLINT(readability-identifier-naming)
    const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // So that every input is taken for pcapng.
    cordon::testing::FileBytes file{0x0a, 0x0d, 0x0d, 0x0a};
    file.insert(file.end(), data, data + size);
    cordon::testing::read_twice(file);
    return 0;
}
