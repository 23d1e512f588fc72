import { expect, it } from "vitest";
import { networkOf } from "./network";

it.each([
  ["203.0.113.7", "203.0.113.0/24"],
  ["::ffff:203.0.113.7", "203.0.113.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("keeps of %s the network only", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each(["", null, undefined, "unknown", "1.2.3", "203.0.113.7, 10.0.0.1", "a:b"])(
  "knows no network of %j",
  (address) => {
    expect(networkOf(address)).toBeNull();
  },
);
