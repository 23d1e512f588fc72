"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { Speaker } from "@/lib/room/room";
import { StepForm } from "./desk-context";

/** What is rarely done to a line: its place, for whom it speaks, taking it out. */
export function LineMenu({
  speaker,
  name,
  isFirst,
  isLast,
}: {
  speaker: Speaker;
  name: string;
  isFirst: boolean;
  isLast: boolean;
}) {
  const t = useTranslations("room.line");
  const { id, kind, spokeAt, cutAt } = speaker;
  const isOver = spokeAt !== null || cutAt !== null;
  return (
    <details className="w-full">
      <summary className="flex min-h-11 cursor-pointer items-center text-meta text-accent sm:min-h-control-small">
        {t("more")}
        <span className="sr-only">: {name}</span>
      </summary>
      <div className="flex flex-col items-start gap-3 pb-1">
        <div className="flex flex-wrap gap-2">
          {(["up", "down"] as const).map((to) => (
            <StepForm key={to} kind="move" fields={{ id, to }}>
              <Button
                type="submit"
                size="small"
                aria-label={t(`${to}Of`, { state: name })}
                aria-disabled={(to === "up" ? isFirst : isLast) || undefined}
              >
                {t(to)}
              </Button>
            </StepForm>
          ))}
          {!isOver && (
            <StepForm kind="remove" fields={{ id }}>
              <Button
                type="submit"
                size="small"
                look="quiet"
                aria-label={t("removeOf", { state: name })}
              >
                {t("remove")}
              </Button>
            </StepForm>
          )}
        </div>
        {kind === "state" && !isOver && (
          <StepForm kind="joint" fields={{ id }} className="flex w-full flex-col gap-3">
            <TextArea
              name="names"
              label={t("names")}
              hint={t("namesHint")}
              rows={3}
              optional
              defaultValue={speaker.members.map((member) => member.name).join("\n")}
            />
            <TextField
              name="onBehalfOf"
              label={t("onBehalfOf")}
              optional
              maxLength={300}
              defaultValue={speaker.onBehalfOf}
            />
            <Button type="submit" size="small" className="self-start">
              {t("saveJoint")}
            </Button>
          </StepForm>
        )}
      </div>
    </details>
  );
}
