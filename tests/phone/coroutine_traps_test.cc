// g++ 12.2 miscompiles some expressions that hold a co_await. This looks for them in the sources.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace cordon::test {
namespace {

/// The text without comments and the insides of literals.
std::string code_of(const std::string& text) {
    static const std::regex noise(R"(//[^\n]*|"(\\.|[^"\\])*"|'(\\.|[^'\\])*')");
    return std::regex_replace(text, noise, "''");
}

/// The statements of `code` that hold a co_await: from the last `;`, or brace that ends a line or
/// a block, to the next `;` outside parentheses and braces.
std::vector<std::string> statements_that_wait(const std::string& code) {
    std::vector<std::string> found;
    for (std::size_t at = code.find("co_await"); at != std::string::npos;
         at = code.find("co_await", at + 1)) {
        std::size_t begin = at;
        for (int depth = 0; begin > 0; --begin) {
            const char c = code[begin - 1];
            if (c == ')' || c == '}') ++depth;
            if (c == '(' || c == '{') {
                if (c == '{' && depth <= 0 && code[begin] == '\n') break;
                --depth;
            }
            if (c == ';' && depth <= 0) break;
            if (c == '}' && depth == 1 && code[begin] == '\n') break;
        }
        std::size_t end = at;
        for (int depth = 0; end < code.size(); ++end) {
            const char c = code[end];
            if (c == '(' || c == '{') ++depth;
            if (c == ')' || c == '}') --depth;
            if ((c == ';' && depth <= 0) || (c == '{' && depth == 1 && code[end + 1] == '\n'))
                break;
        }
        found.push_back(code.substr(begin, end - begin));
    }
    return found;
}

/// What is wrong with a statement that waits; empty when nothing is.
std::string trap_in(const std::string& statement) {
    static const std::regex made_with_braces(R"([A-Za-z_>]\s*\{\s*[^}\s])");
    static const std::regex braced_argument(R"([(,]\s*\{)");
    if (statement.find(" ? ") != std::string::npos) return "a conditional expression";
    if (std::regex_search(statement, made_with_braces)) return "something made with braces";
    if (std::regex_search(statement, braced_argument)) return "an argument in braces";
    return {};
}

TEST(CoroutineTraps, AreInNoneOfTheSources) {
    std::size_t waits = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("sim")) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".cc" && extension != ".hh") continue;
        std::ifstream file(entry.path());
        std::ostringstream text;
        text << file.rdbuf();
        for (const std::string& statement : statements_that_wait(code_of(text.str()))) {
            ++waits;
            EXPECT_EQ(trap_in(statement), "") << entry.path() << ":" << statement;
        }
    }
    EXPECT_GT(waits, 60U);
}

// The test's own eyes.

TEST(CoroutineTraps, AreSeen) {
    const auto trap = [](const std::string& line) {
        const std::string code = code_of("void f() {\n    first();\n    " + line + "\n}\n");
        const auto statements = statements_that_wait(code);
        return statements.size() == 1 ? trap_in(statements[0]) : "not one statement";
    };
    EXPECT_NE(trap("co_await phone.dial({.host = h});"), "");
    EXPECT_NE(trap("co_await Sleep{scheduler, until};"), "");
    EXPECT_NE(trap("auto x = co_await dial(Options{.host = h});"), "");
    EXPECT_NE(trap("auto x = late ? co_await a() : b;"), "");
    EXPECT_NE(trap("auto x = co_await choose(late ? a : b);"), "");
    EXPECT_EQ(trap("auto x = co_await dial(host, server, now + span);"), "");
    EXPECT_EQ(trap("if (!co_await wait(deadline)) co_return false;"), "");
    EXPECT_EQ(trap("co_await Sleep(s, until);  // not Sleep{s, until}"), "");
}

}  // namespace
}  // namespace cordon::test
