#include "sim/policy/file/yaml_events.hh"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

using Style = YamlNode::Style;

Style style_at(const Source& source, std::size_t offset) {
    switch (offset < source.text().size() ? source.text()[offset] : ' ') {
        case '"':
            return Style::double_quoted;
        case '\'':
            return Style::single_quoted;
        case '|':
            return Style::literal;
        case '>':
            return Style::folded;
        default:
            return Style::plain;
    }
}

}  // namespace

SourcePlace YamlEvents::place(const YAML::Mark& mark) const {
    const std::size_t offset = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
    return {source_, std::min(offset, source_->text().size())};
}

YamlNode YamlEvents::node(const YAML::Mark& mark, YamlNode::Kind kind) const {
    YamlNode made;
    made.kind = kind;
    made.at = place(mark);
    return made;
}

void YamlEvents::OnDocumentStart(const YAML::Mark& mark) {
    if (++documents_ == 2) {
        findings_->error(place(mark),
                         "a second document begins here; the file is to be one document");
    }
}

void YamlEvents::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    refuse_marks(mark, "?", anchor);
    add(node(mark, YamlNode::Kind::empty));
}

void YamlEvents::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
    findings_->error(place(mark),
                     "aliases are not part of the policy language; write the value out, or put "
                     "quotes around text that begins with '*'");
    add(node(mark, YamlNode::Kind::empty));
}

void YamlEvents::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                          const std::string& value) {
    refuse_marks(mark, tag, anchor);
    YamlNode scalar = node(mark, YamlNode::Kind::text);
    scalar.style = style_at(*source_, scalar.at.offset);
    scalar.text = value;
    add(std::move(scalar));
}

void YamlEvents::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                 YAML::anchor_t anchor, YAML::EmitterStyle::value) {
    refuse_marks(mark, tag, anchor);
    open(node(mark, YamlNode::Kind::list));
}

void YamlEvents::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                            YAML::EmitterStyle::value) {
    refuse_marks(mark, tag, anchor);
    open(node(mark, YamlNode::Kind::map));
}

void YamlEvents::OnMapEnd() {
    if (!open_.empty()) refuse_duplicates(open_.back().node);
    close();
}

void YamlEvents::refuse_marks(const YAML::Mark& mark, const std::string& tag,
                              YAML::anchor_t anchor) {
    const SourcePlace at = place(mark);
    const char first = at.offset < source_->text().size() ? source_->text()[at.offset] : ' ';
    if (anchor != YAML::NullAnchor) {
        findings_->error(at,
                         "anchors are not part of the policy language; put quotes around text that "
                         "begins with '&'");
    }
    if ((tag != "?" && tag != "!" && !tag.empty()) || first == '!') {
        findings_->error(at,
                         "tags are not part of the policy language; put quotes around text that "
                         "begins with '!'");
    }
}

void YamlEvents::refuse_duplicates(const YamlNode& map) {
    std::unordered_map<std::string_view, const YamlNode*> seen;
    for (const YamlEntry& entry : map.entries) {
        const auto [first, is_new] = seen.emplace(entry.key.text, &entry.key);
        if (is_new || !entry.key.is_text()) continue;
        const std::size_t line = source_->line_of(first->second->at.offset) + 1;
        findings_->error(entry.key.at, in_quotes(entry.key.text) +
                                           " stands here a second time; it is "
                                           "already given in line " +
                                           std::to_string(line));
    }
}

void YamlEvents::close() {
    if (open_.empty()) return;
    YamlNode finished = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(finished));
}

void YamlEvents::add(YamlNode finished) {
    if (open_.empty()) {
        if (documents_ < 2) root_ = std::move(finished);
        return;
    }
    Open& parent = open_.back();
    if (parent.node.is_list()) {
        parent.node.items.push_back(std::move(finished));
    } else if (!parent.has_key) {
        if (!finished.is_text()) {
            findings_->error(finished.at,
                             "a key is one word, not " + std::string(kind_name(finished)));
        }
        parent.key = std::move(finished);
        parent.has_key = true;
    } else {
        parent.node.entries.push_back({.key = std::move(parent.key), .value = std::move(finished)});
        parent.has_key = false;
    }
}

}  // namespace cordon
