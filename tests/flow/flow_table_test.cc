#include "sim/flow/flow_table.hh"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/flow/flow_words.hh"

namespace cordon::test {
namespace {

struct Record {
    FlowState state;
    std::uint32_t number = 0;
};
const FlowHasher hasher(1);

class Table : public FlowTable<Record> {
public:
    Table() : FlowTable(hasher) {}
};

std::uint64_t value_of(std::uint32_t number) {
    return hasher(key_number(number)).value;
}

Record& open(Table& table, std::uint32_t number) {
    Record& record = table.open(key_number(number), value_of(number));
    record.number = number;
    return record;
}
Record* find(Table& table, std::uint32_t number) {
    table.prefetch_slot(value_of(number));
    const Table::Guess guess = table.guess(value_of(number));
    Record* const found = table.find(key_number(number), value_of(number));
    EXPECT_EQ(table.find(key_number(number), value_of(number), guess), found);
    return found;
}

TEST(FlowTable, TakesNoGuessThatAClosingOrAnOpeningMadeWrong) {
    Table table;
    Record& first = open(table, 1);
    const Table::Guess right = table.guess(value_of(1));
    const Table::Guess none = table.guess(value_of(2));
    const Record& second = open(table, 2);
    EXPECT_EQ(table.find(key_number(1), value_of(1), right), &first);
    EXPECT_EQ(table.find(key_number(2), value_of(2), none), &second);
    table.close(first);
    EXPECT_FALSE(table.stands(right));
    EXPECT_EQ(table.find(key_number(1), value_of(1), right), nullptr);
    const Record& again = open(table, 1);  // perhaps in the same place
    EXPECT_EQ(table.find(key_number(1), value_of(1), right), &again);
}

TEST(FlowTable, FindsWhatWasOpenedAndNothingElse) {
    Table table;
    EXPECT_EQ(find(table, 1), nullptr);
    Record& record = open(table, 1);
    EXPECT_EQ(find(table, 1), &record);
    EXPECT_EQ(record.state.key, key_number(1));
    EXPECT_EQ(find(table, 2), nullptr);
}

TEST(FlowTable, ForgetsAClosedFlow) {
    Table table;
    table.close(open(table, 1));
    EXPECT_EQ(find(table, 1), nullptr);
    EXPECT_EQ(table.size(), 0U);
}

TEST(FlowTable, KnowsARecordByItsIndex) {
    Table table;
    Record& record = open(table, 1);
    EXPECT_TRUE(table.is_live(record.state.table_index));
    EXPECT_EQ(&table[record.state.table_index], &record);
    const std::uint32_t index = record.state.table_index;
    table.close(record);
    EXPECT_FALSE(table.is_live(index));
    EXPECT_FALSE(table.is_live(index + 1'000'000));
}

TEST(FlowTable, NeverMovesARecordWhileItGrowsAndShrinks) {
    Table table;
    Record& first = open(table, 0);
    for (std::uint32_t n = 1; n < 10'000; ++n) open(table, n);
    EXPECT_EQ(find(table, 0), &first);
    for (std::uint32_t n = 1; n < 10'000; ++n) table.close(*find(table, n));
    EXPECT_EQ(find(table, 0), &first);
}

TEST(FlowTable, GivesStorageBackAsFlowsClose) {
    Table table;
    for (std::uint32_t n = 0; n < 10'000; ++n) open(table, n);
    const std::size_t most = table.storage_bytes();
    for (std::uint32_t n = 10; n < 10'000; ++n) table.close(*find(table, n));
    EXPECT_LT(table.storage_bytes(), most / 50);
    for (std::uint32_t n = 0; n < 10; ++n) EXPECT_NE(find(table, n), nullptr);
}

TEST(FlowTable, KeepsFlowsOfEqualHashApart) {
    constexpr std::uint64_t hash = 0x123456789abcdef0;
    constexpr std::uint32_t flows = 300;
    Table table;
    std::vector<Record*> records;
    for (std::uint32_t n = 0; n < flows; ++n) records.push_back(&table.open(key_number(n), hash));
    for (std::uint32_t n = 0; n < flows; ++n)
        EXPECT_EQ(table.find(key_number(n), hash), records[n]);
    for (std::uint32_t n = 0; n < flows; n += 2) table.close(*records[n]);
    for (std::uint32_t n = 0; n < flows; ++n) {
        EXPECT_EQ(table.find(key_number(n), hash), n % 2 == 0 ? nullptr : records[n]);
    }
}

TEST(FlowTable, VisitsEveryFlowInTheOrderOfIndices) {
    Table table;
    for (std::uint32_t n = 0; n < 200; ++n) open(table, n);
    table.close(*find(table, 5));
    open(table, 777);
    std::vector<std::uint32_t> numbers;
    table.for_each([&](const Record& record) { numbers.push_back(record.number); });
    ASSERT_EQ(numbers.size(), 200U);
    EXPECT_EQ(numbers[4], 4U);
    EXPECT_EQ(numbers[5], 777U);
    EXPECT_EQ(numbers[199], 199U);
}

TEST(FlowTable, LetsTheVisitorCloseWhatItVisits) {
    Table table;
    for (std::uint32_t n = 0; n < 1000; ++n) open(table, n);
    table.for_each([&](Record& record) {
        if (record.number % 3 == 0) table.close(record);
    });
    EXPECT_EQ(table.size(), 666U);
    for (std::uint32_t n = 0; n < 1000; ++n) EXPECT_EQ(find(table, n) == nullptr, n % 3 == 0);
}

// `few` hashes make chains that cross one another and the end of the table.
void compare_with_a_map(std::uint64_t hashes, unsigned seed) {
    Table table;
    std::map<std::uint32_t, Record*> expected;
    std::mt19937 random(seed);
    const auto hash = [&](std::uint32_t n) { return value_of(n) % hashes << 32U; };
    for (int step = 0; step < 60'000; ++step) {
        const bool growing = step / 15'000 % 2 == 0;
        const auto number = static_cast<std::uint32_t>(random() % 4000);
        const auto known = expected.find(number);
        Record* const found = table.find(key_number(number), hash(number));
        ASSERT_EQ(found, known == expected.end() ? nullptr : known->second) << "step " << step;
        if (found == nullptr && random() % 4 < (growing ? 3U : 1U)) {
            expected[number] = &table.open(key_number(number), hash(number));
        } else if (found != nullptr && random() % 4 < (growing ? 1U : 3U)) {
            table.close(*found);
            expected.erase(known);
        }
        ASSERT_EQ(table.size(), expected.size());
    }
}

TEST(FlowTable, AgreesWithAMapOnRandomOpensAndCloses) {
    compare_with_a_map(~0U, 11);
}

TEST(FlowTable, AgreesWithAMapWhereHashesCollide) {
    compare_with_a_map(61, 12);
}

}  // namespace
}  // namespace cordon::test
