import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Bars, drawBars, drawSquares, type Paint, type Shape, withWords } from "./drawing";
import { fileColours, svgFile } from "./svg-file";
import { fitText, textWidth, wrapText } from "./text-width";

const bars = (rows: [label: string, ...n: number[]][], scale: Bars["scale"] = "count"): Bars => ({
  scale,
  rows: rows.map(([label, ...n]) => ({
    label,
    bars: [
      {
        pieces: n.map((count, at) => ({
          paint: (["raised", "agreed"] as Paint[])[at] ?? "asked",
          n: count,
        })),
        value: `${n}`,
      },
    ],
  })),
  legend: [],
});

const boxes = (shapes: Shape[]) => shapes.filter((shape) => shape.kind === "box");

describe("bars", () => {
  it("are as long as their figures, and nothing where there is nothing", () => {
    const [eight, four, none] = [8, 4, 0].map((n) =>
      drawBars(
        bars([
          ["A", n],
          ["B", 8],
        ]),
        680,
      ),
    );
    const first = (drawing = eight) => boxes(drawing?.shapes ?? []).length;
    expect([first(eight), first(four), first(none)]).toEqual([2, 2, 1]);
    const [a, b] = boxes(four?.shapes ?? []);
    expect((a?.width ?? 0) * 2).toBeCloseTo(b?.width ?? 0);
  });

  it("show one among a million", () => {
    const [small] = boxes(
      drawBars(
        bars([
          ["A", 1],
          ["B", 1_000_000],
        ]),
        340,
      ).shapes,
    );
    expect(small?.width).toBeGreaterThanOrEqual(3);
  });

  it.each([340, 680])("too narrow for their sign have it after them, within %d pixels", (width) => {
    const { shapes } = drawBars(
      bars([
        ["A", 40, 1, 1],
        ["B", 1],
        ["C", 0],
      ]),
      width,
    );
    const marks = shapes.filter((shape) => shape.kind === "mark");
    expect(marks.map(({ paint, isOutside }) => `${paint}${isOutside ? " outside" : ""}`)).toEqual([
      "raised",
      "agreed outside",
      "asked outside",
      "raised outside",
    ]);
    const ends = boxes(shapes).map((box) => box.x + box.width);
    expect(marks[1]?.x).toBeGreaterThan(ends[2] ?? 0);
    expect(marks[2]?.x).toBeGreaterThanOrEqual((marks[1]?.x ?? 0) + 18);
    expect(marks[3]?.x).toBeGreaterThan(ends[3] ?? 0);
    // The words come after the signs.
    const words = shapes.find((shape) => shape.kind === "text" && shape.text.startsWith("40,"));
    expect(words?.x).toBeGreaterThanOrEqual((marks[2]?.x ?? 0) + 18);
  });

  it("of shares are as long as one another", () => {
    const drawn = boxes(
      drawBars(
        bars(
          [
            ["A", 1, 1],
            ["B", 30, 10],
          ],
          "share",
        ),
        680,
      ).shapes,
    );
    const length = (from: number) => (drawn[from]?.width ?? 0) + (drawn[from + 1]?.width ?? 0);
    expect(length(0)).toBeCloseTo(length(2));
  });

  it.each([340, 680, 880])("stay within %d pixels, however long the words", (width) => {
    const long = "The session of all sessions ".repeat(6);
    for (const shape of drawBars(
      bars([
        [long, 12, 3],
        [long, 0],
      ]),
      width,
    ).shapes) {
      const end =
        shape.kind === "box"
          ? shape.x + shape.width
          : shape.kind === "text"
            ? shape.x + textWidth(shape.text, shape.size)
            : shape.x;
      expect(end).toBeLessThanOrEqual(width + 1);
    }
  });
});

it("draws every State as large as every other", () => {
  const squares = ["TUV", "USA", "CHN"].map((code) => ({ code, stage: "raised" as const }));
  const { shapes } = drawSquares([{ label: "All", squares }], [], 200);
  expect(new Set(boxes(shapes).map(({ width, height }) => `${width} ${height}`)).size).toBe(1);
});

describe("a file", () => {
  const file = (title: string, isRightToLeft = false) =>
    svgFile(
      withWords(drawBars(bars([["A", 2]]), 680), { title, about: "About", notes: ["Note"] }),
      { title, description: title, language: "en", isRightToLeft },
    );

  it("holds what people wrote as words, and nothing from elsewhere", () => {
    const text = file(`</title><script>alert(1)</script> & "quoted" \u0000\ud800`);
    expect(text).not.toContain("<script");
    expect(text).not.toMatch(/href|url\(|style=|class=|var\(/);
    expect(text).not.toContain("\u0000");
    expect(text.isWellFormed()).toBe(true);
    expect(text).toContain("&lt;/title&gt;&lt;script&gt;");
  });

  it("is mirrored from right to left", () => {
    const boxX = (text: string) =>
      Number(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(text)?.[1]);
    const width = Number(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"/.exec(file("A"))?.[1]);
    expect(boxX(file("A", true))).toBeCloseTo(680 - boxX(file("A")) - width);
    expect(file("A", true)).toContain('direction="rtl"');
  });

  it("has the colours of the screen, as every program knows them", () => {
    const css = readFileSync("app/stages.css", "utf8");
    for (const [stage, { ground, ink }] of Object.entries(fileColours)) {
      const selector =
        stage === "not_approached" ? "  [data-stage] {" : `[data-stage="${stage}"] {`;
      const block = css.slice(css.indexOf(selector)).split("}")[0] ?? "";
      if (css.includes(selector)) {
        const light = [...block.matchAll(/--when-light, oklch\(([^)]+)\)/g)].map(([, of]) =>
          hex(of ?? ""),
        );
        expect([stage, ...light]).toEqual([stage, ground, ink]);
      }
    }
  });
});

it("cuts and breaks words by how wide they are", () => {
  expect(fitText("short", 14, 200)).toBe("short");
  expect(fitText("a very long sentence indeed", 14, 80)).toMatch(/^a very.*…$/);
  expect(wrapText("one two three four", 14, 60).length).toBeGreaterThan(1);
  expect(textWidth("会议", 10)).toBe(20);
});

/** OKLCH as sRGB, by Ottosson's matrices. */
function hex(oklch: string): string {
  const [light = 0, chroma = 0, hue = 0] = oklch.split(" ").map(Number);
  const [a, b] = [
    chroma * Math.cos((hue * Math.PI) / 180),
    chroma * Math.sin((hue * Math.PI) / 180),
  ];
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear
    .map((part) => {
      const clear = Math.min(1, Math.max(0, part));
      const gamma = clear <= 0.0031308 ? 12.92 * clear : 1.055 * clear ** (1 / 2.4) - 0.055;
      return Math.round(gamma * 255)
        .toString(16)
        .padStart(2, "0");
    })
    .join("")}`;
}
