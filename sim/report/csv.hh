#pragma once

#include <string>
#include <string_view>

namespace cordon {

/// Appends one field of a CSV line (RFC 4180), a comma before it unless it is the first of its
/// line. Bytes that are not printable ASCII become `\xNN`.
void append_csv(std::string& out, std::string_view field);

}  // namespace cordon
