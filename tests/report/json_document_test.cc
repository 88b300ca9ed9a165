#include "sim/report/json_document.hh"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace cordon {
namespace {

using Json = nlohmann::ordered_json;

TEST(JsonDocument, IsIndentedAsItsParts) {
    const Json json = {{"b", 1},
                       {"a", {1, -2, 0.5}},
                       {"none", Json::array()},
                       {"empty", Json::object()},
                       {"deep", {{"yes", true}, {"null", nullptr}}}};
    EXPECT_EQ(json_document(json), json.dump(2) + "\n");
}

TEST(JsonDocument, WritesBytesThatAreNotUtf8AsEscapes) {
    EXPECT_EQ(json_document(Json("a\xe9\xc3\xa9\"")), "\"a\\u00e9\xc3\xa9\\\"\"\n");
}

}  // namespace
}  // namespace cordon
