import { expect, it } from "vitest";
import { deviceLabel, readDevice } from "./device-label";

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox|Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "Edge|Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1",
    "Safari|iOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
    "Chrome|Android",
  ],
  ["curl/8", ""],
  ["", ""],
])("is coarse: %s", (userAgent, label) => {
  expect(deviceLabel(userAgent)).toBe(label);
});

it("says nothing that it did not write itself", () => {
  expect(readDevice("<b>x</b>|Linux")).toEqual({ browser: null, system: "Linux" });
  expect(readDevice("")).toEqual({ browser: null, system: null });
});
