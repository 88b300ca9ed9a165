#include "tests/scenario/file/yaml_json.hh"

#include <utility>

#include "sim/policy/file/file_reader.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {

nlohmann::json json_of(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::empty:
            return nullptr;
        case YamlNode::Kind::text:
            return node.text;
        case YamlNode::Kind::list: {
            auto list = nlohmann::json::array();
            for (const YamlNode& item : node.items) list.push_back(json_of(item));
            return list;
        }
        case YamlNode::Kind::map: {
            auto map = nlohmann::json::object();
            for (const YamlEntry& entry : node.entries) map[entry.key.text] = json_of(entry.value);
            return map;
        }
    }
    return nullptr;
}

std::vector<std::string> schema_complaints(const std::string& schema, std::string yaml) {
    const Source source("s.yaml", std::move(yaml), 0);
    Findings findings;
    const auto root = parse_yaml(source, findings);
    if (!root) return {"no YAML"};
    return JsonSchema::load(schema).complaints(json_of(*root));
}

std::vector<std::string> schema_complaints_of_file(const std::string& schema,
                                                   const std::string& path) {
    auto text = DiskFiles().read(path);
    if (!text) return {path + " cannot be read"};
    return schema_complaints(schema, std::move(*text));
}

}  // namespace cordon::testing
