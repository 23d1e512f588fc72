"use client";

import { useTranslations } from "next-intl";
import { type DragEvent, type SubmitEvent, useCallback, useEffect, useRef, useState } from "react";
import { Button, buttonClasses } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { FileSpreadsheet } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-field";
import { most } from "@/lib/imports/workbook";

/**
 * A plain form for a file or a pasted block. With scripts a file can be dropped or pasted anywhere on the page, and is
 * sent as soon as it is chosen.
 */
export function BringForm() {
  const t = useTranslations("imports.bring");
  const form = useRef<HTMLFormElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [isReading, setIsReading] = useState(false);
  const [isTooLarge, setIsTooLarge] = useState(false);
  // Not the state: a second press can come before the page is drawn with it.
  const isSending = useRef(false);
  /** What is on its way is not sent a second time, which would break off the first; what is too large, not at all. */
  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    const sent = sizeOf(new FormData(event.currentTarget));
    setIsTooLarge(sent > most.bytes);
    if (isSending.current || sent > most.bytes) {
      event.preventDefault();
      return;
    }
    isSending.current = true;
    setIsReading(true);
  }
  const anew = useCallback(() => {
    isSending.current = false;
    setIsReading(false);
  }, []);
  /** Another file, in the place of what is on its way. */
  const send = useCallback(
    (files?: FileList) => {
      const field = form.current?.elements.namedItem("file");
      if (!(field instanceof HTMLInputElement)) {
        return;
      }
      if (files) {
        field.files = files;
      }
      if (field.files?.length) {
        anew();
        form.current?.requestSubmit();
      }
    },
    [anew],
  );
  useEffect(() => {
    // A file that was chosen before the scripts came is sent as one that is chosen now.
    send();
    const onPaste = (event: ClipboardEvent) => {
      const data = event.clipboardData;
      const isTyping =
        event.target instanceof HTMLElement && event.target.matches("textarea, input");
      if (!data || (isTyping && data.files.length === 0)) {
        return;
      }
      if (data.files.length > 0) {
        event.preventDefault();
        send(data.files);
      } else if (data.getData("text/plain").trim()) {
        event.preventDefault();
        const block = form.current?.elements.namedItem("block") as HTMLTextAreaElement;
        block.value = data.getData("text/plain");
        anew();
        form.current?.requestSubmit();
      }
    };
    // A page that the browser kept comes back as it was left.
    // Whoever stops the browser can press again.
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && anew();
    document.addEventListener("keydown", onKey);
    document.addEventListener("paste", onPaste);
    window.addEventListener("pageshow", anew);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("paste", onPaste);
      window.removeEventListener("pageshow", anew);
    };
  }, [anew, send]);
  const drop = {
    onDragOver(event: DragEvent) {
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      setIsOver(false);
      send(event.dataTransfer.files);
    },
  };
  return (
    <form
      ref={form}
      method="post"
      action="/commitments/import/files"
      encType="multipart/form-data"
      onSubmit={onSubmit}
      className="flex flex-col gap-6"
    >
      {/* Dropping is a second way to what the field within does. */}
      <div
        {...drop}
        className={classes(
          "relative flex flex-col items-center gap-3 rounded-panel border-2 border-dashed px-4 py-10 text-center",
          isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
        )}
      >
        <Icon of={FileSpreadsheet} size={20} className="text-ink-muted" />
        <label htmlFor="import-file" className="font-semibold">
          {t("drop")}
        </label>
        {/* The browser's own button speaks the browser's language: ours stands in its place, and the field only says
            what was chosen where no script sends it at once. */}
        <input
          id="import-file"
          name="file"
          type="file"
          accept=".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby="import-file-hint"
          onChange={() => send()}
          className="peer sr-only noscript:not-sr-only noscript:order-1 noscript:max-w-full noscript:text-ui noscript:file:hidden"
        />
        <label
          htmlFor="import-file"
          aria-hidden="true"
          className={classes(
            buttonClasses(),
            "cursor-pointer peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus",
          )}
        >
          {t("choose")}
        </label>
        <p id="import-file-hint" className="max-w-measure text-meta text-ink-muted">
          {t("dropHint")}
        </p>
      </div>
      <TextArea
        name="block"
        label={t("block")}
        hint={t("blockHint")}
        optional
        rows={6}
        dir="auto"
        className="max-w-none"
      />
      {isTooLarge && <Notice tone="danger" role="alert" title={t("tooLarge")} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" aria-disabled={isReading || undefined}>
          {t("submit")}
        </Button>
        <p role="status" className="text-ink-muted">
          {isReading && t("reading")}
        </p>
      </div>
    </form>
  );
}

/** Of the file, or else of the block, in bytes. */
function sizeOf(sent: FormData): number {
  const [file, block] = [sent.get("file"), sent.get("block")];
  return file instanceof File && file.size > 0
    ? file.size
    : new Blob([typeof block === "string" ? block : ""]).size;
}
