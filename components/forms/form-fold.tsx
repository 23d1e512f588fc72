"use client";

import type { ReactNode } from "react";
import { useFormParts } from "./action-form";

/** A part of a form that is folded away until it is wanted; it stands open where it holds a fault or something typed. */
export function FormFold({
  of: names,
  title,
  isOpen = false,
  children,
}: {
  /** The fields in it. */
  of: readonly string[];
  title: ReactNode;
  /** Open from the beginning. */
  isOpen?: boolean;
  children: ReactNode;
}) {
  const { fault, typed } = useFormParts();
  const holds = names.some((name) => fault(name) || !["", "0"].includes(typed(name) ?? ""));
  return (
    <details open={isOpen || holds || undefined} suppressHydrationWarning>
      <summary className="link target w-fit font-semibold">{title}</summary>
      <div className="mt-4">{children}</div>
    </details>
  );
}
