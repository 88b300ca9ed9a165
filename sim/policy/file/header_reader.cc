#include "sim/policy/file/header_reader.hh"

#include <array>
#include <optional>

#include "sim/policy/file/cidr_text.hh"
#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/time_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

/// A value that several files may state, as long as they agree.
template <typename Value>
class Agreed {
public:
    explicit Agreed(std::string_view what) : what_(what) {}

    void state(const YamlNode& node, Value value, Findings& findings) {
        if (!first_) {
            first_ = node.at;
            value_ = std::move(value);
        } else if (!(value == value_)) {
            findings.error(node.at, "'" + std::string(what_) + "' contradicts " +
                                        first_->source->where_line(first_->offset) +
                                        ": all files of a policy state the same");
        }
    }
    [[nodiscard]] bool is_stated() const { return first_.has_value(); }
    [[nodiscard]] const Value& value() const { return value_; }

private:
    std::string_view what_;
    std::optional<SourcePlace> first_;
    Value value_{};
};

class HeaderReader {
public:
    explicit HeaderReader(Draft& draft) : draft_(&draft) {}

    void read(const YamlNode& root) {
        const std::vector<std::string_view> keys = policy_keys();
        if (root.kind == YamlNode::Kind::empty) {
            draft_->findings.error(root.at,
                                   "this file is empty; a policy begins with policy: NAME");
            return;
        }
        static_cast<void>(expect_map(root, "a policy", keys, draft_->findings));
        if (!root.is_map()) return;
        read_policy_name(root);
        if (const YamlNode* node = root.find("position")) read_position(*node);
        if (const YamlNode* node = root.find("zone")) state_zone(*node);
        if (const YamlNode* node = root.find("inside")) read_inside(*node);
    }

    void finish() {
        Policy& policy = draft_->policy;
        if (position_.is_stated()) policy.position = position_.value();
        draft_->has_zone = zone_.is_stated();
        if (zone_.is_stated()) policy.zone.east = std::chrono::minutes{zone_.value()};
        if (!inside_.is_stated()) return;
        CidrSet inside;
        for (const Cidr& block : inside_blocks_) inside.add(block);
        inside.seal();
        policy.inside = std::move(inside);
    }

private:
    void read_policy_name(const YamlNode& root) {
        const YamlNode* name = root.find("policy");
        const YamlNode* about = root.find("about");
        if (name == nullptr) {
            draft_->findings.error(root.at, "a policy has a name: policy: NAME");
        }
        const std::string* text =
            name == nullptr ? nullptr : read_name(*name, "the name of a policy", draft_->findings);
        const std::string* story =
            about == nullptr ? nullptr : read_text(*about, "'about'", draft_->findings);
        if (!is_first_) return;
        is_first_ = false;
        if (text != nullptr) draft_->policy.name = *text;
        if (story != nullptr) draft_->policy.about = *story;
    }

    void read_position(const YamlNode& node) {
        constexpr std::array<std::string_view, 2> words{"in-path", "on-path"};
        const auto choice = read_choice(node, "'position'", words, draft_->findings);
        if (!choice) return;
        position_.state(node, *choice == 0 ? Position::in_path : Position::on_path,
                        draft_->findings);
    }

    void state_zone(const YamlNode& node) {
        const auto zone = read_zone(node, draft_->findings);
        if (zone) zone_.state(node, static_cast<int>(zone->east.count()), draft_->findings);
    }

    void read_inside(const YamlNode& node) {
        CidrSet blocks;
        std::vector<Cidr> as_written;
        for (const YamlNode* item : read_list(node, "'inside'", draft_->findings)) {
            const auto block = read_cidr(item->text);
            if (!block) {
                draft_->findings.error(item->at, block.error());
                continue;
            }
            blocks.add(*block);
            as_written.push_back(*block);
        }
        blocks.seal();
        if (!inside_.is_stated()) inside_blocks_ = as_written;
        inside_.state(node, blocks.intervals(), draft_->findings);
    }

    Draft* draft_;
    bool is_first_ = true;
    Agreed<Position> position_{"position"};
    Agreed<int> zone_{"zone"};
    Agreed<std::vector<CidrSet::Interval>> inside_{"inside"};
    std::vector<Cidr> inside_blocks_;
};

}  // namespace

void read_headers(const PolicyFiles& files, Draft& draft) {
    HeaderReader reader{draft};
    for (const PolicyFile& file : files.files) reader.read(file.root);
    reader.finish();
}

}  // namespace cordon
