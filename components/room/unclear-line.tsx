"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Speaker } from "@/lib/room/room";
import { StepForm } from "./desk-context";
import { WhichState } from "./which-state";

/** A line that names no single State for certain: what it may mean, to be said and never guessed. */
export function UnclearLine({ speaker }: { speaker: Speaker }) {
  const t = useTranslations("room.unclear");
  const { id, members, offered, isGroup } = speaker;
  if (members.length < 2) {
    return (
      <WhichState
        kind="mean"
        fields={{ id }}
        offered={offered}
        question={t(isGroup ? "group" : "which")}
      />
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-caution">{t("several")}</p>
      <div className="flex flex-wrap gap-2">
        {members.map(({ key, name }) => (
          <StepForm key={key} kind="mean" fields={{ id, as: "together", state: key }}>
            <Button type="submit" size="small">
              {t("together", { state: name })}
            </Button>
          </StepForm>
        ))}
        <StepForm kind="mean" fields={{ id, as: "apart" }}>
          <Button type="submit" size="small">
            {t("apart")}
          </Button>
        </StepForm>
      </div>
    </div>
  );
}

/** The names in a line that nobody knew. Once it was heard or cut, only that they are credited to nobody. */
export function UnknownNames({ speaker, mayAsk }: { speaker: Speaker; mayAsk: boolean }) {
  const t = useTranslations("room.unclear");
  return speaker.unknown.map(({ written, offered }) =>
    mayAsk ? (
      <WhichState
        key={written}
        kind="member"
        fields={{ id: speaker.id, name: written }}
        offered={offered}
        question={t("member", { name: written })}
      />
    ) : (
      <p key={written} className="text-meta text-caution">
        {t("uncredited", { name: written })}
      </p>
    ),
  );
}
