import type { Drawing, Paint, Shape } from "@/lib/insights/drawing";

/**
 * A picture in the page's own colours. Its widths are attributes, so that no inline style is needed; from right to left
 * it is laid out anew, with its words still readable.
 */
export function ChartDrawing({
  drawing,
  alt,
  isRightToLeft,
  className,
}: {
  drawing: Drawing;
  alt: string;
  isRightToLeft: boolean;
  className: string;
}) {
  return (
    <svg
      role="img"
      aria-label={alt}
      viewBox={`-1 -1 ${drawing.width + 2} ${drawing.height + 2}`}
      direction={isRightToLeft ? "rtl" : "ltr"}
      className={className}
    >
      {drawing.shapes.map((shape, index) => (
        <Drawn
          // biome-ignore lint/suspicious/noArrayIndexKey: a drawing is made whole and never rearranged.
          key={index}
          shape={shape}
          startOf={(x, width = 0) => (isRightToLeft ? drawing.width - x - width : x)}
          isRightToLeft={isRightToLeft}
        />
      ))}
    </svg>
  );
}

const stageOf = (paint: Paint) => (paint === "unasked" || paint === "late" ? undefined : paint);
const classOf = (paint: Paint) => (stageOf(paint) ? "" : ` chart-${paint}`);
const symbolOf = (paint: Paint) =>
  paint === "late" ? "#overlay-due" : `#stage-${paint === "unasked" ? "raised" : paint}`;

function Drawn({
  shape,
  startOf,
  isRightToLeft,
}: {
  shape: Shape;
  startOf: (x: number, width?: number) => number;
  isRightToLeft: boolean;
}) {
  switch (shape.kind) {
    case "box":
      return (
        <rect
          x={startOf(shape.x, shape.width)}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          rx="2"
          data-stage={stageOf(shape.paint)}
          className={`stage-piece${classOf(shape.paint)}`}
        />
      );
    case "mark":
      return (
        <g
          data-stage={shape.isOutside ? undefined : stageOf(shape.paint)}
          className={`chart-mark${shape.isOutside ? " chart-outside" : classOf(shape.paint)}`}
        >
          <use
            href={symbolOf(shape.paint)}
            x={startOf(shape.x, shape.size)}
            y={shape.y}
            width={shape.size}
            height={shape.size}
          />
        </g>
      );
    case "rule":
      return (
        <path
          d={`M${startOf(shape.x)} ${shape.y}${shape.upright ? `v${shape.length}` : `h${isRightToLeft ? -shape.length : shape.length}`}`}
          className="fill-none stroke-line-strong"
        />
      );
    case "text": {
      const { ink } = shape;
      const isPlain = ink === "ink" || ink === "muted";
      return (
        <text
          x={startOf(shape.x)}
          y={shape.y}
          fontSize={shape.size}
          fontWeight={shape.bold ? 600 : undefined}
          textAnchor={shape.at}
          data-stage={isPlain ? undefined : stageOf(ink)}
          className={
            ink === "ink"
              ? "fill-ink"
              : ink === "muted"
                ? "fill-ink-muted"
                : `chart-figure${classOf(ink)}`
          }
        >
          {shape.text}
        </text>
      );
    }
  }
}
