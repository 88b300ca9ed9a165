#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/classify/classifier.hh"

namespace cordon::testing {

/// Tells a flow packet by packet to a classifier:
/// FlowStory(5222).syn().up(hex("57 41 02 00")).app() is "whatsapp.chat signature".
class FlowStory {
public:
    using Buffer = std::vector<std::uint8_t>;

    explicit FlowStory(std::uint16_t server_port, Wanted wanted = {}, HeadBudget* heads = nullptr);

    FlowStory& server(std::string_view address);
    FlowStory& udp();
    FlowStory& syn();        // of the client
    FlowStory& picked_up();  // no opening will be seen
    FlowStory& up(const Buffer& payload);
    FlowStory& down(const Buffer& payload);
    FlowStory& up(std::string_view text) { return up(Buffer(text.begin(), text.end())); }
    FlowStory& down(std::string_view text) { return down(Buffer(text.begin(), text.end())); }
    /// A segment whose first byte is the `offset`th of the client's stream.
    FlowStory& up_at(std::uint32_t offset, const Buffer& payload);
    /// As many bytes that were not captured follow the payload.
    FlowStory& up_cut(const Buffer& payload, std::uint32_t missing);
    FlowStory& syn_with(const Buffer& payload);
    FlowStory& fin();
    FlowStory& finish();

    [[nodiscard]] std::string app() const;
    [[nodiscard]] const Facts& facts() const { return state_.facts; }
    [[nodiscard]] bool settled() const { return state_.settled; }
    /// `tls:value http:absent ...` of tls, http, dns, app.
    [[nodiscard]] std::string known() const;
    /// What the last packet changed.
    [[nodiscard]] FactChanges changes() const { return changes_; }
    /// Joined by blanks.
    [[nodiscard]] std::string snis() const;
    [[nodiscard]] std::string inner_snis() const;
    [[nodiscard]] std::string hosts() const;
    [[nodiscard]] std::string questions() const;

private:
    void send(Direction direction, std::uint32_t offset, const Buffer& payload,
              std::uint32_t missing, std::uint8_t flags);

    Classifier classifier_;
    HeadBudget* heads_;
    ClassifyState state_;
    FactChanges changes_;
    FlowState flow_;
    std::array<std::uint32_t, 2> next_{};  // offset of the next byte of either end
    static constexpr std::array<std::uint32_t, 2> first_sequence{0xfffffff0U, 1000};
};

}  // namespace cordon::testing
