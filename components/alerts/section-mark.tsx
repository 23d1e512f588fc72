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

const glyphs: Record<Exclude<SectionMark, "none">, IconData> = {
  signed: Signature,
  with_change: PlusMinus,
  commented: MessageSquare,
  drafted: Pencil,
  objects: CircleX,
};

/** Grounds of the ramp that the stages of commitments use: it prints in grey in the right order. */
const grounds = { signed: "asked", with_change: "considering", objects: "declined" } as const;

/** What an organisation did in a section: shape, letter and colour, and in words for whoever sees none of them. */
export function MarkTile({
  mark,
  words,
  className,
}: {
  mark: SectionMark;
  /** Said in the place of the tile. */
  words?: string;
  className?: string;
}) {
  const t = useTranslations("signOn.letter");
  if (mark === "none") {
    return (
      <span className={classes("flex items-center justify-center text-ink-muted", className)}>
        <span aria-hidden="true">—</span>
        {words && <span className="sr-only">{words}</span>}
      </span>
    );
  }
  const ground = grounds[mark as keyof typeof grounds];
  return (
    <span
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
      <span aria-hidden="true">{t(mark)}</span>
      {words && <span className="sr-only">{words}</span>}
    </span>
  );
}
