#pragma once

#include <cstddef>

#include "sim/core/ip_address.hh"

namespace cordon {

/// For tables by address that nobody walks.
struct AddressHash {
    std::size_t operator()(const IpAddress& address) const {
        return (address.low() ^ address.high() * 31) * 0x9e3779b97f4a7c15U >> 16U;
    }
};

}  // namespace cordon
