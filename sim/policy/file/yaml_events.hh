#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <string>
#include <utility>
#include <vector>

#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Builds the tree from yaml-cpp's events, which keep what its own nodes lose: duplicate keys,
/// further documents, aliases and the style of every scalar.
class YamlEvents : public YAML::EventHandler {
public:
    YamlEvents(const Source& source, Findings& findings) : source_(&source), findings_(&findings) {}

    [[nodiscard]] YamlNode take_root() { return std::move(root_); }
    [[nodiscard]] bool has_second_document() const { return documents_ > 1; }

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;

private:
    struct Open {
        YamlNode node;
        YamlNode key;  // read, and waiting for its value
        bool has_key = false;
    };

    [[nodiscard]] SourcePlace place(const YAML::Mark& mark) const;
    [[nodiscard]] YamlNode node(const YAML::Mark& mark, YamlNode::Kind kind) const;
    void refuse_marks(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
    void refuse_duplicates(const YamlNode& map);
    void open(YamlNode started) { open_.push_back({.node = std::move(started), .key = {}}); }
    void close();
    void add(YamlNode finished);

    const Source* source_;
    Findings* findings_;
    std::vector<Open> open_;
    YamlNode root_;
    std::size_t documents_ = 0;
};

}  // namespace cordon
