import { BlockList, isIP } from "node:net";

/**
 * What is not the public internet, from IANA's registries of special-purpose addresses (RFC 6890 and later). Of IPv6 only 2000::/3 is
 * handed out at all, so the rest needs no table.
 */
const SPECIAL = new BlockList();
for (const range of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]) {
  const [net = "", bits = ""] = range.split("/");
  SPECIAL.addSubnet(net, Number(bits), "ipv4");
}
// Tunnels (Teredo, 6to4), documentation, segment routing: with an IPv4 address inside or none of anybody's.
for (const range of ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]) {
  const [net = "", bits = ""] = range.split("/");
  SPECIAL.addSubnet(net, Number(bits), "ipv6");
}
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");

/** Whether an address is one of the public internet. A mapped IPv4 address ("::ffff:10.0.0.1") is not: no public host has one. */
export function isPublic(address: string): boolean {
  const plain = address.replace(/%.*$/, "");
  const version = isIP(plain);
  if (version === 4) return !SPECIAL.check(plain, "ipv4");
  return version === 6 && GLOBAL.check(plain, "ipv6") && !SPECIAL.check(plain, "ipv6");
}
