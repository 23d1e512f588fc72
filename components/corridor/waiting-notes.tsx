"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useStageName } from "@/components/commitments/stage-glyph";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { discard, useQueue } from "@/components/waiting/queue";
import type { WaitingNote, WaitingStep } from "@/components/waiting/waiting";
import { settleNote, undoNote } from "./note-queue";
import { useNoteWords } from "./note-words";

/** What waits on this device: for the network, for a sign-in, or for an answer of the person. */
export function WaitingNotes() {
  const t = useTranslations("corridor.waiting");
  const { waiting: all, needsSignIn } = useQueue();
  if (all.length === 0) {
    return null;
  }
  const waiting = all.filter((one): one is WaitingNote => one.kind === "note");
  const asked = waiting.filter((one) => one.question);
  const others = waiting.filter((one) => !one.question);
  const steps = all.filter((one): one is WaitingStep => one.kind === "step");
  const rooms = [...new Set(steps.map(({ step }) => step.sessionId))];
  return (
    <section aria-labelledby="on-device" className="mb-6 flex flex-col gap-3">
      {asked.map((one) => (
        <Question key={one.key} waiting={one} />
      ))}
      <div className="flex flex-col gap-2 rounded-panel bg-sunken p-4 forced-colors:border">
        <h2 id="on-device" className="text-ui">
          {t("title")}
        </h2>
        {needsSignIn && (
          <p>
            {t("signIn")}{" "}
            <Link href={"/sign-in?to=/corridor" as Route} prefetch={false} className="link target">
              {t("signInLink")}
            </Link>
          </p>
        )}
        {others.length > 0 && (
          <ul className="flex flex-col gap-2">
            {others.map((one) => (
              <Waiting key={one.key} waiting={one} />
            ))}
          </ul>
        )}
        {rooms.map((room) => (
          <p key={room}>
            <Link href={`/sessions/${room}/room` as Route} prefetch={false} className="link target">
              {t("steps", {
                count: steps.filter(({ step }) => step.sessionId === room).length,
              })}
            </Link>
          </p>
        ))}
        <p className="text-meta text-ink-muted">{t("text")}</p>
      </div>
    </section>
  );
}

function Waiting({ waiting }: { waiting: WaitingNote }) {
  const t = useTranslations("corridor.waiting");
  const whatOf = useNoteWords();
  const what = `${waiting.stateName}: ${whatOf(waiting.note)}`;
  return (
    <li className="flex items-center gap-2">
      <span className="min-w-0 flex-1">
        <bdi data-written="" className="font-semibold">
          {what}
        </bdi>{" "}
        <span className="text-meta text-ink-muted">
          {waiting.isTakenBack
            ? t("takenBack")
            : waiting.isOfThisPlace
              ? t("network")
              : t("elsewhere")}
        </span>
      </span>
      {!waiting.isTakenBack && (
        <Button
          size="small"
          look="quiet"
          aria-label={t("discardOf", { what })}
          onClick={() => undoNote(waiting)}
        >
          {t("discard")}
        </Button>
      )}
    </li>
  );
}

/** Both values, and the question which is to stand. Nothing is lost meanwhile, nor stored. */
function Question({ waiting }: { waiting: WaitingNote }) {
  const t = useTranslations("corridor");
  const say = useTranslations();
  const whatOf = useNoteWords();
  const stageName = useStageName();
  const { question, note, stateName, key } = waiting;
  if (!question) {
    return null;
  }
  const words = { ...note, answer: "", word: "" };
  const yours = t("meanwhile.yours", { what: whatOf(note) });
  if ("refusal" in question) {
    return (
      <Notice tone="danger" role="alert" title={t("waiting.refused", { state: stateName })}>
        {/* A key of the catalogue, as the server said it. */}
        <p>{say(question.refusal as Parameters<typeof say>[0])}</p>
        <p>{yours}</p>
        <Said said={note.said} />
        <div className="mt-2 flex flex-wrap gap-2">
          {note.said !== "" && note.about !== "none" && (
            <Button size="small" onClick={() => settleNote(waiting, { ...words, about: "none" })}>
              {t("waiting.wordsOnly")}
            </Button>
          )}
          <Button size="small" onClick={() => discard(key)}>
            {t("waiting.discard")}
          </Button>
        </div>
      </Notice>
    );
  }
  const { stage, word, by } = question.standing;
  const keep = note.said === "" ? t("meanwhile.keep") : t("meanwhile.keepWords");
  return (
    <Notice tone="caution" role="alert" title={t("meanwhile.title", { state: stateName })}>
      <p>{t("meanwhile.field", { stage, by: by ?? "none" })}</p>
      <p>{yours}</p>
      <Said said={note.said} />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          size="small"
          aria-label={`${t("meanwhile.useMine")}: ${whatOf(note)}`}
          onClick={() =>
            settleNote(waiting, {
              ...note,
              seenStage: stage,
              seenWord: word === null ? "" : String(word),
            })
          }
        >
          {t("meanwhile.useMine")}
        </Button>
        <Button
          size="small"
          aria-label={`${keep}: ${stageName(stage)}`}
          onClick={() => (note.said === "" ? discard(key) : settleNote(waiting, words))}
        >
          {keep}
        </Button>
      </div>
    </Notice>
  );
}

function Said({ said }: { said: string }) {
  return said === "" ? null : (
    <p dir="auto" data-written="" className="whitespace-pre-line">
      {said}
    </p>
  );
}
