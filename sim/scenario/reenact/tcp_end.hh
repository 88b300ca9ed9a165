#pragma once

#include <memory>
#include <optional>

#include "sim/core/task.hh"
#include "sim/scenario/reenact/spoken.hh"
#include "sim/world/transport.hh"

namespace cordon {

/// Plays one end of a recorded TCP conversation over a connection: says each turn once it has heard
/// what it had heard when it was recorded, and after the pause it made then; ends its side as it
/// did. Must outlive what the host does; `said` must outlive it.
class TcpEnd {
public:
    TcpEnd(Scheduler& scheduler, const Conversation& said, Direction side)
        : scheduler_(&scheduler),
          said_(&said),
          side_(side),
          script_(script_of(said, side)),
          heard_times_(script_.heard),
          heard_(scheduler) {}

    /// Takes the connection, open or not yet.
    void start(std::unique_ptr<TcpSocket> socket);

    [[nodiscard]] bool started() const { return socket_ != nullptr; }
    [[nodiscard]] const TcpSocket* socket() const { return socket_.get(); }
    [[nodiscard]] std::uint64_t received() const { return received_; }
    /// All that it had to say was handed over, and its side ended as recorded.
    [[nodiscard]] bool is_through() const { return through_; }
    [[nodiscard]] bool was_open() const { return was_open_; }

private:
    Task<void> listen();
    Task<void> speak();
    /// Until amount `which` has been heard; false when it never will.
    Task<bool> hear(std::size_t which);
    void say(std::uint64_t offset, std::uint64_t bytes);

    Scheduler* scheduler_;
    const Conversation* said_;
    Direction side_;
    EndScript script_;
    HeardTimes heard_times_;
    Notice heard_;
    std::unique_ptr<TcpSocket> socket_;
    std::uint64_t received_ = 0;
    Time open_since_{};
    bool was_open_ = false;
    bool over_ = false;
    bool through_ = false;
    Task<void> listening_, speaking_;  // end before what they use
};

}  // namespace cordon
