// `ns3-dumbbell FLOWS SECONDS`: CUBIC flows from as many senders to as many receivers over two
// routers, the left of which polices all of them together to 1 Mbit/s a flow (a token bucket of 100
// ms of rate, and room for one packet). 100 Mbit/s and 5 ms at each end, 10 ms between the routers.
// Prints packets that hosts sent, CPU seconds, payload bytes received. What bench/world/dumbbell.cc
// is in cordon's world.
#include <ns3/applications-module.h>
#include <ns3/core-module.h>
#include <ns3/internet-module.h>
#include <ns3/network-module.h>
#include <ns3/point-to-point-module.h>
#include <ns3/traffic-control-module.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

namespace {

std::uint64_t packets = 0;
std::uint64_t received = 0;

// Trace sources pass their pointers by value.
// NOLINTBEGIN(performance-unnecessary-value-param)
void count_packet(ns3::Ptr<const ns3::Packet>) {
    ++packets;
}

void count_received(ns3::Ptr<const ns3::Packet> packet, const ns3::Address&) {
    received += packet->GetSize();
}
// NOLINTEND(performance-unnecessary-value-param)

void use_what_phones_use() {
    using ns3::Config::SetDefault;
    SetDefault("ns3::TcpL4Protocol::SocketType", ns3::StringValue("ns3::TcpCubic"));
    SetDefault("ns3::TcpSocket::SegmentSize", ns3::UintegerValue(1'448));
    SetDefault("ns3::TcpSocket::InitialCwnd", ns3::UintegerValue(10));
    SetDefault("ns3::TcpSocket::SndBufSize", ns3::UintegerValue(1U << 20U));
    SetDefault("ns3::TcpSocket::RcvBufSize", ns3::UintegerValue(1U << 20U));
    SetDefault("ns3::TcpSocketBase::MinRto", ns3::TimeValue(ns3::MilliSeconds(200)));
}

void police(const ns3::Ptr<ns3::NetDevice>& device, std::uint64_t rate) {
    ns3::TrafficControlHelper control;
    control.SetRootQueueDisc("ns3::TbfQueueDisc", "Burst", ns3::UintegerValue(rate / 80), "Mtu",
                             ns3::UintegerValue(1'600), "Rate",
                             ns3::DataRateValue(ns3::DataRate(rate)), "MaxSize",
                             ns3::QueueSizeValue(ns3::QueueSize("1p")));
    control.Install(device);
}

void add_flow(std::uint32_t number, const ns3::Ptr<ns3::Node>& sender,
              const ns3::Ptr<ns3::Node>& receiver, ns3::Ipv4Address to, double seconds) {
    const ns3::InetSocketAddress end(to, 443);
    ns3::PacketSinkHelper sink("ns3::TcpSocketFactory", end);
    ns3::ApplicationContainer sinks = sink.Install(receiver);
    sinks.Get(0)->TraceConnectWithoutContext("Rx", ns3::MakeCallback(&count_received));
    ns3::BulkSendHelper bulk("ns3::TcpSocketFactory", end);
    ns3::ApplicationContainer sources = bulk.Install(sender);
    sources.Start(ns3::MilliSeconds(number % 1'000));
    sources.Stop(ns3::Seconds(seconds));
}

void build(std::uint32_t flows, double seconds) {
    ns3::NodeContainer routers(2), senders(flows), receivers(flows);
    ns3::InternetStackHelper stack;
    stack.InstallAll();
    ns3::PointToPointHelper edge, middle;
    edge.SetDeviceAttribute("DataRate", ns3::StringValue("100Mbps"));
    edge.SetChannelAttribute("Delay", ns3::StringValue("5ms"));
    middle.SetDeviceAttribute("DataRate", ns3::StringValue("100Gbps"));
    middle.SetChannelAttribute("Delay", ns3::StringValue("10ms"));
    ns3::Ipv4AddressHelper addresses("10.0.0.0", "255.255.255.252");
    const ns3::NetDeviceContainer between = middle.Install(routers);
    police(between.Get(0), std::uint64_t{flows} * 1'000'000);
    addresses.Assign(between);
    addresses.NewNetwork();
    for (std::uint32_t i = 0; i < flows; ++i) {
        const ns3::NetDeviceContainer left = edge.Install(senders.Get(i), routers.Get(0));
        addresses.Assign(left);
        addresses.NewNetwork();
        const ns3::NetDeviceContainer right = edge.Install(receivers.Get(i), routers.Get(1));
        const ns3::Ipv4InterfaceContainer there = addresses.Assign(right);
        addresses.NewNetwork();
        for (const ns3::Ptr<ns3::NetDevice>& device : {left.Get(0), right.Get(0)}) {
            device->TraceConnectWithoutContext("MacTx", ns3::MakeCallback(&count_packet));
        }
        add_flow(i, senders.Get(i), receivers.Get(i), there.GetAddress(0), seconds);
    }
    ns3::Ipv4GlobalRoutingHelper::PopulateRoutingTables();
}

double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const auto flows = static_cast<std::uint32_t>(std::stoul(arguments[1]));
    const double seconds = std::stod(arguments[2]);
    use_what_phones_use();
    build(flows, seconds);
    ns3::Simulator::Stop(ns3::Seconds(seconds));
    const double before = cpu_seconds();
    ns3::Simulator::Run();
    const double took = cpu_seconds() - before;
    std::printf("%llu %.3f %llu\n", static_cast<unsigned long long>(packets), took,
                static_cast<unsigned long long>(received));
    ns3::Simulator::Destroy();
    return EXIT_SUCCESS;
}
