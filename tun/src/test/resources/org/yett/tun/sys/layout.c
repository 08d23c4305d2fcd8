/*
 * What the Java code takes for granted of the kernel's structures and numbers, checked by the
 * compiler of the machine that the test runs on (x86_64 or aarch64). Nothing of this is linked.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fib_rules.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/virtio_net.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>

#define SIZE(type, octets) _Static_assert(sizeof(type) == (octets), "size of " #type)
#define PLACE(type, field, octets) \
  _Static_assert(offsetof(type, field) == (octets), #field " in " #type)
#define NUMBER(name, value) _Static_assert((name) == (value), #name)

/* MessageBlock */
SIZE(struct mmsghdr, 64);
PLACE(struct mmsghdr, msg_len, 56);
PLACE(struct msghdr, msg_name, 0);
PLACE(struct msghdr, msg_namelen, 8);
PLACE(struct msghdr, msg_iov, 16);
PLACE(struct msghdr, msg_iovlen, 24);
PLACE(struct msghdr, msg_control, 32);
PLACE(struct msghdr, msg_controllen, 40);
PLACE(struct msghdr, msg_flags, 48);
SIZE(struct iovec, 16);
SIZE(struct cmsghdr, 16);
PLACE(struct cmsghdr, cmsg_level, 8);
PLACE(struct cmsghdr, cmsg_type, 12);
SIZE(struct in_pktinfo, 12);
PLACE(struct in_pktinfo, ipi_spec_dst, 4);
SIZE(struct in6_pktinfo, 20);
PLACE(struct in6_pktinfo, ipi6_ifindex, 16);

/* SocketAddressCodec */
SIZE(struct sockaddr_in, 16);
PLACE(struct sockaddr_in, sin_port, 2);
PLACE(struct sockaddr_in, sin_addr, 4);
SIZE(struct sockaddr_in6, 28);
PLACE(struct sockaddr_in6, sin6_addr, 8);
PLACE(struct sockaddr_in6, sin6_scope_id, 24);
NUMBER(AF_INET, 2);
NUMBER(AF_INET6, 10);

/* InetOptions */
NUMBER(SOL_SOCKET, 1);
NUMBER(SO_REUSEADDR, 2);
NUMBER(SO_SNDBUF, 7);
NUMBER(SO_RCVBUF, 8);
NUMBER(SO_REUSEPORT, 15);
NUMBER(SO_BINDTODEVICE, 25);
NUMBER(SO_SNDBUFFORCE, 32);
NUMBER(SO_RCVBUFFORCE, 33);
NUMBER(SO_MARK, 36);
NUMBER(SO_DOMAIN, 39);
NUMBER(IP_TOS, 1);
NUMBER(IP_PKTINFO, 8);
NUMBER(IP_MTU_DISCOVER, 10);
NUMBER(IP_RECVTOS, 13);
NUMBER(IPV6_MTU_DISCOVER, 23);
NUMBER(IPV6_V6ONLY, 26);
NUMBER(IPV6_RECVPKTINFO, 49);
NUMBER(IPV6_PKTINFO, 50);
NUMBER(IPV6_RECVTCLASS, 66);
NUMBER(IPV6_TCLASS, 67);
NUMBER(MSG_DONTWAIT, 0x40);
NUMBER(MSG_TRUNC, 0x20);
NUMBER(MSG_NOSIGNAL, 0x4000);

/* Sys and Descriptor */
NUMBER(O_RDWR, 2);
NUMBER(O_NONBLOCK, 0x800);
NUMBER(O_CLOEXEC, 0x80000);
NUMBER(EFD_NONBLOCK, 0x800);
NUMBER(EFD_CLOEXEC, 0x80000);
NUMBER(SOCK_NONBLOCK, 0x800);
NUMBER(SOCK_CLOEXEC, 0x80000);
NUMBER(SOCK_DGRAM, 2);
NUMBER(SOCK_RAW, 3);
NUMBER(CLONE_NEWNET, 0x40000000);
NUMBER(MS_BIND, 0x1000);
NUMBER(MS_REC, 0x4000);
NUMBER(MS_SHARED, 0x100000);
NUMBER(MNT_DETACH, 2);
NUMBER(LOCK_EX, 2);
SIZE(struct pollfd, 8);
PLACE(struct pollfd, events, 4);
PLACE(struct pollfd, revents, 6);
NUMBER(POLLIN, 1);
NUMBER(POLLOUT, 4);

/* TunControl and VirtioHeader */
SIZE(struct ifreq, 40);
PLACE(struct ifreq, ifr_flags, 16);
PLACE(struct ifreq, ifr_mtu, 16);
PLACE(struct ifreq, ifr_ifindex, 16);
NUMBER(TUNSETIFF, 0x400454ca);
NUMBER(TUNSETOFFLOAD, 0x400454d0);
NUMBER(IFF_TUN, 1);
NUMBER(IFF_NO_PI, 0x1000);
NUMBER(IFF_VNET_HDR, 0x4000);
NUMBER(IFF_MULTI_QUEUE, 0x100);
NUMBER(TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6, 7);
NUMBER(SIOCGIFFLAGS, 0x8913);
NUMBER(SIOCSIFFLAGS, 0x8914);
NUMBER(SIOCGIFMTU, 0x8921);
NUMBER(SIOCSIFMTU, 0x8922);
NUMBER(SIOCGIFINDEX, 0x8933);
SIZE(struct virtio_net_hdr, 10);
PLACE(struct virtio_net_hdr, gso_type, 1);
PLACE(struct virtio_net_hdr, hdr_len, 2);
PLACE(struct virtio_net_hdr, gso_size, 4);
PLACE(struct virtio_net_hdr, csum_start, 6);
PLACE(struct virtio_net_hdr, csum_offset, 8);

/* netlink */
NUMBER(AF_NETLINK, 16);
SIZE(struct nlmsghdr, 16);
SIZE(struct nlmsgerr, 20);
SIZE(struct ifinfomsg, 16);
PLACE(struct ifinfomsg, ifi_index, 4);
PLACE(struct ifinfomsg, ifi_flags, 8);
SIZE(struct rtmsg, 12);
PLACE(struct rtmsg, rtm_table, 4);
PLACE(struct rtmsg, rtm_type, 7);
SIZE(struct fib_rule_hdr, 12);
PLACE(struct fib_rule_hdr, action, 7);
PLACE(struct fib_rule_hdr, flags, 8);

/* The machine's order of octets: netlink, control data and virtio headers are in it. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "little-endian");
_Static_assert(sizeof(void *) == 8 && sizeof(long) == 8 && sizeof(size_t) == 8, "64 bits");
