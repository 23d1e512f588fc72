import { classes } from "@/components/ui/classes";

/** A colour of somebody's sheet. Drawn, since a style would be refused; silent, since its use stands beside it. */
export function Swatch({ fill, className }: { fill: string | null; className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={classes("size-6 shrink-0", className)}>
      <rect
        x="0.5"
        y="0.5"
        width="23"
        height="23"
        rx="5"
        fill={fill ?? "#ffffff"}
        className="stroke-line-strong"
      />
    </svg>
  );
}

/** The colour at the edge of a cell, where reading begins. */
export function FillEdge({ fill }: { fill: string | null }) {
  return fill ? (
    <svg
      aria-hidden="true"
      className="h-full w-2 shrink-0"
      preserveAspectRatio="none"
      viewBox="0 0 8 24"
    >
      <rect width="8" height="24" fill={fill} />
    </svg>
  ) : null;
}
