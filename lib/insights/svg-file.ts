import { dueShape, type GlyphPiece, stageShapes } from "@/lib/commitments/stage-shapes";
import { asXml } from "@/lib/text/xml";
import type { Drawing, Paint, Shape } from "./drawing";

/** The colours of app/stages.css and the tokens in light, as a file holds them that knows of no style sheet. */
export const fileColours: Record<Paint, { ground: string; ink: string }> = {
  not_approached: { ground: "#ffffff", ink: "#7c8088" },
  planned: { ground: "#f2f8fb", ink: "#49677d" },
  asked: { ground: "#d5eef9", ink: "#1e5577" },
  considering: { ground: "#a0d4e7", ink: "#09375f" },
  agreed: { ground: "#197ba4", ink: "#ffffff" },
  raised: { ground: "#143463", ink: "#ffffff" },
  declined: { ground: "#ffe2ca", ink: "#803200" },
  no_answer: { ground: "#dfdedb", ink: "#3f4349" },
  unasked: { ground: "#ffffff", ink: "#143463" },
  late: { ground: "#feefcf", ink: "#81520a" },
};
const ink = "#181e2a";
const muted = "#505763";
const line = "#80878f";

const margin = 24;
const fonts = "'Source Sans 3', 'Noto Sans', 'Noto Sans Arabic', system-ui, Arial, sans-serif";

/**
 * The picture as a file that stands alone: no script, no style sheet, no font and nothing from elsewhere. `title` and
 * `description` are what a screen reader says.
 */
export function svgFile(
  drawing: Drawing,
  {
    title,
    description,
    language,
    isRightToLeft,
  }: { title: string; description: string; language: string; isRightToLeft: boolean },
): string {
  const width = drawing.width + 2 * margin;
  const height = drawing.height + 2 * margin;
  const place = { width: drawing.width, isRightToLeft };
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description" xml:lang="${asXml(language)}" direction="${isRightToLeft ? "rtl" : "ltr"}" font-family="${fonts}">`,
    `<title id="title">${asXml(title)}</title>`,
    `<desc id="description">${asXml(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<g transform="translate(${margin} ${margin})">`,
    ...drawing.shapes.map((shape) => written(shape, place)),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function written(shape: Shape, place: { width: number; isRightToLeft: boolean }): string {
  const start = (x: number, width = 0) => round(place.isRightToLeft ? place.width - x - width : x);
  switch (shape.kind) {
    case "box": {
      const { ground, ink: edge } = fileColours[shape.paint];
      return `<rect x="${start(shape.x, shape.width)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" rx="2" fill="${ground}" stroke="${edge === "#ffffff" ? ground : edge}" stroke-width="1"/>`;
    }
    case "mark":
      return mark(shape, start(shape.x, shape.size));
    case "rule": {
      const x = start(shape.x);
      return shape.upright
        ? `<path d="M${x} ${round(shape.y)}v${round(shape.length)}" stroke="${line}" fill="none"/>`
        : `<path d="M${x} ${round(shape.y)}h${round(place.isRightToLeft ? -shape.length : shape.length)}" stroke="${line}" fill="none"/>`;
    }
    case "text": {
      const fill =
        shape.ink === "ink" ? ink : shape.ink === "muted" ? muted : fileColours[shape.ink].ink;
      return `<text x="${start(shape.x)}" y="${round(shape.y)}" font-size="${shape.size}"${shape.bold ? ' font-weight="600"' : ""} text-anchor="${shape.at}" fill="${fill}">${asXml(shape.text)}</text>`;
    }
  }
}

function mark({ paint, y, size, isOutside }: Extract<Shape, { kind: "mark" }>, x: number): string {
  const { ground, ink: colour } = isOutside ? { ground: "#ffffff", ink } : fileColours[paint];
  const box = paint === "late" ? 11 : 20;
  const shapes =
    paint === "late"
      ? `<path d="${dueShape}" fill="${colour}"/>`
      : stageShapes[paint === "unasked" ? "raised" : paint]
          .map((piece) => glyphPiece(piece, colour, ground))
          .join("");
  return `<g transform="translate(${round(x)} ${round(y)}) scale(${round(size / box)})">${shapes}</g>`;
}

function glyphPiece({ tag, attributes, as }: GlyphPiece, colour: string, ground: string): string {
  const shape = Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(" ");
  const paint = as
    ? `fill="none" stroke="${as === "cut" ? ground : colour}" stroke-width="2"`
    : `fill="${colour}"`;
  return `<${tag} ${shape} ${paint}/>`;
}

const round = (n: number) => Math.round(n * 1000) / 1000;
