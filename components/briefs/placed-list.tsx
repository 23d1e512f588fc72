"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

/** Something in its place, which can be moved and left out. */
export interface PlacedItem {
  id: string;
  label: string;
  /** How long it is. */
  about?: ReactNode;
  /** Undefined where nothing of the list can be left out. */
  isOut?: boolean;
  /** It can't be left out, as others can. */
  isAlways?: boolean;
  /** What is written there. */
  children?: ReactNode;
}

/**
 * Parts of a paper, or points of a speech, in their order. With scripts they are moved by their buttons, which tell the form
 * around them; without, by the number of their place.
 */
export function PlacedList({
  of: items,
  name,
  title,
  hint,
}: {
  of: readonly PlacedItem[];
  /** What its fields begin with. */
  name: "part" | "point" | "case";
  title: string;
  hint: ReactNode;
}) {
  const t = useTranslations("briefs.parts");
  const ids = items.map(({ id }) => id);
  const [moved, setMoved] = useState(ids);
  // Where others came or went, the places are those that the server gave them.
  const isSame = moved.length === ids.length && moved.every((id) => ids.includes(id));
  const order = isSame ? moved : ids;
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const isMoving = useRef(false);
  useEffect(() => {
    if (isMoving.current) {
      isMoving.current = false;
      list.current?.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  function move({ id, label }: PlacedItem, by: -1 | 1) {
    const from = order.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= order.length) {
      return;
    }
    isMoving.current = true;
    setMoved(order.toSpliced(from, 1).toSpliced(to, 0, id));
    setSaid(t("moved", { part: label, at: to + 1, of: order.length }));
  }
  const inOrder = order.flatMap((id) => items.find((one) => one.id === id) ?? []);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-semibold">{title}</legend>
      <p className="text-meta text-ink-muted">{hint}</p>
      <ol ref={list} className="rounded-control border border-line">
        {inOrder.map((item, at) => {
          const { about, children, id, isAlways, isOut, label } = item;
          return (
            <li key={id} className="border-b border-line px-3 py-2 last:border-b-0">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <input type="hidden" name={`${name}At.${id}`} value={at + 1} />
                <noscript>
                  <input
                    type="number"
                    name={`${name}At.${id}`}
                    min={1}
                    max={99}
                    defaultValue={at + 1}
                    aria-label={t("place", { part: label })}
                    className="control w-16"
                  />
                </noscript>
                <span className="min-w-0 flex-1 basis-32">
                  <bdi className="block font-semibold">{label}</bdi>
                  {about}
                </span>
                {isAlways ? (
                  <span className="text-meta text-ink-muted">{t("always")}</span>
                ) : isOut === undefined ? null : (
                  <label className="flex min-h-control-small items-center gap-2 text-meta">
                    <input
                      type="checkbox"
                      name={`${name}Out.${id}`}
                      value="yes"
                      defaultChecked={isOut}
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
                    onClick={() => move(item, -1)}
                  >
                    <span aria-hidden="true">↑</span>
                  </Button>
                  <Button
                    size="small"
                    look="quiet"
                    aria-label={t("down", { part: label })}
                    aria-disabled={at === order.length - 1 || undefined}
                    onClick={() => move(item, 1)}
                  >
                    <span aria-hidden="true">↓</span>
                  </Button>
                </span>
              </div>
              {children && <div className="mt-2">{children}</div>}
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
