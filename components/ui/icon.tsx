import { createElement } from "react";
import { classes } from "./classes";
import type { IconData } from "./icons";

type IconProps = {
  /** A drawing from `icons.ts`. */
  of: IconData;
  /** 18 beside text, 20 alone. */
  size?: 16 | 18 | 20;
  /** For arrows and chevrons that point along the reading direction: mirrored from right to left. */
  directional?: boolean;
  className?: string;
};

/** An icon beside its text. It says nothing to a screen reader: the text does. */
export function Icon({ of, size = 18, directional, className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classes("shrink-0", directional && "mirror", className)}
    >
      {of.node.map(([name, { key, ...attributes }], index) =>
        createElement(name, { key: String(key ?? index), ...attributes }),
      )}
    </svg>
  );
}
