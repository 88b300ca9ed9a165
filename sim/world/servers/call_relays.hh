#pragma once

#include <map>
#include <memory>
#include <vector>

#include "sim/core/crowd.hh"
#include "sim/craft/call_bytes.hh"
#include "sim/world/servers/messenger.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// The relays of calls, UDP 3478: give a place to who asks with a token, keep it alive (`health`,
/// answered `OK`), and pass sound and picture to the other one in the call, at whichever relay that
/// one spoke last. Contacts they play: who speaks to one is spoken to at the same pace. A place of
/// which nothing was heard for `idle` is given away.
class CallRelays {
public:
    static constexpr Duration idle = std::chrono::seconds{30};  // choice

    CallRelays(Scheduler& scheduler, const Messenger& messenger, std::uint64_t seed)
        : scheduler_(&scheduler), messenger_(&messenger), seed_(seed) {}

    /// `host` must outlive the relays.
    void add(Host& host);
    [[nodiscard]] std::size_t places() const { return places_.size(); }

private:
    struct Relay {
        std::unique_ptr<UdpSocket> socket;
    };
    struct Call {
        AccountId caller = AccountId::none;
        std::uint32_t number = 0;
        // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes its 0 for a pointer
        friend auto operator<=>(const Call&, const Call&) = default;
    };
    struct Place {
        Call call;
        AccountId account = AccountId::none, other = AccountId::none;
        Time heard{};
    };
    /// Where somebody in a call was heard last.
    struct Spoken {
        std::size_t relay = 0;
        Endpoint at{};
        Time heard{};
        bool is_answered_by_contact = false;
    };
    using PlaceKey = std::pair<std::size_t, Endpoint>;  // relay, phone
    using SpokenKey = std::pair<Call, AccountId>;

    Task<void> serve(std::size_t relay);
    void take(std::size_t relay, const Datagram& datagram);
    void take_request(std::size_t relay, const Datagram& datagram, const CallStun& stun);
    void take_media(std::size_t relay, const Datagram& datagram, const CallMedia& media);
    /// A contact speaks for as long as it is spoken to.
    Task<void> speak(SpokenKey to, CallMedia like, std::size_t bytes);
    void forget_silent();

    Scheduler* scheduler_;
    const Messenger* messenger_;
    std::uint64_t seed_;
    std::vector<Relay> relays_;
    std::map<PlaceKey, Place> places_;
    std::map<SpokenKey, Spoken> spoken_;
    std::size_t sweep_at_ = 256;
    Crowd crowd_;
};

}  // namespace cordon
