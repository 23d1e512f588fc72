"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, use, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { foldText } from "@/components/ui/fold-text";
import { usePlaceBeside } from "@/components/ui/use-place-beside";
import { idsOf, mentionsIn } from "@/lib/alert-talk/mentions";
import type { Mentionable, Mentions } from "@/lib/alerts/desk";
import { writeList } from "@/lib/i18n/format";
import { DraftsContext } from "./drafts";

const shown = 6;
/** The sign before the caret, also that of a wide keyboard, and what stands behind it. */
const lastSign = /[@\uff20]([^@\uff20\n]{0,40})$/;

export const nameOf = ({ name, organisation }: { name: string | null; organisation: string }) =>
  name || organisation;

/**
 * A box for a comment. "@" opens a list of those who may be spoken to; the arrow keys choose, Enter takes, Escape closes
 * the list first and the box second.
 */
export function CommentBox({
  label,
  submit,
  mentionable,
  isBusy,
  isClosed,
  autoFocus,
  onSubmit,
  onCancel,
}: {
  label: string;
  submit: string;
  mentionable: readonly Mentionable[];
  isBusy: boolean;
  /** Nothing can be sent any more; what was written stays to be copied. */
  isClosed?: boolean;
  autoFocus?: boolean;
  onSubmit: (body: string, to: Mentions) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("alerts.desk.talk");
  const common = useTranslations("common");
  const locale = useLocale();
  const id = useId();
  const [body, setBody] = useState("");
  // Only to tell apart those who have one name: whom the words speak to is read from the words.
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [caret, setCaret] = useState<number | null>(null);
  const drafts = use(DraftsContext);
  useEffect(() => {
    drafts?.keep(id, body);
    return () => drafts?.keep(id, "");
  }, [drafts, id, body]);
  const found =
    wanted === null
      ? []
      : mentionable
          .filter((one) =>
            foldText(`${one.name ?? ""} ${one.organisation}`).includes(foldText(wanted)),
          )
          .slice(0, shown);
  const isOpen = found.length > 0;
  const box = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  usePlaceBeside(list, box, isOpen);
  useEffect(() => {
    // By the keys alone: nothing else scrolls a list whose focus stays in the box.
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const spoken = mentionsIn(body, mentionable, chosen);
  const take = (one: Mentionable) => {
    const caret = box.current?.selectionStart ?? body.length;
    const start = body.slice(0, caret).search(lastSign);
    const before = `${body.slice(0, Math.max(start, 0))}@${nameOf(one)} `;
    setBody(`${before}${body.slice(caret)}`);
    setCaret(before.length);
    setChosen((ids) => [...ids.filter((id) => id !== one.id), one.id]);
    setWanted(null);
  };
  useEffect(() => {
    if (caret !== null) {
      box.current?.setSelectionRange(caret, caret);
      setCaret(null);
    }
  }, [caret]);
  const send = () => {
    const text = body.trim();
    if (text && !isBusy && !isClosed) {
      onSubmit(text, idsOf(spoken.to));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setAt((at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      send();
    } else if (isOpen && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(found[Math.min(at, found.length - 1)] as Mentionable);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (isOpen) {
        setWanted(null);
      } else {
        onCancel();
      }
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        ref={box}
        id={id}
        dir="auto"
        rows={3}
        maxLength={5_000}
        // What is typed while it is on its way would go with the box.
        readOnly={isClosed || isBusy}
        aria-busy={isBusy}
        // biome-ignore lint/a11y/noAutofocus: the box opens because somebody asked for it.
        autoFocus={autoFocus}
        value={body}
        placeholder={label}
        aria-describedby={`${id}-hint`}
        aria-autocomplete="list"
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
        className="control text-ui"
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          setBody(value);
          setAt(0);
          setWanted(lastSign.exec(value.slice(0, selectionStart))?.[1] ?? null);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setWanted(null)}
      />
      {isOpen && (
        <div
          ref={list}
          id={`${id}-list`}
          popover="manual"
          role="listbox"
          aria-label={t("people")}
          className="inset-auto m-0 w-max max-w-[calc(100vw-1rem)] overflow-y-auto rounded-control border border-line-strong bg-surface p-1 text-meta text-ink shadow-overlay"
        >
          {found.map((one, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's.
            <div
              key={one.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // The box keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(one)}
              className="cursor-pointer rounded-cell px-2 py-1 aria-selected:bg-accent-soft aria-selected:text-accent"
            >
              <bdi>{nameOf(one)}</bdi>{" "}
              <span className="text-meta text-ink-muted">
                {one.name ? <bdi>{one.organisation}</bdi> : t("organisation")}
              </span>
            </div>
          ))}
        </div>
      )}
      <p id={`${id}-hint`} className="text-meta text-ink-muted">
        {t(isClosed ? "closed" : "hint")}
      </p>
      {!isClosed && (
        <div role="status" className="text-meta wrap-anywhere empty:hidden">
          {spoken.to.length > 0 && (
            <p>{t("tells", { names: writeList(spoken.to.map(nameOf), locale) })}</p>
          )}
          {!isOpen &&
            spoken.unclear.map(({ words, why }) => (
              <p key={words} className="text-caution">
                {t(`unclear.${why}`, { words })}
              </p>
            ))}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        {!isClosed && (
          <Button
            size="small"
            look="primary"
            aria-disabled={isBusy || !body.trim() || undefined}
            onClick={send}
          >
            {submit}
          </Button>
        )}
        <Button size="small" onClick={onCancel}>
          {common("cancel")}
        </Button>
      </div>
    </div>
  );
}
