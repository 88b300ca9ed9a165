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
            check_pattern(wanted, value, at);
        } else if (keyword == "minimum") {
            if (value.is_number() && value < wanted) complain(at, value.dump() + " is too small");
        } else if (keyword == "maximum") {
            if (value.is_number() && value > wanted) complain(at, value.dump() + " is too large");
        } else {
            return size_keyword(keyword, wanted, value, at);
        }
        return true;
    }

    void check_pattern(const json& wanted, const json& value, const std::string& at) {
        if (!value.is_string()) return;
        const std::regex pattern(wanted.get<std::string>());
        if (!std::regex_search(value.get<std::string>(), pattern)) {
            complain(at, value.dump() + " does not match " + wanted.dump());
        }
    }

    bool size_keyword(const std::string& keyword, const json& wanted, const json& value,
                      const std::string& at) {
        if (keyword == "minItems") {
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
        if (keyword == "items") {
            check_items(wanted, value, at);
        } else if (keyword == "required") {
            if (value.is_object()) check_required(wanted, value, at);
        } else if (keyword == "properties") {
            if (value.is_object()) check_properties(wanted, value, at);
        } else if (keyword == "propertyNames") {
            if (value.is_object()) check_names(wanted, value, at);
        } else if (keyword == "additionalProperties") {
            if (value.is_object()) check_no_more(schema, wanted, value, at);
        } else {
            return false;
        }
        return true;
    }

    void check_items(const json& wanted, const json& value, const std::string& at) {
        for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
            this->value(wanted, value[i], below(at, std::to_string(i)));
        }
    }

    void check_required(const json& wanted, const json& object, const std::string& at) {
        for (const std::string name : wanted) {
            if (!object.contains(name)) complain(at, "lacks " + name);
        }
    }

    void check_properties(const json& wanted, const json& object, const std::string& at) {
        for (const auto& [name, inner] : wanted.items()) {
            if (object.contains(name)) this->value(inner, object[name], below(at, name));
        }
    }

    void check_names(const json& wanted, const json& object, const std::string& at) {
        for (const auto& [name, inner] : object.items()) this->value(wanted, name, at);
    }

    void check_no_more(const json& schema, const json& allowed, const json& object,
                       const std::string& at) {
        if (allowed == true) return;
        for (const auto& [name, inner] : object.items()) {
            if (schema.contains("properties") && schema["properties"].contains(name)) continue;
            if (allowed == false) {
                complain(at, "unexpected member " + name);
            } else {
                this->value(allowed, inner, below(at, name));
            }
        }
    }

    static std::string below(const std::string& at, const std::string& name) {
        return at + "/" + name;
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
