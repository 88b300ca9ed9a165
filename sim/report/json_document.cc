#include "sim/report/json_document.hh"

#include <nlohmann/json.hpp>

#include "sim/report/json_text.hh"

namespace cordon {
namespace {

using Json = nlohmann::ordered_json;

/// Writes one value, whose first line is already indented.
class DocumentWriter {
public:
    explicit DocumentWriter(std::string& out) : out_(&out) {}

    void write(const Json& json) {
        if (json.is_string()) {
            append_json_string(*out_, json.get_ref<const std::string&>());
        } else if (!json.is_structured()) {
            *out_ += json.dump();
        } else if (json.empty()) {
            *out_ += json.is_object() ? "{}" : "[]";
        } else {
            write_members(json);
        }
    }

private:
    void write_members(const Json& json) {
        *out_ += json.is_object() ? '{' : '[';
        ++depth_;
        bool first = true;
        for (const auto& [key, value] : json.items()) {
            if (!first) *out_ += ',';
            first = false;
            break_line();
            if (json.is_object()) {
                append_json_string(*out_, key);
                *out_ += ": ";
            }
            write(value);
        }
        --depth_;
        break_line();
        *out_ += json.is_object() ? '}' : ']';
    }
    void break_line() {
        *out_ += '\n';
        out_->append(2 * depth_, ' ');
    }

    std::string* out_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string json_document(const Json& json) {
    std::string text;
    DocumentWriter(text).write(json);
    text += '\n';
    return text;
}

}  // namespace cordon
