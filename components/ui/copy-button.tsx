"use client";

import { useState } from "react";
import { announce } from "./announce";
import { Button } from "./button";
import { Check, Copy } from "./icons";

/** Copies a text. Absent where scripts are off: the text itself stands on the page. */
export function CopyButton({
  text,
  label,
  copied,
  failed,
}: {
  text: string;
  label: string;
  copied: string;
  failed: string;
}) {
  const [outcome, setOutcome] = useState<"none" | "copied" | "failed">("none");
  const shown = outcome === "none" ? label : outcome === "copied" ? copied : failed;
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
      announce(copied);
    } catch {
      setOutcome("failed");
      announce(failed, "assertive");
    }
  }
  return (
    <Button
      icon={outcome === "copied" ? Check : Copy}
      onClick={copy}
      className="scripts-off:hidden"
    >
      {shown}
    </Button>
  );
}
