#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace cordon {

/// A whole JSON file: two spaces an indent, members in their order, ends in a newline. Strings are
/// written as append_json_string() writes them: what is not UTF-8 becomes `\u00XX`.
[[nodiscard]] std::string json_document(const nlohmann::ordered_json& json);

}  // namespace cordon
