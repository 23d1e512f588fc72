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
  text,
  judged,
}: {
  field: string;
  most: number;
  /** What stands in the field, where that is not the browser's own business. */
  text: string | undefined;
  /** The text of which it is said above the field what is wrong with it: of that one nothing is said twice. */
  judged: string | undefined;
}) {
  const t = useTranslations("common");
  const [typed, setTyped] = useState("");
  useEffect(() => {
    const found = document.getElementById(field);
    if (!(found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement)) {
      return;
    }
    const read = () => setTyped(found.value);
    // A form that was answered sets its fields back, and says so just before.
    const readAfter = () => queueMicrotask(read);
    read();
    found.addEventListener("input", read);
    found.form?.addEventListener("reset", readAfter);
    return () => {
      found.removeEventListener("input", read);
      found.form?.removeEventListener("reset", readAfter);
    };
  }, [field]);
  const now = text ?? typed;
  const over = Math.max(0, now.trim().length - most);
  const isTold = over > 0 && now !== inLines(judged);
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

/** As a field holds its lines: what comes back from the server has them as they are sent. */
const inLines = (text: string | undefined) => text?.replace(/\r\n?/g, "\n");
