#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/phone/ooni_test.hh"
#include "sim/phone/phone.hh"
#include "sim/policy/policy.hh"
#include "sim/scenario/engine_wall.hh"
#include "sim/scenario/run/people.hh"
#include "sim/scenario/scenario.hh"

namespace cordon::testing {

/// The scenario of a case of policies/.
[[nodiscard]] Scenario case_named(const std::string& name);
/// A wall with this one rule: its lines below `rule: r`, each with its four blanks.
[[nodiscard]] Policy wall_of(const std::string& lines);
/// A ready wall, or that of a case.
[[nodiscard]] Policy wall_named(const std::string& name);

/// Share of the tries of a function that succeed behind a wall; null: none.
[[nodiscard]] double share_of(const Scenario& scenario, const Policy* wall, Function function);

/// The servers of a scenario, a wall, and one host behind it with which tests do as they like.
class CaseScene {
public:
    CaseScene(const Scenario& scenario, const Policy* wall);

    /// Runs until it is over. Requires: within a day.
    template <typename T>
    T run(Task<T> task) {
        std::optional<T> result;
        Task<void> script = keep(std::move(task), result);
        script.start();
        const Time latest = world.now() + std::chrono::hours{24};
        while (!result && world.now() < latest) {
            world.run_until(world.now() + std::chrono::seconds{1});
        }
        return result.value();
    }
    [[nodiscard]] OoniTest::Verdict ooni(OoniTest::Version version, std::uint64_t number = 0);
    /// How a connection to that address and port begins.
    [[nodiscard]] TcpSocket::State connect(const IpAddress& address, std::uint16_t port);
    /// A text by a phone that dials only these addresses and ports.
    [[nodiscard]] Outcome text_over(std::vector<IpAddress> addresses,
                                    std::vector<std::uint16_t> ports);

private:
    template <typename T>
    static Task<void> keep(Task<T> task, std::optional<T>& into) {
        into = co_await std::move(task);
    }
    std::unique_ptr<EngineWall> wall_;

public:
    World world;
    Servers servers;
    WorldHost& host;
    PhoneSettings settings;
};

}  // namespace cordon::testing
