"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { wasAnswered } from "@/components/forms/answered";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextArea, TextField } from "@/components/ui/text-field";
import { deliveries } from "@/db/reference/words";
import { useFormats } from "@/lib/i18n/formats";
import { mayBeHeard, recordedCases, type Speaker } from "@/lib/room/room";
import { StepForm, useDesk } from "./desk-context";
import { justHeard } from "./just-heard";
import { PromiseLines } from "./promise-lines";

/** What was heard: on which cases, in which words, how it compares with what was promised. */
export function HeardPanel({
  speaker,
  name,
  menu,
}: {
  speaker: Speaker;
  name: string;
  menu: ReactNode;
}) {
  const t = useTranslations("room.heard");
  const formats = useFormats();
  const { mayWrite, cases } = useDesk();
  const raised = new Set(recordedCases(speaker));
  const titles = new Map(
    [...speaker.promises.map((promise) => promise.case), ...cases].map((one) => [one.id, one]),
  );
  const left = mayBeHeard(speaker, cases).filter(({ id }) => !raised.has(id));
  const notes = speaker.heard.flatMap((heard) => heard.notes);
  const others = notes.filter(({ isMine, quote }) => !isMine && quote);
  const told = speaker.promises.filter(
    (promise) => promise.mayChange && promise.stage === "raised",
  );
  const panel = useRef<HTMLDivElement>(null);
  const asksForCase = raised.size === 0;
  // The next thing to say is the case; its words take the focus once it is said.
  useEffect(() => {
    if (asksForCase && justHeard.is(speaker.id)) {
      panel.current?.querySelector("select")?.focus();
    }
  }, [asksForCase, speaker.id]);
  const also = mayWrite && left.length > 0 && (
    <StepForm
      kind="hear"
      fields={{ id: speaker.id }}
      className="mt-2 flex flex-wrap items-end gap-2"
    >
      <SelectField
        name="caseIds[]"
        label={raised.size === 0 ? t("which") : t("also")}
        className="w-64 max-w-full"
        options={left.map(({ id, reference, title }) => ({
          value: id,
          label: `${reference} · ${title}`,
        }))}
      />
      <Button type="submit" aria-label={t("recordOf", { state: name })}>
        {t("record")}
      </Button>
    </StepForm>
  );
  return (
    <div ref={panel} className="mt-2 flex flex-col gap-4 border-s-2 border-done ps-4">
      {raised.size === 0 ? (
        <div>
          <p>{t("noCase")}</p>
          {also}
        </div>
      ) : (
        <p>
          <span className="text-meta text-ink-muted">{t("raised")}</span>{" "}
          {formats.list([...raised].map((id) => titles.get(id)?.reference ?? t("aCase")))}
        </p>
      )}
      {mayWrite && speaker.heard.some(({ mayNote }) => mayNote) && (
        <Words key={`words-${speaker.id}`} speaker={speaker} name={name} />
      )}
      {others.length > 0 && (
        <ul aria-label={t("others")} className="flex flex-col gap-2">
          {others.map((note) => (
            <li key={note.evidenceId}>
              <blockquote dir="auto" data-written="" className="max-w-measure font-serif text-body">
                {note.quote}
              </blockquote>
              <p className="text-meta text-ink-muted">
                {t("notedBy", { name: note.by, grade: note.grade })}
              </p>
            </li>
          ))}
        </ul>
      )}
      {/* What can wait until the meeting has gone on. */}
      <details>
        <summary className="flex min-h-11 cursor-pointer items-center text-meta text-accent sm:min-h-control-small">
          {t(mayWrite ? "rest" : "restToRead")}
          <span className="sr-only">: {name}</span>
        </summary>
        <div className="flex flex-col gap-4 pt-2">
          {raised.size > 0 && also}
          {mayWrite && told.length > 0 && (
            <div className="flex flex-wrap gap-x-4 gap-y-3">
              {told.map((promise) => (
                <Delivery key={promise.commitmentId} promise={promise} speaker={speaker} />
              ))}
            </div>
          )}
          {mayWrite && <Corrections speaker={speaker} name={name} />}
          <div className="flex flex-col gap-2">
            <PromiseLines speaker={speaker} />
          </div>
          {menu}
        </div>
      </details>
    </div>
  );
}

/** The field for the exact words, open as soon as it was heard. What is typed stays until it is stored. */
function Words({ speaker, name }: { speaker: Speaker; name: string }) {
  const t = useTranslations("room.heard");
  const { languages } = useDesk();
  const mine = speaker.heard.flatMap(({ notes }) => notes).find(({ isMine }) => isMine);
  const [typed, setTyped] = useState<string | null>(null);
  const [isUnsent, setUnsent] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (justHeard.take(speaker.id)) {
      area.current?.querySelector("textarea")?.focus();
    }
  }, [speaker.id]);
  const stored = mine?.quote ?? "";
  const isOpen = typed !== null && typed !== stored;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.closest("form")?.requestSubmit();
    }
  };
  return (
    <StepForm
      kind="words"
      fields={{ id: speaker.id }}
      taken={() => setUnsent(true)}
      settled={(isDone) => {
        setUnsent(false);
        if (isDone) {
          setTyped(null);
        } else {
          area.current?.closest("details")?.setAttribute("open", "");
        }
      }}
      className="flex flex-col items-start gap-3"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the field. */}
      <div ref={area} onKeyDown={onKeyDown} className="w-full max-w-measure">
        <TextArea
          name="quote"
          label={t("words")}
          hint={t("wordsHint")}
          rows={3}
          optional
          maxLength={10_000}
          aria-keyshortcuts="Control+Enter"
          value={typed ?? stored}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          name="quoteLanguage"
          label={t("language")}
          className="w-44"
          optional
          placeholder={t("languageUnknown")}
          defaultValue={mine?.quoteLanguage ?? ""}
          options={languages.map((one) => ({ value: one.code, label: one.name }))}
        />
        <Button type="submit" look="primary" aria-label={t("saveOf", { state: name })}>
          {t("save")}
        </Button>
        {(isOpen || isUnsent) && (
          <p
            data-unstored={isUnsent ? undefined : ""}
            className="flex min-h-control items-center text-meta font-semibold text-caution"
          >
            {isUnsent ? t("onItsWay") : t("notSaved")}
          </p>
        )}
      </div>
    </StepForm>
  );
}

function Delivery({
  promise,
  speaker,
}: {
  promise: Speaker["promises"][number];
  speaker: Speaker;
}) {
  const t = useTranslations("room.heard");
  const words = useTranslations("commitments.delivery");
  const field = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    const form = field.current?.form;
    if (form && wasAnswered(form)) {
      form.requestSubmit();
    }
  }, []);
  const who =
    promise.state.code === speaker.state?.code
      ? promise.case.reference
      : `${promise.state.name}, ${promise.case.reference}`;
  return (
    <StepForm
      kind="deliver"
      fields={{ commitmentId: promise.commitmentId }}
      className="flex items-end gap-2"
    >
      <SelectField
        key={promise.delivery ?? "none"}
        ref={field}
        name="delivery"
        label={t("delivery", { who })}
        className="w-60 max-w-full"
        defaultValue={promise.delivery ?? "none"}
        options={[
          { value: "none", label: t("notSaid") },
          ...deliveries.map((value) => ({ value, label: words(value) })),
        ]}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      />
      <span className="hidden scripts-off:inline">
        <Button type="submit" size="small">
          {t("saveDelivery")}
        </Button>
      </span>
    </StepForm>
  );
}

function Corrections({ speaker, name }: { speaker: Speaker; name: string }) {
  const t = useTranslations("room.heard");
  const formats = useFormats();
  const { zone } = useDesk();
  const { id, spokeAt } = speaker;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <StepForm kind="minute" fields={{ id }} className="flex items-end gap-2">
        <TextField
          key={spokeAt}
          name="time"
          type="time"
          label={t("minute")}
          className="w-32"
          defaultValue={spokeAt ? formats.time(new Date(spokeAt), zone) : ""}
        />
        <Button type="submit" aria-label={t("correctOf", { state: name })}>
          {t("correct")}
        </Button>
      </StepForm>
      <div data-step="undo">
        <StepForm kind="undo" fields={{ id }}>
          <Button
            type="submit"
            look="quiet"
            aria-keyshortcuts="U"
            aria-label={t("undoOf", { state: name })}
          >
            {t("undo")}
          </Button>
        </StepForm>
      </div>
    </div>
  );
}
