#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/calendar.hh"
#include "sim/core/time.hh"
#include "sim/phone/function.hh"

namespace cordon {

/// What a report says of a function, there and then.
enum class Status : std::uint8_t { works, partly, fails };
inline constexpr std::size_t status_count = 3;

/// What kind of voice it is.
enum class ReportKind : std::uint8_t {
    measurement,      // by a program, with its method
    journalist_test,  // tried by or for a journalist
    user,             // a user's own word
    aggregate,        // a summary of what several users said
    analyst,          // an explanation: context, never scored
    control,          // something that must stay unaffected
};

/// What a report is used for.
enum class ReportUse : std::uint8_t { fit, held_out, control, context };

/// Where this project read it, which says nothing of how reliable it is.
enum class ReadIn : std::uint8_t { primary, repost, secondary };

/// What lay between the phone and the servers.
enum class Road : std::uint8_t {
    direct,   // the wall
    vpn,      // the wall, which saw a tunnel only
    roaming,  // a foreign operator's, who carries all traffic home
    outside,  // the phone was elsewhere: a wall only before sites that stand inside
};

/// Where the other person was, if the report says so. The wall cannot see it.
enum class Recipient : std::uint8_t { not_said, home, abroad, both };

/// One claim of one source about one function; or, as context, a statement alone.
struct Observation {
    std::string id;
    Time from, to;                     // `to` is the first moment after it
    std::string place;                 // the nation's name where the claim is of the whole country
    std::optional<Function> function;  // always there but in context
    std::string visit;                 // which of the scenario's, where the function is one
    Recipient recipient = Recipient::not_said;
    std::optional<Status> status;        // always there but in context
    std::optional<std::uint32_t> tries;  // m, where the source gives it
    ReportKind kind = ReportKind::user;
    std::string origin;  // one voice, however often reprinted
    ReadIn read = ReadIn::primary;
    ReportUse use = ReportUse::fit;
    std::string source;  // of the index of sources
    Road road = Road::direct;
    std::string says;   // in plain words; may be empty
    std::string where;  // file:line of the row
};

/// A stretch of time in which a wall stands still: its dials have one setting throughout.
struct Wave {
    std::string name;
    Time from, to;
};

/// The reports of a case.
struct Observations {
    std::string name, about;
    ZoneOffset zone{};
    std::string nation;  // the place whose rows are judged against the average over places
    std::vector<Wave> waves;
    std::vector<Observation> rows;
};

/// What was tried, in a word: the name of the function, or of the visit; empty in context without.
[[nodiscard]] std::string_view what_was_tried(const Observation& row);

[[nodiscard]] std::string_view to_text(Status status);
[[nodiscard]] std::string_view to_text(ReportKind kind);
[[nodiscard]] std::string_view to_text(ReportUse use);
[[nodiscard]] std::string_view to_text(ReadIn read);
[[nodiscard]] std::string_view to_text(Road road);
[[nodiscard]] std::string_view to_text(Recipient recipient);

/// The words of each, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> status_words();
[[nodiscard]] std::span<const std::string_view> kind_words();
[[nodiscard]] std::span<const std::string_view> use_words();
[[nodiscard]] std::span<const std::string_view> read_words();
[[nodiscard]] std::span<const std::string_view> road_words();
[[nodiscard]] std::span<const std::string_view> recipient_words();

}  // namespace cordon
