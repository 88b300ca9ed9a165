#include "sim/craft/certificate.hh"

#include <initializer_list>

#include "sim/core/byte_writer.hh"
#include "sim/core/calendar.hh"

namespace cordon {
namespace {

// Tags of X.690 that a certificate needs.
enum class Tag : std::uint8_t {
    boolean = 0x01,
    integer = 0x02,
    bit_string = 0x03,
    octet_string = 0x04,
    null = 0x05,
    object_id = 0x06,
    utf8_string = 0x0c,
    utc_time = 0x17,
    sequence = 0x30,
    set = 0x31,
    dns_name = 0x82,    // [2] of GeneralName
    explicit_0 = 0xa0,  // version
    explicit_3 = 0xa3,  // extensions
};

Octets joined(std::initializer_list<Octets> parts) {
    Octets all;
    for (const Octets& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

Octets der(Tag tag, const Octets& content) {
    Octets made{static_cast<std::uint8_t>(tag)};
    ByteWriter writer(made);
    const std::size_t size = content.size();
    if (size < 0x80) {
        writer.write(static_cast<std::uint8_t>(size));
    } else if (size < 0x100) {
        writer.write(std::uint8_t{0x81}).write(static_cast<std::uint8_t>(size));
    } else {
        writer.write(std::uint8_t{0x82}).write(static_cast<std::uint16_t>(size));
    }
    writer.append(content);
    return made;
}

Octets der(Tag tag, std::initializer_list<Octets> parts) {
    return der(tag, joined(parts));
}

Octets text(Tag tag, std::string_view content) {
    return der(tag, Octets(content.begin(), content.end()));
}

const Octets sha256_with_rsa{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b};  // RFC 4055
const Octets rsa_encryption{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
const Octets common_name{0x55, 0x04, 0x03};
const Octets subject_alt_name{0x55, 0x1d, 0x11};
const Octets basic_constraints{0x55, 0x1d, 0x13};

Octets algorithm(const Octets& id) {
    return der(Tag::sequence, {der(Tag::object_id, id), der(Tag::null, Octets{})});
}

Octets name_of(std::string_view cn) {
    return der(Tag::sequence, {der(Tag::set, {der(Tag::sequence, {der(Tag::object_id, common_name),
                                                                  text(Tag::utf8_string, cn)})})});
}

/// YYMMDD000000Z.
Octets day(Time at) {
    const CalendarTime date = calendar_time(at, ZoneOffset{});
    std::string digits;
    for (const unsigned two :
         {static_cast<unsigned>(date.year % 100), unsigned{date.month}, unsigned{date.day}}) {
        digits += static_cast<char>('0' + two / 10);
        digits += static_cast<char>('0' + two % 10);
    }
    return text(Tag::utc_time, digits + "000000Z");
}

/// An INTEGER of `size` octets with its sign bit clear and its top bits not all zero.
Octets positive(std::size_t size, Filler& filler) {
    Octets digits = filler.bytes(size);
    digits[0] = static_cast<std::uint8_t>((digits[0] & 0x3fU) | 0x40U);
    return der(Tag::integer, digits);
}

Octets public_key(Filler& filler) {
    Octets modulus{0};  // keeps a number with its top bit set positive
    const Octets digits = filler.bytes(256);
    modulus.insert(modulus.end(), digits.begin(), digits.end());
    modulus[1] |= 0x80U;
    modulus.back() |= 0x01U;
    const Octets key = der(
        Tag::sequence, {der(Tag::integer, modulus), der(Tag::integer, Octets{0x01, 0x00, 0x01})});
    return der(Tag::sequence, {algorithm(rsa_encryption), der(Tag::bit_string, {Octets{0}, key})});
}

Octets extensions(std::string_view name) {
    const Octets names = der(Tag::sequence, {text(Tag::dns_name, name)});
    const Octets alt =
        der(Tag::sequence, {der(Tag::object_id, subject_alt_name), der(Tag::octet_string, names)});
    const Octets not_a_ca =
        der(Tag::sequence, {der(Tag::object_id, basic_constraints), der(Tag::boolean, Octets{0xff}),
                            der(Tag::octet_string, der(Tag::sequence, Octets{}))});
    return der(Tag::explicit_3, der(Tag::sequence, {not_a_ca, alt}));
}

}  // namespace

Octets certificate_for(std::string_view name, Time now, Filler& filler) {
    constexpr auto ninety_days = std::chrono::hours{24 * 90};
    const Octets version = der(Tag::explicit_0, der(Tag::integer, Octets{2}));
    const Octets serial = positive(16, filler);
    const Octets validity = der(Tag::sequence, {day(now - ninety_days), day(now + ninety_days)});
    const Octets to_be_signed =
        der(Tag::sequence,
            {version, serial, algorithm(sha256_with_rsa), name_of("Recipe Authority (no real one)"),
             validity, name_of(name), public_key(filler), extensions(name)});
    const Octets signature = der(Tag::bit_string, {Octets{0}, filler.bytes(256)});
    return der(Tag::sequence, {to_be_signed, algorithm(sha256_with_rsa), signature});
}

}  // namespace cordon
