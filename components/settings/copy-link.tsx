"use client";

import { useEffect, useId, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Check, Copy } from "@/components/ui/icons";

/** A link to be passed on: selectable everywhere, with a button to copy it where scripts run. */
export function CopyLink({
  label,
  link,
  copy,
  copied,
}: {
  label: string;
  link: string;
  copy: string;
  copied: string;
}) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  // Without scripts the button could not do anything.
  const [canCopy, setCanCopy] = useState(false);
  useEffect(() => setCanCopy("clipboard" in navigator), []);
  return (
    <div className="mt-2 flex flex-wrap items-end gap-2">
      <span className="min-w-0 flex-1">
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        <input
          id={id}
          readOnly
          value={link}
          dir="ltr"
          className="control"
          onFocus={(event) => event.currentTarget.select()}
        />
      </span>
      {canCopy && (
        <Button
          icon={isCopied ? Check : Copy}
          onClick={async () => {
            await navigator.clipboard.writeText(link);
            setCopied(true);
            announce(copied);
          }}
        >
          {isCopied ? copied : copy}
        </Button>
      )}
    </div>
  );
}
