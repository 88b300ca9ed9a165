#include "tests/classify/hello_maker.hh"

#include <algorithm>

#include "sim/core/byte_writer.hh"

namespace cordon::testing {

using Buffer = std::vector<std::uint8_t>;

HelloMaker& HelloMaker::extension(std::uint16_t type, const Buffer& data) {
    ByteWriter(extensions_).write(type).write(static_cast<std::uint16_t>(data.size())).append(data);
    return *this;
}

HelloMaker& HelloMaker::sni(const std::string& name) {
    Buffer data;
    ByteWriter(data)
        .write(static_cast<std::uint16_t>(name.size() + 3))
        .write(std::uint8_t{0})
        .write(static_cast<std::uint16_t>(name.size()))
        .append(as_bytes(name));
    return extension(0x0000, data);
}

HelloMaker& HelloMaker::alpn(const std::vector<std::string>& protocols) {
    Buffer list;
    for (const std::string& protocol : protocols) {
        ByteWriter(list)
            .write(static_cast<std::uint8_t>(protocol.size()))
            .append(as_bytes(protocol));
    }
    Buffer data;
    ByteWriter(data).write(static_cast<std::uint16_t>(list.size())).append(list);
    return extension(0x0010, data);
}

HelloMaker& HelloMaker::versions(const std::vector<std::uint16_t>& versions) {
    Buffer data;
    ByteWriter out(data);
    out.write(static_cast<std::uint8_t>(2 * versions.size()));
    for (const std::uint16_t version : versions) out.write(version);
    return extension(0x002b, data);
}

HelloMaker& HelloMaker::ciphers(std::vector<std::uint16_t> ciphers) {
    ciphers_ = std::move(ciphers);
    return *this;
}

HelloMaker& HelloMaker::without_extensions() {
    has_extensions_ = false;
    return *this;
}

Buffer HelloMaker::handshake() const {
    Buffer body;
    ByteWriter out(body);
    out.write(std::uint16_t{0x0303}).fill(32, 0x5a).write(std::uint8_t{0});
    out.write(static_cast<std::uint16_t>(2 * ciphers_.size()));
    for (const std::uint16_t cipher : ciphers_) out.write(cipher);
    out.write(std::uint8_t{1}).write(std::uint8_t{0});
    if (has_extensions_) {
        out.write(static_cast<std::uint16_t>(extensions_.size())).append(extensions_);
    }
    Buffer message;
    ByteWriter(message)
        .write(std::uint8_t{1})
        .write_u24(static_cast<std::uint32_t>(body.size()))
        .append(body);
    return message;
}

Buffer HelloMaker::record() const {
    return tls_record(22, handshake());
}

Buffer HelloMaker::records_of(std::size_t size) const {
    const Buffer message = handshake();
    Buffer stream;
    for (std::size_t at = 0; at < message.size(); at += size) {
        const Bytes part = Bytes{message}.subspan(at, std::min(size, message.size() - at));
        const Buffer record = tls_record(22, {part.begin(), part.end()});
        stream.insert(stream.end(), record.begin(), record.end());
    }
    return stream;
}

Buffer tls_record(std::uint8_t type, const Buffer& body) {
    Buffer record;
    ByteWriter(record)
        .write(type)
        .write(std::uint16_t{0x0301})
        .write(static_cast<std::uint16_t>(body.size()))
        .append(body);
    return record;
}

}  // namespace cordon::testing
