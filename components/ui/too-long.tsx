"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { classes } from "./classes";

/**
 * Says below a field by how much its text is too long, as it is typed or pasted. Nothing of it is cut: the server says the
 * same where no script does, and gives the text back.
 */
export function TooLong({
  field,
  most,
  error,
}: {
  field: string;
  most: number;
  /** What is said above the field already: it is not said twice, until something else is typed. */
  error?: string | undefined;
}) {
  const t = useTranslations("common");
  const [over, setOver] = useState(0);
  /** What was said above when something was typed last. */
  const [seen, setSeen] = useState<string>();
  useEffect(() => {
    const found = document.getElementById(field);
    if (!(found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement)) {
      return;
    }
    const measure = () => setOver(Math.max(0, found.value.trim().length - most));
    const onInput = () => {
      measure();
      setSeen(error);
    };
    measure();
    found.addEventListener("input", onInput);
    return () => found.removeEventListener("input", onInput);
  });
  const isTold = over > 0 && (!error || seen === error);
  return (
    <p
      id={`${field}-length`}
      aria-live="polite"
      className={classes(isTold ? "font-semibold text-danger" : "sr-only")}
    >
      {isTold && t("tooLong", { over, most })}
    </p>
  );
}
