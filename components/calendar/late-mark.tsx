import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { TriangleAlert } from "@/components/ui/icons";

/** What is past its day and not done: a sign and words that say so, and a colour besides. */
export function LateMark({ children }: { children: ReactNode }) {
  return (
    <span className="font-semibold text-danger">
      <Icon of={TriangleAlert} size={16} className="me-1 inline align-[-0.2em]" />
      {children}
    </span>
  );
}
