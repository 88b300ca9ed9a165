#include "sim/world/tcp/tcp_profile.hh"

namespace cordon {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TcpProfile make_linux_android() {
    TcpProfile profile;
    profile.name = "linux_android";
    profile.initial_rto = seconds(1);              // TCP_TIMEOUT_INIT, include/net/tcp.h; RFC 6298
    profile.rto_min = milliseconds(200);           // TCP_RTO_MIN, include/net/tcp.h
    profile.rto_variance_min = milliseconds(200);  // tcp_rtt_estimator(): mdev_max >= tcp_rto_min
    profile.rto_max = seconds(120);                // TCP_RTO_MAX, include/net/tcp.h
    profile.unsampled_rto = seconds(3);  // TCP_TIMEOUT_FALLBACK, ibid.; RFC 6298 section 5, 5.7
    profile.syn_backoff = {1, 2, 4, 8, 16, 32, 64, 120, 120, 120, 120, 120, 120};  // doubling
    profile.syn_retries = 6;      // TCP_SYN_RETRIES, ibid.; ip-sysctl: 127 s in all
    profile.syn_ack_retries = 5;  // TCP_SYNACK_RETRIES, ibid.
    // tcp_retries2 = 15, ibid.: "a hypothetical timeout of 924.6 seconds".
    profile.give_up_after = milliseconds(924'600);
    profile.orphan_retries = 8;        // tcp_orphan_retries() for the default 0
    profile.fin_wait_2 = seconds(60);  // tcp_fin_timeout, ip-sysctl
    profile.time_wait = seconds(60);   // TCP_TIMEWAIT_LEN, include/net/tcp.h
    // TCP_DELACK_MIN, TCP_ATO_MIN, include/net/tcp.h. Segments that come further apart may be
    // acknowledged as late as TCP_DELACK_MAX, 200 ms: not modelled.
    profile.delayed_ack = milliseconds(40);
    profile.quick_acks = 16;                         // TCP_MAX_QUICKACKS, include/net/tcp.h
    profile.challenge_interval = milliseconds(500);  // tcp_invalid_ratelimit, ip-sysctl
    profile.congestion = CongestionLaw::cubic;       // default since 2.6.19; RFC 9438
    profile.initial_window = 10;                     // TCP_INIT_CWND; RFC 6928
    // TLP since Linux 3.10, RACK since 4.4 (tcp_early_retrans, tcp_recovery, ip-sysctl).
    profile.loss_detection = LossDetection::rack_tlp;
    profile.receive_buffer = 1'048'576;  // Android's net.tcp.buffersize.lte: default 1 MiB (AOSP)
    profile.window_scale = 8;            // of the 16 bits: up to 16 MiB
    profile.first_port = 32'768;         // ip_local_port_range, ip-sysctl
    profile.last_port = 60'999;
    return profile;
}

TcpProfile make_android_2017() {
    TcpProfile profile = make_linux_android();
    profile.name = "android_2017";
    // tcp_nagle_check(), net/ipv4/tcp_output.c. In peafowl-whatsapp.pcap (Android, September 2017)
    // each of the chat's 36 segments left with nothing before it unacknowledged, a body 2.6 ms
    // after the acknowledgement of the 4 bytes that stood alone 0.29 s before. Its server did not
    // wait (16 of 48), nor did later phones: Android in whatsapp.pcap, iOS in whatsappfiles.pcap
    // (2018) and wa_voice.pcap (2019).
    profile.nagle = true;
    return profile;
}

TcpProfile make_ios_like() {
    TcpProfile profile;
    // Apple's xnu, bsd/netinet/tcp_timer.h unless another file is named.
    profile.name = "ios_like";
    profile.initial_rto = seconds(1);      // TCPTV_RTOBASE
    profile.rto_min = milliseconds(30);    // TCPTV_REXMTMIN
    profile.rto_slop = milliseconds(200);  // TCPTV_REXMTSLOP
    profile.rto_max = seconds(64);         // TCPTV_REXMTMAX
    profile.unsampled_rto = seconds(3);    // RFC 6298 section 5, 5.7
    // tcp_syn_backoff, bsd/netinet/tcp_timer.c
    profile.syn_backoff = {1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64, 64, 64};
    profile.syn_retries = 12;  // TCP_MAXRXTSHIFT
    profile.syn_ack_retries = 12;
    profile.connect_limit = seconds(75);  // TCPTV_KEEP_INIT
    profile.most_timeouts = 12;           // TCP_MAXRXTSHIFT
    profile.orphan_retries = 12;
    profile.fin_wait_2 = seconds(60);                // TCPTV_FINWAIT2
    profile.time_wait = seconds(30);                 // 2 TCPTV_MSL of 15 s
    profile.delayed_ack = milliseconds(100);         // choice: xnu's fast timers run every 100 ms
    profile.challenge_interval = milliseconds(500);  // choice: as Linux
    profile.congestion = CongestionLaw::cubic;       // tcp_use_newreno 0, bsd/netinet/tcp_cc.c
    profile.initial_window = 10;                     // RFC 6928, tcp_cubic.c
    profile.halves_window_when_idle = false;         // tcp_cc_after_idle: the initial window again
    profile.receive_buffer = 524'288;                // choice: between recvspace and autorcvbufmax
    profile.window_scale = 6;       // as the phone's SYNs in nDPI's whatsappfiles.pcap (2018)
    profile.counts_ip_ids = false;  // RFC 6864; 0 in those SYNs
    profile.first_port = 49'152;    // IPPORT_HIFIRSTAUTO, bsd/netinet/in.h
    profile.last_port = 65'535;
    return profile;
}

TcpProfile make_textbook_reno() {
    TcpProfile profile = make_linux_android();
    profile.name = "textbook_reno";
    profile.congestion = CongestionLaw::reno;
    profile.delays_acks = false;
    profile.loss_detection = LossDetection::rfc6675;
    profile.receive_buffer = 8 << 20;
    return profile;
}

}  // namespace

const TcpProfile& linux_android() {
    static const TcpProfile profile = make_linux_android();
    return profile;
}

const TcpProfile& android_2017() {
    static const TcpProfile profile = make_android_2017();
    return profile;
}

/// TCP_KEEPALIVE_INTVL and TCP_KEEPALIVE_PROBES, include/net/tcp.h; TCP_KEEPALIVE_TIME is 2 h.
TcpProfile::KeepAlive linux_keep_alive(Duration idle) {
    return {.idle = idle, .interval = seconds(75), .probes = 9};
}

const TcpProfile& ios_like() {
    static const TcpProfile profile = make_ios_like();
    return profile;
}

const TcpProfile& textbook_reno() {
    static const TcpProfile profile = make_textbook_reno();
    return profile;
}

}  // namespace cordon
