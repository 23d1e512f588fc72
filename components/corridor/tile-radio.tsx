import type { ReactNode } from "react";
import { StageGlyph } from "@/components/commitments/stage-glyph";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Check } from "@/components/ui/icons";
import type { Stage } from "@/db/reference/words";

/** One answer as large as a thumb. The field lies over all of it and draws the ring; what is chosen has a tick, too. */
export function TileRadio({
  name,
  value,
  stage,
  defaultChecked,
  className,
  children,
}: {
  name: string;
  value: string;
  /** Wears the colours of a stage, with its glyph. */
  stage?: Stage;
  defaultChecked?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <label
      data-stage={stage}
      className={classes(
        "relative flex min-h-13 items-center gap-2 rounded-control font-semibold",
        stage ? "stage px-4" : "bg-surface px-3 py-1",
        className,
      )}
    >
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={defaultChecked}
        className="peer absolute inset-0 cursor-pointer appearance-none rounded-control border border-line-strong checked:border-transparent checked:shadow-[0_0_0_2px_var(--color-page),0_0_0_5px_var(--color-focus)] forced-colors:checked:border-4"
      />
      {stage && <StageGlyph stage={stage} className="size-5 shrink-0" />}
      <span className="min-w-0 flex-1">{children}</span>
      <Icon of={Check} size={16} className="absolute end-1 top-1 hidden peer-checked:block" />
    </label>
  );
}
