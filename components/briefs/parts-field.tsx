"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { BriefPart } from "@/db/reference/words";
import { isAlwaysTold } from "@/lib/briefs/written/brief";
import type { SeenPart } from "@/lib/briefs/written/preview";

/**
 * The parts of a brief in their order. With scripts they are moved by their buttons, which tell the form around them;
 * without, by the number of their place.
 */
export function PartsField({
  parts,
  turns,
  isSigns,
}: {
  parts: readonly SeenPart[];
  /** In which of them the second page begins. */
  turns: BriefPart | null;
  /** Signs are counted, as in Chinese. */
  isSigns: boolean;
}) {
  const t = useTranslations("briefs.parts");
  const name = useTranslations("briefs.parts.one");
  const [order, setOrder] = useState(() => parts.map(({ part }) => part));
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) {
      moved.current = false;
      list.current?.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  function move(part: BriefPart, by: -1 | 1) {
    const from = order.indexOf(part);
    const to = from + by;
    if (to < 0 || to >= order.length) {
      return;
    }
    moved.current = true;
    setOrder(order.toSpliced(from, 1).toSpliced(to, 0, part));
    setSaid(t("moved", { part: name(part), at: to + 1, of: order.length }));
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-semibold">{t("title")}</legend>
      <p className="text-meta text-ink-muted">{t("hint")}</p>
      <ol ref={list} className="rounded-control border border-line">
        {order.map((part, at) => {
          const seen = parts.find((one) => one.part === part);
          const label = name(part);
          return (
            <li
              key={part}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0"
            >
              <input type="hidden" name={`partAt.${part}`} value={at + 1} />
              <noscript>
                <input
                  type="number"
                  name={`partAt.${part}`}
                  min={1}
                  max={99}
                  defaultValue={at + 1}
                  aria-label={t("place", { part: label })}
                  className="control w-16"
                />
              </noscript>
              <span className="min-w-0 flex-1 basis-32">
                <span className="block font-semibold">{label}</span>
                <span className="text-meta text-ink-muted">
                  {seen?.isOut
                    ? t("out")
                    : t(isSigns ? "wordsSigns" : "words", { count: seen?.words ?? 0 })}
                </span>
                {turns === part && (
                  <span className="block">
                    <Badge tone="neutral">{t("secondPage")}</Badge>
                  </span>
                )}
              </span>
              {isAlwaysTold(part) ? (
                <span className="text-meta text-ink-muted">{t("always")}</span>
              ) : (
                <label className="flex min-h-control-small items-center gap-2 text-meta">
                  <input
                    type="checkbox"
                    name={`partOut.${part}`}
                    value="yes"
                    defaultChecked={seen?.isOut ?? false}
                    aria-label={t("leaveOut", { part: label })}
                    className="size-[1.125rem] shrink-0 accent-accent"
                  />
                  {t("out")}
                </label>
              )}
              <span className="flex gap-1 scripts-off:hidden">
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t("up", { part: label })}
                  aria-disabled={at === 0 || undefined}
                  onClick={() => move(part, -1)}
                >
                  <span aria-hidden="true">↑</span>
                </Button>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t("down", { part: label })}
                  aria-disabled={at === order.length - 1 || undefined}
                  onClick={() => move(part, 1)}
                >
                  <span aria-hidden="true">↓</span>
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </fieldset>
  );
}
