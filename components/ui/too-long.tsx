"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { classes } from "./classes";

/**
 * Says below a field by how much its text is too long, as it is typed or pasted. Nothing of it is cut: the server says the
 * same where no script does, and gives the text back.
 */
export function TooLong({ field, most }: { field: string; most: number }) {
  const t = useTranslations("common");
  const [over, setOver] = useState(0);
  useEffect(() => {
    const found = document.getElementById(field);
    if (!(found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement)) {
      return;
    }
    const measure = () => setOver(Math.max(0, found.value.trim().length - most));
    measure();
    found.addEventListener("input", measure);
    return () => found.removeEventListener("input", measure);
  });
  return (
    <p
      id={`${field}-length`}
      aria-live="polite"
      className={classes(over > 0 ? "font-semibold text-danger" : "sr-only")}
    >
      {over > 0 && t("tooLong", { over, most })}
    </p>
  );
}
