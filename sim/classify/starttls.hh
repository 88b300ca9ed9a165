#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// A client's command that asks to go on in TLS: STARTTLS of SMTP (RFC 3207) and, behind a tag,
/// IMAP (RFC 9051 section 6.2.1); STLS of POP3 (RFC 2595 section 4); AUTH TLS or AUTH SSL of FTP
/// (RFC 4217 section 4); <starttls/> of XMPP (RFC 6120 section 5); the SSLRequest of PostgreSQL.
struct StarttlsCommand {
    std::size_t length = 0;  // of the stream, the command's line included
    friend bool operator==(const StarttlsCommand&, const StarttlsCommand&) = default;
};

/// Most of a text dialogue that is read before the command, in bytes. A choice: a few lines come
/// before it, and a line of SMTP has at most 512 bytes (RFC 5321 section 4.5.3.1.4).
inline constexpr std::size_t starttls_limit = 8 * 1024;

/// Looks for the command in the client's lines of text, which all come before it. A byte that is no
/// ASCII text is another protocol.
[[nodiscard]] Scan<StarttlsCommand> scan_starttls(Bytes stream);

}  // namespace cordon
