import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";
import { OpenAtAnchor } from "./open-at-anchor";

/**
 * A panel that opens on its heading: the browser's own folding, without scripts. An address that ends in `#anchor`
 * opens it and takes the focus there, since browsers unfold and focus what a fragment leads to.
 */
export function FoldedPanel({
  title,
  anchor,
  children,
}: {
  title: string;
  anchor: string;
  children: ReactNode;
}) {
  return (
    <details suppressHydrationWarning className="group rounded-panel border border-line bg-surface">
      <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-3 px-4">
        <h2>{title}</h2>
        <Icon of={ChevronDown} className="text-ink-muted group-open:rotate-180" />
      </summary>
      <section
        id={anchor}
        aria-label={title}
        tabIndex={-1}
        className="scroll-mt-24 rounded-b-panel border-t border-line p-4"
      >
        {children}
      </section>
      <OpenAtAnchor anchor={anchor} />
    </details>
  );
}
