// What an idle phone costs: logged in, its chat open, nothing going on, a wall on its way. All of
// it: its script, its host and links, both ends of its connection, what the servers, the event
// queue and the engine keep of it, and what the allocator adds to each block.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <deque>
#include <memory>
#include <new>

#include "sim/flow_record.hh"
#include "sim/phone/phone.hh"
#include "sim/policy/file/load.hh"
#include "sim/scenario/engine_wall.hh"
#include "sim/world/dns_server.hh"
#include "sim/world/world.hh"
#include "tests/phone/service.hh"

namespace {

std::size_t living_bytes = 0;  // in blocks of operator new that were not given back

/// Room for the size of a block before what is asked for, which stays aligned.
constexpr std::size_t room_before(std::size_t alignment) {
    return std::max(alignment, alignof(std::max_align_t));
}

/// What glibc's malloc takes for a block: eight bytes more, in steps of 16, at least 32; where more
/// than 16 is asked for as alignment, up to that much again.
std::size_t laid_out(std::size_t size, std::size_t alignment) {
    const std::size_t more = alignment > alignof(std::max_align_t) ? alignment : 0;
    return size + more <= 24 ? 32 : (size + more + 8 + 15) / 16 * 16;
}

void* take(std::size_t size, std::size_t alignment = 1) {
    const std::size_t before = room_before(alignment);
    void* const block = std::aligned_alloc(before, (size + 2 * before - 1) / before * before);
    if (block == nullptr) std::abort();
    *static_cast<std::size_t*>(block) = size;
    living_bytes += laid_out(size, alignment);
    return static_cast<std::byte*>(block) + before;
}

void give_back(void* at, std::size_t alignment = 1) {
    if (at == nullptr) return;
    void* const block = static_cast<std::byte*>(at) - room_before(alignment);
    living_bytes -= laid_out(*static_cast<std::size_t*>(block), alignment);
    std::free(block);
}

}  // namespace

// All forms, or a library's `new` and our `delete` would be of two minds (AddressSanitizer brings
// its own), and blocks that ask for more alignment would not be counted.
void* operator new(std::size_t size) {
    return take(size);
}
void* operator new[](std::size_t size) {
    return take(size);
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
    return take(size);
}
void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
    return take(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return take(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return take(size, static_cast<std::size_t>(alignment));
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
void operator delete(void* at, std::align_val_t alignment) noexcept {
    give_back(at, static_cast<std::size_t>(alignment));
}
void operator delete[](void* at, std::align_val_t alignment) noexcept {
    give_back(at, static_cast<std::size_t>(alignment));
}
void operator delete(void* at, std::size_t /*size*/, std::align_val_t alignment) noexcept {
    give_back(at, static_cast<std::size_t>(alignment));
}
void operator delete[](void* at, std::size_t /*size*/, std::align_val_t alignment) noexcept {
    give_back(at, static_cast<std::size_t>(alignment));
}

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(IdlePhone, CostsUnderFourKibibytesWithAllThatIsKeptOfItAnywhere) {
    constexpr std::uint32_t phones = 1'000;
    const auto policy = load_policy("bench/policies/twenty.yaml");
    ASSERT_TRUE(policy);
    World world({.seed = 1, .start = time_from_ns(1'506'391'200'000'000'000)});
    const auto server = [&world](const IpAddress& at) -> Host& {
        return world.add_host({.name = to_text(at), .addresses = {at}});
    };
    const Endpoint resolver{.address = Service::address(53), .port = 53};
    DnsServer dns(server(resolver.address));
    Service service(world.queue(), server,
                    [&dns](const std::string& name, const IpAddress& at) { dns.set(name, {at}); });
    std::deque<Phone> living;
    EngineWall wall(policy->policy, Engine::Options{});
    world.set_wall(&wall);
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
    // The engine cuts its records from blocks that operator new does not see: one flow a phone,
    // and what is known of its content as if nothing of it had been given back.
    const std::size_t each =
        (living_bytes - without) / phones + sizeof(FlowRecord) + sizeof(FlowContent);
    RecordProperty("bytes_a_phone", static_cast<int>(each));
    EXPECT_LT(each, 4'096U);
    EXPECT_GT(each, 1'024U);  // or something was not counted
    EXPECT_LE(sizeof(Phone), 256U);
    EXPECT_LE(sizeof(TcpConnection), 336U);
    EXPECT_LE(sizeof(WorldHost), 512U);
}

}  // namespace
}  // namespace cordon::test
