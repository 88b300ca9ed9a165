#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace cordon::testing {

/// Holds JSON to one of policies/schema/. Knows the keywords of JSON Schema that those files use;
/// an unknown one is reported as a complaint, so that a schema cannot ask for what is not checked.
class JsonSchema {
public:
    /// `name` is "events" or "summary"; read from policies/schema/ below the working directory.
    [[nodiscard]] static JsonSchema load(const std::string& name);
    explicit JsonSchema(nlohmann::json schema) : root_(std::move(schema)) {}

    /// Everything wrong with `value`, each with its place; empty when it conforms.
    [[nodiscard]] std::vector<std::string> complaints(const nlohmann::json& value) const;

private:
    nlohmann::json root_;
};

}  // namespace cordon::testing
