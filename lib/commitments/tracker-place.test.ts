import { describe, expect, it } from "vitest";
import { settingsOf } from "./settings";
import { hrefFor, paramsFor, shownAt, written } from "./tracker-place";

const id = "0198a6f0-0000-7000-8000-000000000000";
const settings = settingsOf({ group: "region", cols: "state,case,stage", q: "border" });
const saved = { id, settings };

describe("settings from anywhere", () => {
  it("are only known names with values that mean something, however they come", () => {
    const stored = JSON.parse(
      '{"__proto__":"x","constructor":"y","group":"galaxy","stage":["asked",7,null],"q":{"a":1},"case":"1","sort":"changed","dir":"desc","owner":null,"widths":"due:1e9"}',
    );
    expect(settingsOf(stored)).toEqual({ stage: "asked" });
    expect(settingsOf([] as never)).toEqual({});
  });

  it("are equal where they show the same", () => {
    expect(settingsOf({ stage: "agreed,asked", state: "b,a,a" })).toEqual(
      settingsOf({ stage: ["asked", "agreed"], state: "a,b" }),
    );
    expect(settingsOf({ sort: "due", dir: "asc" })).toEqual({ sort: "due" });
  });

  it("come back from what a form sends", () => {
    expect(settingsOf(Object.fromEntries(new URLSearchParams(written(settings))))).toEqual(
      settings,
    );
  });
});

describe("an address of the tracker", () => {
  it("shows what the view shows, until it says something itself", () => {
    const place = { saved, hasDefault: false };
    expect(shownAt({ saved: id, after: "c" }, place)).toEqual({ ...settings, after: "c" });
    // Words beside an unedited view are no part of it.
    expect(shownAt({ saved: id, stage: "asked" }, place)).toEqual(settings);
    expect(shownAt({ saved: id, edited: "1", stage: "asked" }, place)).toEqual({ stage: "asked" });
    expect(shownAt({ saved: id, edited: "1" }, place)).toEqual({});
  });

  it("names the view alone where it shows what the view shows", () => {
    const place = { saved, hasDefault: true };
    expect(paramsFor({ ...settings, before: "end" }, place)).toEqual({ saved: id, before: "end" });
    expect(paramsFor({ ...settings, q: "" }, place)).toMatchObject({ saved: id, edited: "1" });
    expect(paramsFor({}, place)).toEqual({ saved: id, edited: "1" });
  });

  it("says that it is no view where one would open by itself", () => {
    expect(hrefFor({}, { saved: null, hasDefault: true })).toBe("/commitments?saved=none");
    expect(hrefFor({}, { saved: null, hasDefault: false })).toBe("/commitments");
    expect(hrefFor({ q: "a" }, { saved: null, hasDefault: true })).toBe("/commitments?q=a");
  });
});
