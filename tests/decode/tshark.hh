#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cordon::testing {

/// What tshark says of one packet, fields by their tshark names; the first of each, which is the
/// outermost. A field that is not there is the empty text.
class TsharkRow {
public:
    explicit TsharkRow(std::vector<std::string> values) : values_(std::move(values)) {}

    [[nodiscard]] const std::string& operator[](const char* field) const;
    /// The same as a number (decimal or 0x); 0 when it is not there.
    [[nodiscard]] std::uint64_t number(const char* field) const;
    /// `eth ethertype ip tcp`: frame.protocols in parts.
    [[nodiscard]] std::vector<std::string> protocols() const;

private:
    std::vector<std::string> values_;
};

/// Every packet of a capture as tshark reads it, in order; fragments and segments are not put
/// together, and nothing is looked up.
[[nodiscard]] std::vector<TsharkRow> ask_tshark(const std::filesystem::path& file);

}  // namespace cordon::testing
