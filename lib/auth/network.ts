import { isIP } from "node:net";

/**
 * The network of an address, as it is kept for a day to slow down guessing: /24 of an IPv4 address, /64 of an IPv6
 * one, never the whole address. Null for what is no address.
 */
export function networkOf(address: string | null | undefined): string | null {
  const plain = (address ?? "")
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/, "");
  switch (isIP(plain)) {
    case 4:
      return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
    case 6:
      return `${groups(plain).slice(0, 4).join(":")}::/64`;
    default:
      return null;
  }
}

function groups(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head ? head.split(":") : [];
  if (tail === undefined) {
    return before;
  }
  const after = tail ? tail.split(":") : [];
  const missing = Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(missing).fill("0"), ...after];
}
