import { classes } from "@/components/ui/classes";

/** The look of a cell that stays in sight while others scroll by, if its column does. In `rem`, since people zoom text. */
export function pinned(places: ReadonlyMap<string, number>, column: string, className: string) {
  const place = places.get(column);
  return place === undefined
    ? { className }
    : {
        className: classes(className, "sticky z-[1] bg-surface"),
        style: { insetInlineStart: `${place / 16}rem` },
      };
}
