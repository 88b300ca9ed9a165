#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace cordon::testing {

/// Names of one flow, by kind: `tls_sni`, `http_host`, `dns_query`.
using NamesByKind = std::map<std::string, std::set<std::string>>;
/// By flow_key_text().
using FlowNames = std::map<std::string, NamesByKind>;

/// The names that tshark found in a capture, from its truth file. `-` (no name) is left out.
[[nodiscard]] FlowNames truth_names(const std::filesystem::path& truth_file);

/// A question name in our notation, written as tshark and the truth files write it: labels joined
/// by dots whatever is in them, a stretch of no UTF-8 as one U+FFFD, control characters as `?`.
[[nodiscard]] std::string as_tshark_writes(std::string_view name);

}  // namespace cordon::testing
