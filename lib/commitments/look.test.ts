import { describe, expect, it } from "vitest";
import { columnIds } from "./columns";
import {
  moveColumn,
  pinColumn,
  pinnedPlaces,
  placeColumn,
  readLook,
  showColumn,
  widenColumn,
  writeLook,
} from "./look";

const plain = readLook({});

describe("the look of the tracker", () => {
  it("is as it is by itself where an address says nothing, and then says nothing", () => {
    expect(plain.columns).toEqual(columnIds);
    expect(plain.pinned).toEqual(["state"]);
    expect(writeLook(plain)).toEqual({});
  });

  it("comes back as it was written", () => {
    let look = showColumn(plain, "owner", false);
    look = pinColumn(look, "case", true);
    look = widenColumn(look, "nextStep", 300);
    look = moveColumn(look, "due", -2);
    look = { ...look, density: "compact" };
    expect(readLook(writeLook(look))).toEqual(look);
    expect(look.columns.slice(0, 2)).toEqual(["state", "case"]);
  });

  it("never leaves out what names a row, and understands no nonsense", () => {
    const look = readLook({
      cols: "due,due,__proto__,nothing",
      widths: "due:9999,case:-4,state:abc,owner:10,constructor:200",
      pin: "toString,changed,due",
      density: "tiny",
    });
    expect(look).toEqual({
      columns: ["due", "state", "case", "stage"],
      pinned: ["due"],
      widths: { due: 640, owner: 64 },
      density: "comfortable",
    });
    expect(writeLook(readLook({ widths: "due:99999" }))).toEqual({});
  });

  it("moves a column among the pinned ones or among the others, and no further than the end", () => {
    const look = pinColumn(plain, "case", true);
    expect(moveColumn(look, "case", -1).columns.slice(0, 2)).toEqual(["case", "state"]);
    expect(moveColumn(look, "case", 5).columns.slice(0, 2)).toEqual(["state", "case"]);
    expect(moveColumn(look, "session", -9).columns[2]).toBe("session");
    expect(moveColumn(look, "session", 9).columns.at(-1)).toBe("session");
    expect(placeColumn(plain, "changed", "case").columns.slice(0, 3)).toEqual([
      "state",
      "changed",
      "case",
    ]);
  });

  it("keeps nothing in sight where nothing is pinned, and never so much that nothing else is", () => {
    expect(writeLook(pinColumn(plain, "state", false))).toEqual({ pin: "none" });
    expect(readLook({ pin: "none" }).pinned).toEqual([]);
    const wide = widenColumn(pinColumn(plain, "case", true), "case", 640);
    expect([...pinnedPlaces(wide, 32).keys()]).toEqual(["state"]);
    const usual = pinColumn(plain, "case", true);
    expect([...pinnedPlaces(usual, 32)]).toEqual([
      ["state", 32],
      ["case", 148],
    ]);
  });
});
