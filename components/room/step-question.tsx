"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { discard, sendAgain } from "@/components/waiting/queue";
import type { WaitingStep } from "@/components/waiting/waiting";
import { useFormats } from "@/lib/i18n/formats";
import type { Step } from "@/lib/room/input";

/**
 * What became of a step that waited on the device and was not simply done: it was refused, or a colleague had stamped
 * the line meanwhile. It stays until somebody says what is to be, so that neither a minute nor a word is lost.
 */
export function StepQuestion({
  waiting,
  zone,
  take,
}: {
  waiting: WaitingStep;
  zone: string;
  take(step: Step): void;
}) {
  const t = useTranslations("room.question");
  const say = useTranslations();
  const formats = useFormats();
  const { key, keptAt, step, name, question } = waiting;
  if (!question) {
    return null;
  }
  const pressed = formats.time(new Date(keptAt), zone);
  if ("refusal" in question) {
    const what = t("what", { kind: step.kind, state: name, named: name ? "yes" : "no" });
    return (
      <Notice tone="danger" role="alert" title={t("refused", { what })}>
        {/* A key of the catalogue, as the server said it. */}
        <p>{say(question.refusal as Parameters<typeof say>[0])}</p>
        <p>{t("pressed", { time: pressed })}</p>
        <Typed step={step} />
        <div className="mt-2 flex flex-wrap gap-2">
          <Button
            size="small"
            onClick={() => sendAgain(waiting)}
            aria-label={t("againOf", { what })}
          >
            {t("again")}
          </Button>
          <Button size="small" onClick={() => discard(key)} aria-label={t("discardOf", { what })}>
            {t("discard")}
          </Button>
        </div>
      </Notice>
    );
  }
  const { at, by } = question.met;
  const stands = formats.time(new Date(at), zone);
  const setMine = () => {
    if (step.kind === "hear") {
      take({ sessionId: step.sessionId, kind: "minute", id: step.id, time: pressed });
    }
    void discard(key);
  };
  return (
    <Notice tone="caution" role="alert" title={t("met.title", { state: name })}>
      <p>{t("met.text", { time: stands, name: by ?? t("met.somebody"), pressed })}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" onClick={setMine}>
          {t("met.mine", { time: pressed })}
        </Button>
        <Button size="small" onClick={() => discard(key)}>
          {t("met.theirs", { time: stands })}
        </Button>
      </div>
    </Notice>
  );
}

/** What was typed with it, so that it can be read and copied. */
function Typed({ step }: { step: Step }) {
  const typed =
    step.kind === "words"
      ? step.quote
      : step.kind === "add"
        ? step.text
        : step.kind === "joint"
          ? step.names
          : "";
  return typed === "" ? null : (
    <p dir="auto" data-written="" className="whitespace-pre-line">
      {typed}
    </p>
  );
}
