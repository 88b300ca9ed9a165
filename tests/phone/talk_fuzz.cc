// Servers and phones that are told anything: whatever comes over one connection, the servers go on
// serving others and a phone's try ends within patience.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/phone/scene.hh"

namespace {

using namespace cordon;
using namespace cordon::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

using Pieces = std::vector<std::vector<std::uint8_t>>;

/// What is written one after another: each piece behind a byte that says how long it is.
Pieces pieces_of(Bytes bytes) {
    Pieces pieces;
    ByteReader in(bytes);
    while (in.left() > 0 && pieces.size() < 64) {
        const std::size_t size = std::min<std::size_t>(in.read<std::uint8_t>(), in.left());
        const Bytes piece = in.take(size);
        pieces.emplace_back(piece.begin(), piece.end());
    }
    return pieces;
}

Task<> write_all(Host& host, std::unique_ptr<TcpSocket> socket, const Pieces& pieces) {
    co_await Sleep(host.scheduler(), host.now() + seconds{1});
    for (const std::vector<std::uint8_t>& piece : pieces) {
        if (socket->state() == TcpSocket::State::ended) co_return;
        socket->send(Content::literal(piece));
        co_await Sleep(host.scheduler(), host.now() + milliseconds{1});
    }
    co_await Sleep(host.scheduler(), host.now() + seconds{200});
}

void tell_server(const Endpoint& server, const Pieces& pieces) {
    Scene scene;
    IdealHost host(scene.net, "10.1.0.66");
    Task<> writing = write_all(host, host.connect(server), pieces);
    writing.start();
    scene.net.run_for(seconds{300});
    if (!scene.attempt(Function::photo_send).succeeded()) __builtin_trap();
}

void tell_relay(const Pieces& pieces) {
    Scene scene;
    IdealHost host(scene.net, "10.1.0.66");
    const auto socket = host.open_udp(0);
    for (const std::vector<std::uint8_t>& piece : pieces) {
        socket->send({.address = Scene::relay(1), .port = 3478}, Content::literal(piece));
    }
    scene.net.run_for(seconds{1});
    if (!scene.attempt(Function::voice_call).succeeded()) __builtin_trap();
}

/// A phone whose server of that name says these pieces.
void tell_phone(Function function, const Pieces& pieces) {
    Scene scene;
    IdealHost rogue(scene.net, "10.1.0.66");
    std::vector<Task<>> writings;
    for (const std::uint16_t port : {std::uint16_t{443}, std::uint16_t{5222}}) {
        rogue.listen(port, [&](std::unique_ptr<TcpSocket> socket) {
            writings.push_back(write_all(rogue, std::move(socket), pieces));
            writings.back().start();
        });
    }
    scene.settings.chat_built_in.clear();
    const bool is_text = function == Function::text;
    for (const std::string& name : scene.settings.chat_names) {
        if (is_text) scene.net.rename(name, rogue.address());
    }
    if (!is_text) scene.net.rename("mmg.whatsapp.net", rogue.address());
    const Outcome outcome = scene.attempt(function);
    if (outcome.succeeded() || outcome.took > patience_for(function)) __builtin_trap();
}

}  // namespace

// libFuzzer fixes this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {  // NOLINT(readability-identifier-naming)
    if (size == 0) return 0;
    const Pieces pieces = pieces_of({data + 1, size - 1});
    switch (data[0] % 6) {
        case 0:
            tell_server({.address = Scene::chat_host(1), .port = 5222}, pieces);
            break;
        case 1:
            tell_server({.address = Scene::media(), .port = 443}, pieces);
            break;
        case 2:
            tell_server({.address = Scene::web(), .port = 80}, pieces);
            break;
        case 3:
            tell_relay(pieces);
            break;
        case 4:
            tell_phone(Function::text, pieces);
            break;
        default:
            tell_phone(Function::photo_send, pieces);
            break;
    }
    return 0;
}
