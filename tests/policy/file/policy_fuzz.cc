// Reads bytes as a policy. What is before a line of `===` is the policy, what is after it a list
// and a second policy under the names that the first may use; nothing is read from the disk.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/core/bytes.hh"
#include "sim/policy/file/load.hh"

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(
    const std::uint8_t* data,  // NOLINT(readability-identifier-naming)
    std::size_t size) {
    const std::string_view text = cordon::as_text({data, size});
    constexpr std::string_view divider = "\n===\n";
    const std::size_t end = text.find(divider);
    const std::string first(text.substr(0, end));
    const std::string second(end == text.npos ? "" : text.substr(end + divider.size()));
    const cordon::MemoryFiles files{{{"list.txt", second}, {"base.yaml", second}}};
    const auto loaded = cordon::parse_policy(first, "p.yaml", files, {"r.chance=5%"});
    // Whatever is refused is refused with a reason.
    if (!loaded && loaded.error().empty()) std::abort();
    return 0;
}
