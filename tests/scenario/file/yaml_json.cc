#include "tests/scenario/file/yaml_json.hh"

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

}  // namespace cordon::testing
