#include "sim/policy/wall_reach.hh"

namespace cordon {

bool can_take(Position position, const Verdict& verdict) {
    if (position == Position::in_path) return true;
    return std::holds_alternative<Pass>(verdict) || std::holds_alternative<Note>(verdict) ||
           std::holds_alternative<Reset>(verdict) || std::holds_alternative<ForgeDns>(verdict);
}

}  // namespace cordon
