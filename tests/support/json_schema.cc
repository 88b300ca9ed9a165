#include "tests/support/json_schema.hh"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <stdexcept>

namespace cordon::testing {
namespace {

using nlohmann::json;

class Check {
public:
    explicit Check(const json& root) : root_(&root) {}

    void value(const json& schema, const json& value, const std::string& at) {
        for (const auto& [keyword, wanted] : schema.items()) {
            if (keyword == "$ref") {
                this->value(resolve(wanted), value, at);
            } else if (!one_keyword(schema, keyword, wanted, value, at)) {
                complain(at, "schema keyword not checked: " + keyword);
            }
        }
    }

    std::vector<std::string> complaints;

private:
    void complain(const std::string& at, const std::string& what) {
        complaints.push_back((at.empty() ? "/" : at) + ": " + what);
    }

    const json& resolve(const std::string& reference) const {
        return root_->at(json::json_pointer(reference.substr(1)));
    }

    static bool has_type(const std::string& type, const json& value) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "number") return value.is_number();
        if (type == "integer") return value.is_number_integer();
        if (type == "null") return value.is_null();
        throw std::runtime_error("schema type not known here: " + type);
    }

    static bool is_comment(const std::string& keyword) {
        static constexpr std::array<const char*, 4> comments{"$schema", "title", "description",
                                                             "definitions"};
        return std::find(comments.begin(), comments.end(), keyword) != comments.end();
    }

    bool one_keyword(const json& schema, const std::string& keyword, const json& wanted,
                     const json& value, const std::string& at) {
        if (is_comment(keyword)) return true;
        if (keyword == "type") {
            check_type(wanted, value, at);
        } else if (keyword == "const") {
            if (value != wanted) complain(at, "is " + value.dump() + ", not " + wanted.dump());
        } else if (keyword == "enum") {
            if (std::find(wanted.begin(), wanted.end(), value) == wanted.end()) {
                complain(at, value.dump() + " is none of " + wanted.dump());
            }
        } else if (keyword == "anyOf") {
            check_any(wanted, value, at);
        } else {
            return value_keyword(keyword, wanted, value, at) ||
                   container_keyword(schema, keyword, wanted, value, at);
        }
        return true;
    }

    void check_type(const json& wanted, const json& value, const std::string& at) {
        const json types = wanted.is_array() ? wanted : json::array({wanted});
        const bool fits = std::any_of(types.begin(), types.end(),
                                      [&](const json& type) { return has_type(type, value); });
        if (!fits) complain(at, value.dump() + " is not of type " + wanted.dump());
    }

    void check_any(const json& wanted, const json& value, const std::string& at) {
        const bool fits = std::any_of(wanted.begin(), wanted.end(), [&](const json& schema) {
            Check inner(*root_);
            inner.value(schema, value, at);
            return inner.complaints.empty();
        });
        if (!fits) complain(at, "fits none of the alternatives");
    }

    bool value_keyword(const std::string& keyword, const json& wanted, const json& value,
                       const std::string& at) {
        if (keyword == "pattern") {
            if (value.is_string() && !std::regex_search(value.get<std::string>(),
                                                        std::regex(wanted.get<std::string>()))) {
                complain(at, value.dump() + " does not match " + wanted.dump());
            }
        } else if (keyword == "minimum") {
            if (value.is_number() && value < wanted) complain(at, value.dump() + " is too small");
        } else if (keyword == "maximum") {
            if (value.is_number() && value > wanted) complain(at, value.dump() + " is too large");
        } else if (keyword == "minItems") {
            if (value.is_array() && value.size() < wanted) complain(at, "has too few items");
        } else if (keyword == "maxItems") {
            if (value.is_array() && value.size() > wanted) complain(at, "has too many items");
        } else {
            return false;
        }
        return true;
    }

    bool container_keyword(const json& schema, const std::string& keyword, const json& wanted,
                           const json& value, const std::string& at) {
        if (keyword == "required") {
            for (const std::string name : wanted) {
                if (value.is_object() && !value.contains(name)) complain(at, "lacks " + name);
            }
        } else if (keyword == "properties") {
            for (const auto& [name, inner] : wanted.items()) {
                if (value.is_object() && value.contains(name)) {
                    this->value(inner, value[name], at + "/" + name);
                }
            }
        } else if (keyword == "propertyNames") {
            if (!value.is_object()) return true;
            for (const auto& [name, inner] : value.items()) this->value(wanted, name, at);
        } else if (keyword == "additionalProperties") {
            check_no_more(schema, wanted, value, at);
        } else if (keyword == "items") {
            for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
                this->value(wanted, value[i], at + "/" + std::to_string(i));
            }
        } else {
            return false;
        }
        return true;
    }

    void check_no_more(const json& schema, const json& allowed, const json& value,
                       const std::string& at) {
        if (!value.is_object() || allowed == true) return;
        for (const auto& [name, inner] : value.items()) {
            if (schema.contains("properties") && schema["properties"].contains(name)) continue;
            if (allowed == false) {
                complain(at, "unexpected member " + name);
            } else {
                this->value(allowed, inner, at + "/" + name);
            }
        }
    }

    const json* root_;
};

}  // namespace

JsonSchema JsonSchema::load(const std::string& name) {
    std::ifstream file("policies/schema/" + name + ".schema.json");
    return JsonSchema(json::parse(file));
}

std::vector<std::string> JsonSchema::complaints(const json& value) const {
    Check check(root_);
    check.value(root_, value, "");
    return check.complaints;
}

}  // namespace cordon::testing
