#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace cordon::testing {

/// Makes ClientHellos in words: HelloMaker().sni("a.example").record().
class HelloMaker {
public:
    HelloMaker& sni(const std::string& name);
    HelloMaker& alpn(const std::vector<std::string>& protocols);
    HelloMaker& versions(const std::vector<std::uint16_t>& versions);
    HelloMaker& extension(std::uint16_t type, const std::vector<std::uint8_t>& data);
    HelloMaker& ciphers(std::vector<std::uint16_t> ciphers);
    HelloMaker& without_extensions();

    /// The handshake message: type, length, body.
    [[nodiscard]] std::vector<std::uint8_t> handshake() const;
    /// In one record.
    [[nodiscard]] std::vector<std::uint8_t> record() const;
    /// In records of at most `size` bytes of body each.
    [[nodiscard]] std::vector<std::uint8_t> records_of(std::size_t size) const;

private:
    std::vector<std::uint16_t> ciphers_{0x1301, 0x1302};
    std::vector<std::uint8_t> extensions_;
    bool has_extensions_ = true;
};

/// A record of any type.
[[nodiscard]] std::vector<std::uint8_t> tls_record(std::uint8_t type,
                                                   const std::vector<std::uint8_t>& body);

}  // namespace cordon::testing
