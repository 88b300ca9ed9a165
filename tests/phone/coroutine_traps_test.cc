// g++ 12.2 miscompiles some expressions that hold a co_await. This looks for them in the sources.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace cordon::test {
namespace {

bool is_alnum(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}
bool is_space(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

/// The text without comments and the insides of literals.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): one pass over characters
std::string code_of(const std::string& text) {
    std::string code;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '/' && text[at + 1] == '/') {
            at = std::min(text.find('\n', at), text.size());
            code += '\n';
        } else if (c == '"' || c == '\'') {
            const bool separates_digits = c == '\'' && at > 0 && is_alnum(text[at - 1]);
            code += c;
            if (separates_digits) continue;
            for (++at; at < text.size() && text[at] != c; ++at) {
                if (text[at] == '\\') ++at;
            }
            code += c;
        } else {
            code += c;
        }
    }
    return code;
}

/// The statements of `code` that hold a co_await: from the last `;`, or brace that ends a line or
/// a block, to the next `;` outside parentheses and braces.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): one pass over characters
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

/// The first character from `at` on, or the last up to it, that is no space; 0 for none.
char next_mark(const std::string& text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) ++at;
    return at < text.size() ? text[at] : '\0';
}
char last_mark(const std::string& text, std::size_t at) {
    while (at > 0 && is_space(text[at])) --at;
    return text[at];
}

/// What is wrong with a statement that waits; empty when nothing is.
std::string trap_in(const std::string& statement) {
    if (statement.find(" ? ") != std::string::npos) return "a conditional expression";
    for (std::size_t at = statement.find('{', 1); at != std::string::npos;
         at = statement.find('{', at + 1)) {
        const char before = last_mark(statement, at - 1);
        const bool is_empty = next_mark(statement, at + 1) == '}';
        const bool has_type = is_alnum(before) || before == '_' || before == '>';
        if (before == '(' || before == ',') return "an argument in braces";
        if (has_type && !is_empty) return "something made with braces";
    }
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
