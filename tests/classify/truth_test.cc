#include <gtest/gtest.h>

#include <array>
#include <sstream>

#include "tests/classify/captured_flows.hh"
#include "tests/classify/truth_differences.hh"
#include "tests/classify/truth_rows.hh"
#include "tests/decode/shared_captures.hh"

namespace cordon::testing {
namespace {

constexpr Wanted all_names{.later_names = true};

FlowNames our_names(const std::filesystem::path& capture) {
    FlowNames names;
    for (const CapturedFlow& flow : flows_of(capture, all_names)) {
        const Facts& facts = flow.classify.facts;
        NamesByKind& kinds = names[flow.key()];
        for (const auto name : facts.tls.sni.all()) kinds["tls_sni"].emplace(name);
        for (const auto name : facts.tls.inner_sni->all()) kinds["tls_sni"].emplace(name);
        for (const auto name : facts.http.hosts.all()) kinds["http_host"].emplace(name);
        for (const auto name : facts.dns.names.all()) {
            kinds["dns_query"].insert(as_tshark_writes(name));
        }
    }
    return names;
}

/// What is in one and not in the other, one line a name.
void describe(const FlowNames& names, const FlowNames& others, const char* who,
              std::vector<std::string>& lines) {
    for (const auto& [flow, kinds] : names) {
        for (const auto& [kind, values] : kinds) {
            for (const std::string& value : values) {
                const auto other = others.find(flow);
                const bool shared = other != others.end() && other->second.contains(kind) &&
                                    other->second.at(kind).contains(value);
                if (shared) continue;
                std::ostringstream line;
                line << who << " " << kind << " " << value << " in " << flow;
                lines.push_back(line.str());
            }
        }
    }
}

std::vector<std::string> differences(const std::filesystem::path& capture,
                                     const std::filesystem::path& truth) {
    const FlowNames ours = our_names(capture);
    const FlowNames theirs = truth_names(truth);
    std::vector<std::string> lines;
    describe(theirs, ours, "only tshark:", lines);
    describe(ours, theirs, "only we:", lines);
    return lines;
}

class TruthOfFolder : public ::testing::TestWithParam<const char*> {};

TEST_P(TruthOfFolder, NamesOfEveryFlowEqualTshark) {
    const auto shared = shared_captures();
    if (!shared) GTEST_SKIP() << "the shared captures are not here";
    for (const auto& capture : captures_in(*shared / GetParam())) {
        const std::string file = std::string(GetParam()) + "/" + capture.filename().string();
        const auto found = differences(capture, *shared / "truth" / (file + ".tsv"));
        const TruthDifference* known = known_truth_difference(file);
        std::ostringstream text;
        for (const std::string& line : found) text << line << "\n";
        EXPECT_EQ(found.size(), known == nullptr ? 0 : known->names) << file << "\n" << text.str();
    }
}

/// Equality of nothing with nothing proves nothing.
TEST(Truth, HoldsHundredsOfNames) {
    const auto shared = shared_captures();
    if (!shared) GTEST_SKIP() << "the shared captures are not here";
    std::size_t flows = 0;
    for (const auto& capture : captures_in(*shared / "mixed")) {
        flows +=
            truth_names(*shared / "truth/mixed" / (capture.filename().string() + ".tsv")).size();
    }
    EXPECT_GT(flows, 500U);
}

INSTANTIATE_TEST_SUITE_P(Folders, TruthOfFolder,
                         ::testing::Values("tls", "http", "dns", "whatsapp", "mixed", "formats",
                                           "linktypes"),
                         [](const auto& folder) { return std::string(folder.param); });

}  // namespace
}  // namespace cordon::testing
