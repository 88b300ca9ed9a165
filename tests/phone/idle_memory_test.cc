// What an idle phone costs: logged in, its chat open, nothing going on.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <deque>
#include <memory>
#include <new>

#include "sim/phone/phone.hh"
#include "sim/world/dns_server.hh"
#include "sim/world/world.hh"
#include "tests/phone/service.hh"

namespace {

std::size_t living_bytes = 0;  // asked for by operator new and not given back

constexpr std::size_t before = alignof(std::max_align_t);  // room for the size

void* take(std::size_t size) {
    void* const block = std::malloc(size + before);
    if (block == nullptr) std::abort();
    *static_cast<std::size_t*>(block) = size;
    living_bytes += size;
    return static_cast<std::byte*>(block) + before;
}

void give_back(void* at) {
    if (at == nullptr) return;
    void* const block = static_cast<std::byte*>(at) - before;
    living_bytes -= *static_cast<std::size_t*>(block);
    std::free(block);
}

}  // namespace

void* operator new(std::size_t size) {
    return take(size);
}
void* operator new[](std::size_t size) {
    return take(size);
}
void operator delete(void* at) noexcept {
    give_back(at);
}
void operator delete[](void* at) noexcept {
    give_back(at);
}
void operator delete(void* at, std::size_t /*size*/) noexcept {
    give_back(at);
}
void operator delete[](void* at, std::size_t /*size*/) noexcept {
    give_back(at);
}

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(IdlePhone, CostsUnderFiveKibibytesWithItsHostAndAllThatServersKeepOfIt) {
    constexpr std::uint32_t phones = 1'000;
    World world({.seed = 1, .start = time_from_ns(1'506'391'200'000'000'000)});
    const auto server = [&world](const IpAddress& at) -> Host& {
        return world.add_host({.name = to_text(at), .addresses = {at}});
    };
    const Endpoint resolver{.address = Service::address(53), .port = 53};
    DnsServer dns(server(resolver.address));
    Service service(world.queue(), server,
                    [&dns](const std::string& name, const IpAddress& at) { dns.set(name, {at}); });
    std::deque<Phone> living;
    const std::size_t without = living_bytes;
    for (std::uint32_t number = 1; number <= phones; ++number) {
        WorldHost& host = world.add_host({.name = "phone " + std::to_string(number),
                                          .addresses = {IpAddress::v4(0x0a010000 + number)},
                                          .side = Side::inside,
                                          .path_up = {.delay = milliseconds(60)},
                                          .path_down = {.delay = milliseconds(60)},
                                          .resolver = resolver});
        const AccountId account{number};
        service.messenger.register_account(account);
        living.emplace_back(host, service.settings, account, Service::contact).switch_on();
        world.run_until(world.now() + milliseconds{50});  // or packets on their way would be many
    }
    world.run_until(world.now() + minutes{10});
    std::uint32_t open = 0;
    for (const Phone& phone : living) {
        if (phone.chat_is_open()) ++open;
    }
    EXPECT_EQ(open, phones);
    const std::size_t each = (living_bytes - without) / phones;
    RecordProperty("bytes_a_phone", static_cast<int>(each));
    EXPECT_LT(each, 5'120U);
    // Of its own it has this and one coroutine frame of some 300 bytes. The rest: its host (712),
    // two ends of a TCP connection (632 each), a server's script (304), timers, tables.
    EXPECT_LE(sizeof(Phone), 256U);
}

}  // namespace
}  // namespace cordon::test
