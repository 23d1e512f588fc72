"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { useEffect } from "react";
import { ButtonLink } from "@/components/ui/button";

/** A link that one key opens, too, wherever no text is being typed and nothing else takes keys. */
export function ShortcutLink({
  shortcut,
  href,
  ...link
}: ComponentProps<typeof ButtonLink> & { shortcut: string; href: Route }) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as Element | null;
      if (
        event.key.toLowerCase() === shortcut.toLowerCase() &&
        !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) &&
        !(event.repeat || event.isComposing || event.defaultPrevented) &&
        !target?.closest("input, textarea, select, [contenteditable], [role=dialog], [role=grid]")
      ) {
        event.preventDefault();
        router.push(href);
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [shortcut, href, router]);
  return <ButtonLink {...link} href={href} shortcut={shortcut} />;
}
