#include "sim/policy/name_triggers.hh"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace cordon {
namespace {

class NamesOfRules : public ::testing::Test {
protected:
    /// A rule that needs this name, or a name in a set of these patterns.
    void rule_of_name(std::string name) {
        triggers_.add({.field = Field::tls_sni,
                       .window = {},
                       .op = CompareOp::equal,
                       .operand = std::move(name)},
                      policy_, RuleId{rules_++});
    }
    void rule_of_set(std::initializer_list<const char*> patterns) {
        DomainSet set;
        for (const char* pattern : patterns) set.add(pattern);
        policy_.sets.push_back({.name = {}, .set = std::move(set)});
        const auto id = static_cast<std::uint32_t>(policy_.sets.size() - 1);
        triggers_.add(
            {.field = Field::tls_sni, .window = {}, .op = CompareOp::in, .operand = SetId{id}},
            policy_, RuleId{rules_++});
    }
    [[nodiscard]] std::set<unsigned> found(std::string_view name) const {
        FoundRules found;
        triggers_.find(name, found);
        std::set<unsigned> numbers;
        for (const RuleId id : found) numbers.insert(static_cast<unsigned>(id));
        return numbers;
    }

private:
    Policy policy_;
    NameTriggers triggers_;
    std::uint32_t rules_ = 0;
};

TEST_F(NamesOfRules, AreFoundByTheNameWhateverItsCase) {
    rule_of_name("media.example");
    EXPECT_EQ(found("Media.EXAMPLE"), std::set{0U});
    EXPECT_TRUE(found("edia.example").empty());
    EXPECT_TRUE(found("").empty());
}

TEST_F(NamesOfRules, AreFoundByAnySuffixOfLabels) {
    rule_of_set({"*.cdn.example", "other.example"});
    rule_of_set({"a-*.cdn.example"});
    EXPECT_EQ(found("a-1.x.cdn.example"), (std::set{0U, 1U}));
    EXPECT_EQ(found("other.example"), std::set{0U});
    EXPECT_TRUE(found("xcdn.example").empty());
    EXPECT_TRUE(found("cdn.example.").empty());
}

TEST_F(NamesOfRules, AreAlwaysFoundWhereTheLastLabelIsAPattern) {
    rule_of_set({"media.*"});
    EXPECT_EQ(found("anything.at.all"), std::set{0U});
}

TEST_F(NamesOfRules, AreAllFoundAmongThousands) {
    for (int i = 0; i < 5000; ++i) rule_of_name("host" + std::to_string(i) + ".example");
    for (unsigned i = 0; i < 5000; ++i) {
        EXPECT_EQ(found("host" + std::to_string(i) + ".example"), std::set{i});
    }
}

}  // namespace
}  // namespace cordon
