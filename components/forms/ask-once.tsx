import type { ReactNode } from "react";
import { type ButtonLook, buttonClasses } from "@/components/ui/button";

/** Opens what a step would do, with its own button inside, before anything is done: for what one press must not do. */
export function AskOnce({
  opens,
  name,
  look = "danger",
  children,
}: {
  opens: string;
  /** What it is about, where the words on it are the same as on others. */
  name: string;
  look?: ButtonLook;
  children: ReactNode;
}) {
  return (
    <details suppressHydrationWarning>
      <summary
        aria-label={name}
        className={`${buttonClasses({ look, size: "small" })} cursor-pointer list-none [&::-webkit-details-marker]:hidden`}
      >
        {opens}
      </summary>
      <div className="mt-2 flex max-w-measure flex-col gap-2 rounded-control border border-line bg-sunken p-3">
        {children}
      </div>
    </details>
  );
}
