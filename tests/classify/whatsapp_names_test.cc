#include "sim/classify/whatsapp_names.hh"

#include <gtest/gtest.h>

#include "sim/classify/whatsapp_addresses.hh"

namespace cordon::testing {
namespace {

std::string_view role(std::string_view host) {
    const auto app = whatsapp_app_of(host);
    return app ? to_text(*app) : "-";
}

TEST(WhatsappNames, SayWhatTheirHostsAreFor) {
    EXPECT_EQ(role("mmg.whatsapp.net"), "whatsapp.media");
    EXPECT_EQ(role("mmg-fna.whatsapp.net"), "whatsapp.media");
    EXPECT_EQ(role("mms836.whatsapp.net"), "whatsapp.media");
    EXPECT_EQ(role("media-mrs2-2.cdn.whatsapp.net"), "whatsapp.media");
    EXPECT_EQ(role("media.fsdv2-1.fna.whatsapp.net"), "whatsapp.media");
    EXPECT_EQ(role("MMX-DS.cdn.WhatsApp.net"), "whatsapp.media");
    EXPECT_EQ(role("v.whatsapp.net"), "whatsapp.register");
    EXPECT_EQ(role("web.whatsapp.com"), "whatsapp.web");
    EXPECT_EQ(role("e15.whatsapp.net"), "whatsapp.chat");
    EXPECT_EQ(role("g.whatsapp.net:443"), "whatsapp.chat");
    EXPECT_EQ(role("pps.whatsapp.net"), "whatsapp.other");
    EXPECT_EQ(role("whatsapp.com"), "whatsapp.other");
}

TEST(WhatsappNames, AreNotNamesThatLookAlike) {
    for (const char* host : {"", "whatsapp.net.example", "notwhatsapp.net", "mmg.whatsapp.net.",
                             "whatsapp.org", "e.whatsapp.example", ".net", "a.whatsapp.cat"}) {
        EXPECT_EQ(role(host), "-") << host;
    }
    EXPECT_EQ(role("ex.whatsapp.net"), "whatsapp.other");             // no digits
    EXPECT_EQ(role("media.a.b.fna.whatsapp.net"), "whatsapp.other");  // * stays in its label
}

TEST(WhatsappAddresses, AreChatServersOnChatPortsOnly) {
    const auto at = [](const char* address) { return *parse_ip_address(address); };
    EXPECT_TRUE(is_whatsapp_chat_server(at("157.240.20.53"), 5222));
    EXPECT_TRUE(is_whatsapp_chat_server(at("179.60.195.49"), 5222));
    EXPECT_TRUE(is_whatsapp_chat_server(at("169.53.71.242"), 5222));
    EXPECT_TRUE(is_whatsapp_chat_server(at("2a03:2880:f22c::1"), 5242));
    EXPECT_FALSE(is_whatsapp_chat_server(at("157.240.20.53"), 443));
    EXPECT_FALSE(is_whatsapp_chat_server(at("169.53.71.243"), 5222));
    EXPECT_FALSE(is_whatsapp_chat_server(at("17.242.60.84"), 5223));
}

TEST(App, LiesUnderItsFamily) {
    EXPECT_TRUE(lies_under(App::whatsapp_chat, "whatsapp"));
    EXPECT_TRUE(lies_under(App::whatsapp_chat, "whatsapp.chat"));
    EXPECT_FALSE(lies_under(App::whatsapp_chat, "whatsapp.c"));
    EXPECT_FALSE(lies_under(App::whatsapp_chat, "what"));
    EXPECT_FALSE(lies_under(App::tls, ""));
    EXPECT_TRUE(is_app_path("whatsapp"));
    EXPECT_FALSE(is_app_path("whatsapp."));
    EXPECT_EQ(all_apps().size(), 16U);
}

}  // namespace
}  // namespace cordon::testing
