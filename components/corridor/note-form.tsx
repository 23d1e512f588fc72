"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type SubmitEvent, startTransition, useEffect, useRef, useState } from "react";
import { wasAnswered } from "@/components/forms/answered";
import { FormKey } from "@/components/forms/form-key";
import { useActionForm } from "@/components/forms/use-action-form";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { notify } from "@/components/ui/notify";
import { TextArea } from "@/components/ui/text-field";
import { canKeep } from "@/components/waiting/store";
import { keepNote } from "@/lib/corridor/actions";
import {
  type Corridor,
  type CorridorPlace,
  corridorAnswers,
  corridorWords,
  faultsOf,
  mostSaid,
  noteFrom,
} from "@/lib/corridor/corridor";
import { dayInZone } from "@/lib/i18n/format";
import { AskChoice } from "./ask-choice";
import { type BegunNote, begunNote, forgetBegun, rememberBegun } from "./begun-notes";
import { addNote, undoNote } from "./note-queue";
import { useNoteWords } from "./note-words";
import { TileRadio } from "./tile-radio";

/**
 * What was said, in two presses and Save. With scripts the note lies on the device before it is sent; without them, or
 * where the device can't keep it, the form goes to the server as it is.
 */
export function NoteForm({
  place,
  cases,
  occasion,
  owner,
  timeZone,
  onKept,
}: {
  place: CorridorPlace;
  cases: Corridor["cases"];
  occasion: Corridor["occasion"];
  /** Whose notes are begun here, as the device tells people apart. */
  owner: string;
  timeZone: string;
  onKept(): void;
}) {
  const [asOpened] = useState(place);
  const t = useTranslations("corridor");
  const say = useTranslations();
  const whatOf = useNoteWords();
  const { sending, isPending, refusal, fault, typed: answered } = useActionForm(keepNote);
  const [begun] = useState(() => begunNote(owner, place.key));
  const typed = (name: string) => answered(name, begun?.[name as keyof BegunNote]);
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Chosen before the scripts had arrived.
    if (ref.current && wasAnswered(ref.current)) {
      rememberBegun(owner, place.key, ref.current);
    }
  }, [owner, place.key]);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const isKeeping = useRef(false);
  const wrong = (field: string) =>
    missing[field] ? say(missing[field] as Parameters<typeof say>[0]) : fault(field);
  const meanwhile = fault("meanwhile");
  const seenStage = typed("seenStage");

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    if (!canKeep() || event.nativeEvent.submitter?.hasAttribute("name")) {
      sending.onSubmit(event);
      forgetBegun(owner, place.key);
      return;
    }
    event.preventDefault();
    const form = event.currentTarget;
    const sent = new FormData(form);
    const note = { ...noteFrom(Object.fromEntries(sent)), on: dayInZone(new Date(), timeZone) };
    const faults = faultsOf(note);
    setMissing(faults);
    const [first] = Object.keys(faults);
    if (first) {
      form
        .querySelector<HTMLElement>(`[data-field="${first}"]`)
        ?.querySelector<HTMLElement>("input:not([type=hidden]), textarea")
        ?.focus();
      announce(say(faults[first] as Parameters<typeof say>[0]), "assertive");
      return;
    }
    if (isKeeping.current) {
      return;
    }
    isKeeping.current = true;
    forgetBegun(owner, place.key);
    addNote(note, place.name).then(
      (key) => {
        notify({
          message: t("onDevice", { state: place.name, what: whatOf(note) }),
          undo: () => {
            undoNote({ key, note, stateName: place.name }).then((outcome) =>
              notify({
                message: t(
                  outcome === "later" ? "undoLater" : outcome === "stands" ? "stands" : "undone",
                ),
              }),
            );
          },
        });
        onKept();
      },
      // The device can't keep it: full, or a private window.
      () => startTransition(() => sending.action(sent)),
    );
  };

  return (
    <form
      {...sending}
      ref={ref}
      onSubmit={onSubmit}
      onChange={(event) => rememberBegun(owner, place.key, event.currentTarget)}
      noValidate
      className="group/note flex flex-col gap-4 **:scroll-mb-36"
    >
      {refusal && <Notice tone="danger" role="alert" title={refusal} />}
      {meanwhile && (
        <Notice tone="caution" role="alert" title={t("meanwhile.title", { state: place.name })}>
          <p>{meanwhile}</p>
          <p>
            {t("meanwhile.yours", {
              what: whatOf({ answer: typed("answer") ?? "", word: typed("word") ?? "" }),
            })}
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button type="submit" size="small" name="stand" value="mine">
              {t("meanwhile.useMine")}
            </Button>
            {typed("said") ? (
              <Button type="submit" size="small" name="stand" value="theirs">
                {t("meanwhile.keepWords")}
              </Button>
            ) : (
              <Link
                href={"/corridor" as Route}
                prefetch={false}
                className="link flex min-h-control-small items-center"
              >
                {t("meanwhile.keep")}
              </Link>
            )}
          </div>
        </Notice>
      )}
      <input type="hidden" name="stateKey" value={place.key} />
      <FormKey />
      <div data-field="about">
        <FieldGroup label={t("about")} labelHidden error={wrong("about")}>
          <div className="flex flex-col gap-3">
            <AskChoice
              place={withWhatMayBeSaid(asOpened, place)}
              cases={cases}
              occasion={occasion}
              chosen={typed("about")}
              seen={
                meanwhile && seenStage ? { stage: seenStage, word: typed("seenWord") ?? "" } : null
              }
            />
          </div>
        </FieldGroup>
      </div>
      <div data-field="answer" className="group-has-[[name=about][value=none]:checked]/note:hidden">
        <FieldGroup label={t("answer.legend")} error={wrong("answer")}>
          <div className="grid grid-cols-2 gap-2">
            {corridorAnswers.map((one) => (
              <TileRadio
                key={one}
                name="answer"
                value={one}
                stage={one}
                defaultChecked={typed("answer") === one}
              >
                {t(`answer.${one}`)}
              </TileRadio>
            ))}
          </div>
        </FieldGroup>
      </div>
      <div
        data-field="word"
        className="group-has-[[name=about][value=none]:checked]/note:hidden group-has-[[name=answer][value=asked]:checked]/note:hidden"
      >
        <FieldGroup label={t("word.legend")} error={wrong("word")}>
          <div className="grid grid-cols-3 gap-2">
            {corridorWords.map((one) => (
              <TileRadio
                key={one}
                name="word"
                value={String(one)}
                className="text-center"
                defaultChecked={typed("word") === String(one)}
              >
                {t(`word.${one}`)}
              </TileRadio>
            ))}
          </div>
        </FieldGroup>
      </div>
      <div data-field="said">
        <TextArea
          name="said"
          label={t("said")}
          hint={t("saidHint")}
          rows={2}
          optional
          maxLength={mostSaid}
          error={wrong("said")}
          defaultValue={typed("said")}
        />
      </div>
      <Link
        href={`/states/${place.key}` as Route}
        prefetch={false}
        className="link flex min-h-11 items-center self-start text-meta"
      >
        {t("contacts")}
      </Link>
      <div className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-page pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))]">
        <div className="mx-auto flex max-w-md flex-col gap-1 px-4 text-center">
          <Button
            type="submit"
            look="primary"
            className="min-h-13 text-section"
            aria-disabled={isPending || undefined}
          >
            {t("save")}
          </Button>
          <p className="text-meta text-ink-muted scripts-off:hidden">{t("saveHint")}</p>
        </div>
      </div>
    </form>
  );
}

/**
 * The asks as they stood when the form was opened, so that nothing moves under the thumb and what was changed meanwhile is
 * asked about; what may be said is as it is now.
 */
const withWhatMayBeSaid = (opened: CorridorPlace, now: CorridorPlace): CorridorPlace => ({
  ...opened,
  asks: opened.asks.map((ask) => {
    const { wordingAsked, areWordsSetBack, doNotMention, mayName } = now.asks.find(
      ({ id }) => id === ask.id,
    ) ?? { ...ask, wordingAsked: "", areWordsSetBack: false, mayName: "nothing" };
    return { ...ask, wordingAsked, areWordsSetBack, doNotMention, mayName };
  }),
});
