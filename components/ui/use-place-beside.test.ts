import { describe, expect, it } from "vitest";
import { placeBeside } from "./use-place-beside";

const seen = { top: 0, left: 0, right: 390, bottom: 800 };
const list = { width: 220, height: 200 };

describe("what is shown beside a box", () => {
  it("lies below it, from where lines begin", () => {
    const box = { top: 100, bottom: 160, left: 20, right: 370 };
    expect(placeBeside(box, list, seen, false)).toEqual({ left: 20, top: 164, maxHeight: 200 });
    expect(placeBeside(box, list, seen, true)).toEqual({ left: 150, top: 164, maxHeight: 200 });
  });

  it("lies above it where there is no room below", () => {
    const box = { top: 700, bottom: 760, left: 20, right: 370 };
    expect(placeBeside(box, list, seen, false)).toEqual({ left: 20, top: 496, maxHeight: 200 });
  });

  it("is no taller than there is room for, on the side that has more of it", () => {
    const low = { ...seen, bottom: 300 };
    const box = { top: 140, bottom: 230, left: 20, right: 370 };
    expect(placeBeside(box, list, low, false)).toEqual({ left: 20, top: 8, maxHeight: 128 });
  });

  it("never begins or ends outside of the window", () => {
    const box = { top: 100, bottom: 160, left: 300, right: 380 };
    expect(placeBeside(box, list, seen, false).left).toBe(162);
    expect(placeBeside({ ...box, left: 10, right: 90 }, list, seen, true).left).toBe(8);
    const gone = { ...box, top: -400, bottom: -340 };
    expect(placeBeside(gone, list, seen, false).top).toBe(8);
  });
});
