#include "sim/policy/verdict_name.hh"

namespace cordon {
namespace {

struct VerdictName {
    std::string_view operator()(const Pass&) const { return "pass"; }
    std::string_view operator()(const Drop&) const { return "drop"; }
    std::string_view operator()(const Reset&) const { return "reset"; }
    std::string_view operator()(const Throttle&) const { return "throttle"; }
    std::string_view operator()(const Delay&) const { return "delay"; }
    std::string_view operator()(const Lose&) const { return "lose"; }
    std::string_view operator()(const ForgeDns&) const { return "forge-dns"; }
    std::string_view operator()(const Note&) const { return "note"; }
};

}  // namespace

std::string_view name_of(const Verdict& verdict) {
    return std::visit(VerdictName{}, verdict);
}

}  // namespace cordon
