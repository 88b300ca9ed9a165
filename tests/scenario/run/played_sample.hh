#pragma once

#include "sim/scenario/run/played.hh"

namespace cordon::testing {

/// A scenario of two days and one place with a plain phone and one behind a VPN, and a run of it as
/// if it had been played: under the wall "names" photos of the plain phone fail.
struct PlayedSample {
    PlayedSample();
    Scenario scenario;
    PlayedRun run;
};

}  // namespace cordon::testing
