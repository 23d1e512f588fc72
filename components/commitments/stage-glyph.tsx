import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import type { Overlay } from "@/lib/commitments/commitment";
import { dueShape, type GlyphPiece, stageShapes } from "@/lib/commitments/stage-shapes";

/** The eight stages, in the order of progress. `raised` is only ever shown: an intervention sets it. */
export const stages = [
  "not_approached",
  "planned",
  "asked",
  "considering",
  "agreed",
  "raised",
  "declined",
  "no_answer",
] as const;

export type Stage = (typeof stages)[number];

/** What a tile adds to its stage, at most one: folded corner, lock, triangle. */
export type StageOverlay = Overlay;

function symbol(id: string, children: ReactNode, viewBox = "0 0 20 20") {
  return (
    <symbol key={id} id={id} viewBox={viewBox}>
      {children}
    </symbol>
  );
}

function piece({ tag: Tag, attributes, as }: GlyphPiece, index: number) {
  const { "stroke-dasharray": strokeDasharray, ...shape } = attributes;
  return (
    <Tag
      key={index}
      {...shape}
      {...(strokeDasharray && { strokeDasharray })}
      {...(as && { className: `glyph-${as}` })}
    />
  );
}

/** The drawings, once per page (in the root layout); every glyph refers to them. */
export function StageSprite() {
  return (
    <svg aria-hidden="true" className="absolute size-0" focusable="false">
      {stages.map((stage) => symbol(`stage-${stage}`, stageShapes[stage].map(piece)))}
      {symbol("overlay-writing", <path d="M0 0h11v11Z" />, "0 0 11 11")}
      {symbol(
        "overlay-restricted",
        <path d="M3.5 5V4a2 2 0 0 1 4 0v1H8v4H3V5Zm1 0h2V4a1 1 0 0 0-2 0Z" fillRule="evenodd" />,
        "0 0 11 11",
      )}
      {symbol("overlay-due", <path d={dueShape} />, "0 0 11 11")}
    </svg>
  );
}

/** The bare glyph of a stage in the current colour. Silent: its name stands beside it or in the cell. */
export function StageGlyph({ stage, className }: { stage: Stage; className?: string }) {
  return (
    <svg className={classes("glyph", className)} aria-hidden="true">
      <use href={`#stage-${stage}`} />
    </svg>
  );
}

/** The small mark in the top corner at the end of the line; mirrored from right to left. */
export function StageCorner({ overlay }: { overlay: StageOverlay }) {
  return (
    <svg className="stage-overlay" aria-hidden="true">
      <use href={`#overlay-${overlay === "record" ? "writing" : overlay}`} />
    </svg>
  );
}

/** The words for a stage and its overlay: "Agreed, in writing". */
export function useStageName(): (stage: Stage, overlay?: StageOverlay) => string {
  const t = useTranslations("stages");
  return (stage, overlay) =>
    overlay
      ? t("withOverlay", { stage: t(`label.${stage}`), overlay: t(`overlay.${overlay}`) })
      : t(`label.${stage}`);
}

/** A tile of 28 x 24 with the glyph. `silent` where the stage's name is written beside it. */
export function StageTile({
  stage,
  overlay,
  silent,
}: {
  stage: Stage;
  overlay?: StageOverlay;
  silent?: boolean;
}) {
  const name = useStageName();
  return (
    <span
      data-stage={stage}
      className="stage inline-flex h-6 w-7 shrink-0 items-center justify-center"
    >
      <StageGlyph stage={stage} className="size-[18px]" />
      {overlay && <StageCorner overlay={overlay} />}
      {!silent && <span className="sr-only">{name(stage, overlay)}</span>}
    </span>
  );
}

/** The stage as a chip: glyph and name. */
export function StageChip({ stage, overlay }: { stage: Stage; overlay?: StageOverlay }) {
  const t = useTranslations("stages");
  return (
    <span
      data-stage={stage}
      className="stage inline-flex min-h-6 max-w-full items-center gap-1 ps-1 pe-2 text-start text-meta font-semibold leading-tight"
    >
      <StageGlyph stage={stage} className="size-4" />
      <span
        className={classes("min-w-0 wrap-anywhere", stage === "not_approached" && "text-ink-muted")}
      >
        {t(`label.${stage}`)}
      </span>
      {overlay && (
        <>
          <StageCorner overlay={overlay} />
          <span className="sr-only">, {t(`overlay.${overlay}`)}</span>
        </>
      )}
    </span>
  );
}

/** All signs in the corners of cells; what is on the record has that of writing. */
export const stageCorners = ["writing", "restricted", "due"] as const satisfies StageOverlay[];

/** What each glyph means, with the letter that sets it on the keyboard and stands for it in text. */
export function StageLegend({
  shown = stages,
  letters = true,
  corners = [],
}: {
  shown?: readonly Stage[];
  letters?: boolean;
  /** The signs in the corners that are shown, too. */
  corners?: readonly (typeof stageCorners)[number][];
}) {
  const t = useTranslations("stages");
  return (
    <ul aria-label={t("legend")} className="flex flex-wrap gap-x-4 gap-y-2 text-meta">
      {shown.map((stage) => (
        <li key={stage} className="flex items-center gap-2">
          <StageTile stage={stage} silent />
          <span>{t(`label.${stage}`)}</span>
          {letters && <span className="text-ink-muted">{t(`letter.${stage}`)}</span>}
        </li>
      ))}
      {corners.map((overlay) => (
        <li key={overlay} className="flex items-center gap-2">
          <span className="stage relative inline-flex h-6 w-7 shrink-0" data-stage="agreed">
            <StageCorner overlay={overlay} />
          </span>
          <span>{t(`corner.${overlay}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The space between two pieces of a bar, as a part of its length. */
const barGap = 0.005;

/**
 * How many commitments stand at each stage, as one bar with pieces in proportion. Silent: the numbers
 * stand beside it. Widths are SVG attributes, so that no inline style is needed.
 */
export function StageBar({ counts }: { counts: { stage: Stage; count: number }[] }) {
  const pieces = counts.filter(({ count }) => count > 0);
  const total = pieces.reduce((sum, { count }) => sum + count, 0);
  const before = pieces.map((_, index) =>
    pieces.slice(0, index).reduce((sum, { count }) => sum + count, 0),
  );
  const percent = (count: number) => `${((100 * count) / total).toFixed(2)}%`;
  return (
    <svg aria-hidden="true" className="mirror block h-3 w-full overflow-visible">
      {pieces.map(({ stage, count }, index) => (
        <rect
          key={stage}
          data-stage={stage}
          className="stage-piece"
          x={percent(before[index] ?? 0)}
          y="0.5"
          width={percent(Math.max(count - total * barGap, 0))}
          height="11"
          rx="2"
        />
      ))}
    </svg>
  );
}
