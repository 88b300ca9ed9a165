#include "tests/phone/world_scene.hh"

#include <fstream>

#include "sim/core/byte_writer.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;

constexpr Time start = time_from_ns(1'506'391'200'000'000'000);  // 2017-09-26T10:00:00+08:00
constexpr IpAddress phone_address = IpAddress::v4(0x0a17000f);

Task<> keep(Task<Outcome> task, std::optional<Outcome>& outcome) {
    outcome = co_await std::move(task);
}

}  // namespace

WorldHost& WorldScene::add_server(const IpAddress& at) {
    return world.add_host({.name = to_text(at), .addresses = {at}});
}

WorldScene::WorldScene(std::uint64_t seed, Share loss_up, Share loss_down)
    : world({.seed = seed, .start = start}) {
    const Endpoint resolver{.address = Service::address(53), .port = 53};
    dns_ = std::make_unique<DnsServer>(add_server(resolver.address));
    dns = dns_.get();
    service = std::make_unique<Service>(
        world.queue(), [this](const IpAddress& at) -> Host& { return add_server(at); },
        [this](const std::string& name, const IpAddress& at) { dns_->set(name, {at}); });
    WorldHost& host = world.add_host(
        {.name = "phone",
         .addresses = {phone_address},
         .side = Side::inside,
         .access_up = {.rate = BitRate{2'000'000}, .delay = milliseconds(20)},
         .access_down = {.rate = BitRate{8'000'000}, .delay = milliseconds(20)},
         .path_up = {.delay = milliseconds(60), .loss = {.independent = loss_up}},
         .path_down = {.delay = milliseconds(60), .loss = {.independent = loss_down}},
         .resolver = resolver});
    world.record(host, this);
    constexpr AccountId account{1};
    service->messenger.register_account(account);
    phone_ = std::make_unique<Phone>(host, service->settings, account, Service::contact);
}

Outcome WorldScene::attempt(Function function) {
    std::optional<Outcome> outcome;
    Task<> task = keep(phone_->attempt(function), outcome);
    task.start();
    while (!outcome) world.run_until(world.now() + std::chrono::seconds{1});
    return *outcome;
}

void WorldScene::write_pcap(const std::string& path) const {
    Octets file;
    ByteWriter writer(file);
    writer.write(std::uint32_t{0xa1b23c4d}).write(std::uint16_t{2}).write(std::uint16_t{4});
    writer.write(std::uint64_t{0}).write(std::uint32_t{65'535}).write(std::uint32_t{101});
    for (const KeptPacket& packet : kept_) {
        const auto ns = static_cast<std::uint64_t>(to_ns(packet.at));
        const auto size = static_cast<std::uint32_t>(packet.bytes.size());
        writer.write(static_cast<std::uint32_t>(ns / ns_per_s))
            .write(static_cast<std::uint32_t>(ns % ns_per_s))
            .write(size)
            .write(size)
            .append(packet.bytes);
    }
    std::ofstream out(path, std::ios::binary);
    out << as_text(file);
}

}  // namespace cordon::test
