#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/classify/app.hh"
#include "sim/core/seldom.hh"

namespace cordon {

/// What is known of one fact: it may still come, it will not come, or it is there. The last two are
/// for good.
enum class Known : std::uint8_t { unknown, absent, value };

/// Names seen in one flow, distinct, in order of sight, as sent. The first counts as *the* name; a
/// comparison holds when it holds for any of them. Bounded: the rest is counted. They stand in one
/// text, each behind its length, so that a flow with a name or two asks for memory once or never.
/// Where they are many, a table behind that text finds the one that is sought.
class Names {
public:
    static constexpr std::size_t limit = 1024;  // DESIGN.md section 5
    /// Of the text: as many names as that, each about as long as one in DNS can be (255 bytes, RFC
    /// 1035 section 2.3.4). Paths of HTTP may be longer.
    static constexpr std::size_t limit_bytes = limit * 256;
    static constexpr std::size_t length_bytes = sizeof(std::uint16_t);  // before each name

    /// Adds a name; false when it stands already, or is only counted for want of room. Requires: at
    /// most 65,535 bytes.
    bool add(std::string_view name);

    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    /// Requires: !empty().
    [[nodiscard]] std::string_view first() const { return *all().begin(); }
    [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

    /// Walks over names; gives views that are valid until one is added.
    class Iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = std::string_view;

        Iterator() = default;
        explicit Iterator(const char* at) : at_(at) {}
        std::string_view operator*() const { return {at_ + length_bytes, length()}; }
        Iterator& operator++() {
            at_ += length_bytes + length();
            return *this;
        }
        Iterator operator++(int) {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        [[nodiscard]] std::size_t length() const {
            std::uint16_t length = 0;
            std::memcpy(&length, at_, sizeof length);
            return length;
        }
        const char* at_ = nullptr;
    };
    class Range {
    public:
        Range(const char* begin, const char* end) : begin_(begin), end_(end) {}
        [[nodiscard]] Iterator begin() const { return begin_; }
        [[nodiscard]] Iterator end() const { return end_; }

    private:
        Iterator begin_, end_;
    };
    [[nodiscard]] Range all() const { return behind(0); }

    /// Where the names end so far, for behind(): those added later.
    [[nodiscard]] std::uint32_t end_mark() const { return size_; }
    [[nodiscard]] Range behind(std::uint32_t mark) const {
        return {text_.get() + mark, text_.get() + size_};
    }

private:
    // The table: where names begin, plus 1, each in the first free slot from that of its hash on.
    // At most half of the slots are taken.
    using Slot = std::uint32_t;
    static constexpr std::size_t slots = 2 * limit;
    static constexpr std::size_t few = 32;  // names that need no table

    [[nodiscard]] bool stands(std::string_view name) const;
    [[nodiscard]] bool has_table() const { return count_ > few; }
    [[nodiscard]] Slot slot(std::size_t number) const;
    void note(std::uint32_t begin);
    void make_room(std::size_t bytes);

    std::unique_ptr<char[]> text_;       // and the table behind its room
    std::uint32_t size_ = 0, room_ = 0;  // bytes of the text in use, and in all
    std::uint32_t left_out_ = 0;         // sights beyond the limits, repeated ones included
    std::uint16_t count_ = 0;
};

/// Groups of facts that become known together.
enum class FactGroup : std::uint8_t { tls, quic, http, dns, app, payload, stream };
inline constexpr std::size_t fact_group_count = static_cast<std::size_t>(FactGroup::stream) + 1;
[[nodiscard]] constexpr std::uint8_t bit_of(FactGroup group) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(group));
}

/// Which groups changed, as a small set.
struct FactChanges {
    std::uint8_t bits = 0;
    void add(FactGroup group) { bits |= bit_of(group); }
    [[nodiscard]] bool has(FactGroup group) const {
        return ((bits >> static_cast<unsigned>(group)) & 1U) != 0;
    }
    [[nodiscard]] bool any() const { return bits != 0; }
};

/// What the rules and the outputs of a run ask for; what nobody asks for is not computed.
struct Wanted {
    bool ja4 = false;            // a rule names it, or events are written
    bool alpn = false;           // likewise
    bool http_methods = false;   // likewise
    bool http_paths = false;     // likewise
    bool payload_shape = false;  // payload.*
    bool stream_up = false;      // stream.up
    bool later_names = false;    // names after the first: every HTTP request, DNS question, hello
};

struct TlsFacts {
    Names sni;                // may be empty though the ClientHello was seen
    Seldom<Names> inner_sni;  // seen inside CONNECT, SOCKS or STARTTLS; tells nothing to policy
    std::vector<std::string> alpn;   // of the first ClientHello, in its order
    std::uint16_t version = 0;       // highest offered (0x0304 is TLS 1.3)
    bool ech = false, esni = false;  // extension 0xfe0d; 0xffce
    Seldom<std::string> ja4;         // only when wanted
};

struct HttpFacts {
    Names hosts, methods, paths;  // of requests, in order
};

struct DnsFacts {
    Names names;  // question names, escaped as in RFC 4343 section 2.1
    boost::container::small_vector<std::uint16_t, 4>
        types;                     // distinct question types, in order of sight
    std::uint16_t first_type = 0;  // of the first question
};

/// Shape of the first client data segment (EVIDENCE.md C.5). Integers, so that runs agree.
struct PayloadFacts {
    std::uint32_t length = 0;
    std::uint32_t entropy_millibits = 0;     // Shannon entropy, thousandths of a bit a byte
    std::uint32_t popcount_thousandths = 0;  // mean set bits a byte, in thousandths
    std::uint32_t printable_millionths = 0;  // share of bytes 0x20-0x7e
    std::string first;                       // the bytes themselves, at most 2 KiB
};

/// All that is known of one flow's content so far.
struct Facts {
    std::array<Known, fact_group_count> known{};
    App app = App::none;
    AppWhy why = AppWhy::none;
    TlsFacts tls;
    HttpFacts http;
    DnsFacts dns;
    Seldom<PayloadFacts> payload;
    Seldom<std::string>
        stream_up;  // the first 2 KiB of the client in order, while and after it is built

    [[nodiscard]] Known of(FactGroup group) const { return known[static_cast<std::size_t>(group)]; }
    void set(FactGroup group, Known state) { known[static_cast<std::size_t>(group)] = state; }
};

}  // namespace cordon
