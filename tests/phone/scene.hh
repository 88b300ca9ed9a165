#pragma once

#include <deque>
#include <iosfwd>
#include <memory>
#include <string>

#include "sim/phone/phone.hh"
#include "tests/phone/ideal_net.hh"
#include "tests/phone/service.hh"

namespace cordon::test {

/// The whole service on an ideal network. Phones come in at 10.1.0.x.
class Scene {
public:
    Scene();

    static constexpr AccountId alice{1}, bob{2}, contact = Service::contact;

    IdealNet net;
    std::deque<std::unique_ptr<IdealHost>> hosts;  // outlive all that runs on them
    Service service;
    PhoneSettings& settings = service.settings;
    Messenger& messenger = service.messenger;
    CallRelays& relays = service.relays;

    /// A registered phone with `contact` as its contact, made on first use.
    Phone& phone();
    Phone& add_phone(AccountId account, AccountId with);
    Outcome attempt(Function function) { return net.run(phone().attempt(function)); }
    /// Logs in and stays.
    void settle() {
        phone().switch_on();
        net.run_for(std::chrono::seconds{5});
    }

    [[nodiscard]] static IpAddress address(const std::string& text);
    static IpAddress chat_host(int number) { return Service::chat_host(number); }
    static IpAddress media() { return Service::media(); }
    static IpAddress registration() { return Service::registration(); }
    static IpAddress relay(int number) { return Service::relay(number); }
    static IpAddress web() { return Service::web(); }

    /// What `hinder` does to each chat host, on one port or (0) all.
    template <typename Hinder>
    void hinder_chat(std::uint16_t port, const Hinder& hinder) {
        for (int number = 1; number <= 16; ++number) hinder(net.hinder(chat_host(number), port));
    }
    /// Connections begun to that address and port (0: any).
    [[nodiscard]] std::size_t connections_to(const IpAddress& address,
                                             std::uint16_t port = 0) const;
    [[nodiscard]] std::uint64_t bytes_up_to(const IpAddress& address) const;

private:
    IdealHost& add_host(const IpAddress& at);

    std::deque<Phone> phones_;
    int phone_hosts_ = 0;
};

}  // namespace cordon::test

namespace cordon {

// NOLINTNEXTLINE(readability-identifier-naming): GoogleTest looks for this name
void PrintTo(const Outcome& outcome, std::ostream* out);

}  // namespace cordon
