#include "sim/scenario/reckoning/chances.hh"

#include <algorithm>

namespace cordon {
namespace {

/// By multiplication, so that every machine agrees.
double power(double base, std::uint32_t exponent) {
    double product = 1;
    for (std::uint32_t i = 0; i < exponent; ++i) product *= base;
    return product;
}

}  // namespace

StatusChances status_chances(double share, std::uint32_t tries, double wrong) {
    const double works = power(share, tries);
    const double fails = power(1 - share, tries);
    const double partly = std::max(0.0, 1 - works - fails);
    const auto said = [wrong](double chance) { return (1 - wrong) * chance + wrong / 3; };
    return {said(works), said(partly), said(fails)};
}

double usual_wrong(ReportKind kind) {
    switch (kind) {
        case ReportKind::measurement:
            return 0.05;
        case ReportKind::journalist_test:
            return 0.10;
        case ReportKind::user:
        case ReportKind::aggregate:
        case ReportKind::analyst:
        case ReportKind::control:
            return 0.20;
    }
    return 0.20;
}

}  // namespace cordon
