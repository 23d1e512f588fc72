import { describe, expect, it } from "vitest";
import { isPast, keptFor } from "./waiting";

describe("what a device keeps", () => {
  it("is past after a day, and with a clock that was set back, too", () => {
    const kept = Date.UTC(2026, 10, 26);
    expect(isPast(kept, kept + keptFor - 1)).toBe(false);
    expect(isPast(kept, kept + keptFor)).toBe(true);
    expect(isPast(kept, kept - 60_000)).toBe(false);
    expect(isPast(kept, kept - keptFor)).toBe(true);
  });
});
