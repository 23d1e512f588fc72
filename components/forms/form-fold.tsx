"use client";

import type { ReactNode } from "react";
import { useFormParts } from "./action-form";

/** Fields that are rarely needed, folded away; open where one of them was filled in, or came back with a complaint. */
export function FormFold({
  words,
  of: fields,
  isOpen = false,
  children,
}: {
  words: string;
  /** The names of its fields. */
  of: readonly string[];
  /** Whether something stands in them from before. */
  isOpen?: boolean;
  children: ReactNode;
}) {
  const { fault, typed } = useFormParts();
  return (
    <details
      suppressHydrationWarning
      open={isOpen || fields.some((name) => Boolean(fault(name) || typed(name)))}
    >
      <summary className="link target w-fit font-semibold">{words}</summary>
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </details>
  );
}
