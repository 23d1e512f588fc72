import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import {
  CircleX,
  type IconData,
  MessageSquare,
  Pencil,
  PlusMinus,
  Signature,
} from "@/components/ui/icons";
import type { SectionMark } from "@/lib/alerts/alert";

const glyphs: Record<SectionMark, IconData> = {
  signed: Signature,
  with_change: PlusMinus,
  commented: MessageSquare,
  drafted: Pencil,
  objects: CircleX,
};

/** Grounds of the ramp that the stages of commitments use: it prints in grey in the right order. */
const grounds = { signed: "asked", with_change: "considering", objects: "declined" } as const;

/** All that an organisation did in a section, side by side; in words for whoever sees none of it. */
export function MarkTiles({
  marks,
  words,
  className,
}: {
  marks: readonly SectionMark[];
  /** Said in the place of the tiles. */
  words: string;
  className: string;
}) {
  return (
    <span className={classes("flex gap-0.5", className)}>
      {marks.map((mark) => (
        <MarkTile key={mark} mark={mark} className="grow" />
      ))}
      {marks.length === 0 && (
        <span aria-hidden="true" className="flex grow items-center justify-center text-ink-muted">
          —
        </span>
      )}
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** One thing that an organisation did: shape, letter and colour. */
export function MarkTile({ mark, className }: { mark: SectionMark; className?: string }) {
  const t = useTranslations("signOn.letter");
  const ground = grounds[mark as keyof typeof grounds];
  return (
    <span
      aria-hidden="true"
      data-stage={ground}
      className={classes(
        "flex items-center justify-center gap-1.5 text-meta font-semibold",
        ground && "stage",
        mark === "commented" && "rounded-cell border border-accent bg-surface text-accent",
        mark === "drafted" && "rounded-cell border border-dashed border-line-strong text-ink-muted",
        className,
      )}
    >
      <Icon of={glyphs[mark]} size={16} />
      {t(mark)}
    </span>
  );
}
