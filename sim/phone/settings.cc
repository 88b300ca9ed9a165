#include "sim/phone/settings.hh"

namespace cordon {

std::vector<std::string> chat_names_of_2017() {
    constexpr int hosts = 16;
    std::vector<std::string> names;
    for (int number = 1; number <= hosts; ++number) {
        std::string name = "e";
        name += std::to_string(number);
        names.push_back(name + ".whatsapp.net");
    }
    return names;
}

}  // namespace cordon
