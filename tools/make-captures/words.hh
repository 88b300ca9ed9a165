#pragma once

#include <tins/ip_address.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/time.hh"

namespace cordon::captures {

/// The words of one line, front to back; commas are white space and `#` begins a comment. Each
/// reader takes what it understands, or takes nothing and says nullopt.
class Words {
public:
    explicit Words(std::string_view line);

    [[nodiscard]] bool empty() const { return next_ == words_.size(); }
    [[nodiscard]] std::string_view peek() const {
        return empty() ? "" : std::string_view(words_[next_]);
    }
    std::optional<std::string> word();
    /// Takes `expected`, which may be several words, when it comes next.
    bool take(std::string_view expected);
    std::optional<std::uint64_t> number();       // 178544
    std::optional<Duration> duration();          // 190 ms, 0.2 s, 2 min
    std::optional<std::uint64_t> rate();         // 2 Mbit/s, in bits a second
    std::optional<Tins::IPv4Address> address();  // 10.23.0.15

private:
    std::optional<std::uint64_t> scaled(
        std::initializer_list<std::pair<const char*, std::uint64_t>>);

    std::vector<std::string> words_;
    std::size_t next_ = 0;
};

}  // namespace cordon::captures
