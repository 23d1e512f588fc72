"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useActionForm } from "@/components/forms/use-action-form";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { notify } from "@/components/ui/notify";
import { Panel } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import { takeStep } from "@/lib/room/actions";
import type { Step } from "@/lib/room/input";
import { awaited, earlierLines, nextSpeaker, type Room, type Speaker } from "@/lib/room/room";
import type { DeviceOwner } from "@/lib/waiting/waiting";
import { useLeaveQuestion } from "../alerts/desk/use-leave-question";
import { AddSpeakers } from "./add-speakers";
import { type Desk, DeskProvider } from "./desk-context";
import { justHeard } from "./just-heard";
import { SpeakerRow } from "./speaker-row";
import { StepQuestion } from "./step-question";
import { useRoom } from "./use-room";

/** The room on the day, open with several colleagues at once. */
export function RoomDesk({
  sessionId,
  room: initial,
  me,
  owner,
  choices,
  languages,
}: {
  sessionId: string;
  room: Room;
  me: string;
  /** Whose it is what this device keeps until it is sent. */
  owner: DeviceOwner;
  choices: Desk["choices"];
  languages: Desk["languages"];
}) {
  const t = useTranslations("room");
  const say = useTranslations();
  const formats = useFormats();
  const form = useActionForm(takeStep);
  const [refused, setRefused] = useState<string | null>(null);
  const [pressed, setPressed] = useState<string | null>(null);
  const { room, waiting, asked, trouble, take, tryAgain } = useRoom({
    sessionId,
    initial,
    me,
    owner,
    onNews(before, now) {
      const news = newsOf(before, now);
      if (news) {
        const time = formats.time(new Date(news.spokeAt ?? news.cutAt ?? 0), now.zone);
        const state = news.state?.name ?? news.written;
        const who = news.spokeBy ?? news.cutBy ?? t("somebody");
        announce(t(news.spokeAt ? "news.heard" : "news.cut", { state, time, name: who }));
      }
    },
  });
  // What the device keeps may be left alone.
  const isOnlyHere = waiting.some(({ isInMemory }) => isInMemory);
  useLeaveQuestion(isOnlyHere, t("unsent.leave"));
  const nameOf = (id: string) => {
    const line = room.speakers.find((one) => one.id === id);
    return line?.state?.name ?? line?.written ?? "";
  };
  const desk: Desk = {
    sessionId,
    post: form.sending.action,
    zone: room.zone,
    cases: room.cases,
    choices,
    languages,
    mayWrite: room.mayWrite,
    pressed,
    typed: form.typed,
    unsent: new Set(trouble ? waiting.flatMap(({ step }) => ("id" in step ? step.id : [])) : []),
    take(step, settled) {
      setRefused(null);
      if (step.kind === "hear") {
        justHeard.put(step.id);
      }
      if (step.kind === "hear" || step.kind === "cut") {
        setPressed(step.id);
      }
      tellOfPress(step);
      take(step, (messageKey, isAsked, put) => {
        if (messageKey && !isAsked) {
          const sentence = say(messageKey as Parameters<typeof say>[0]);
          setRefused(sentence);
          announce(sentence, "assertive");
        }
        if (put) {
          notify({ message: t("add.put", { ...put }) });
        }
        settled?.(messageKey === null);
      });
    },
  };

  function tellOfPress(step: Step) {
    if (step.kind === "hear" && step.ago !== undefined) {
      const line = room.speakers.find(({ id }) => id === step.id);
      if (line && !line.spokeAt) {
        const time = formats.time(new Date(), room.zone);
        notify({
          message: t("pressed.heard", { state: nameOf(step.id), time }),
          undo: () => desk.take({ sessionId, kind: "undo", id: step.id }),
        });
      }
    } else if (step.kind === "cut") {
      notify({
        message: t("pressed.cut", { state: nameOf(step.id) }),
        undo: () => desk.take({ sessionId, kind: "uncut", id: step.id }),
      });
    } else if (step.kind === "move") {
      announce(t("pressed.moved", { state: nameOf(step.id) }));
    }
  }

  const earlier = earlierLines(room.speakers);
  const spoke = room.speakers.filter(({ spokeAt }) => spokeAt).length;
  const cut = room.speakers.filter(({ cutAt }) => cutAt).length;
  const isOpen = (line: Speaker) => !line.spokeAt && !line.cutAt && awaited(line).length > 0;
  // A State that stands on two lines is one.
  const open = new Set(room.speakers.filter(isOpen).map(({ state }) => state?.code));
  const next = nextSpeaker(room.speakers);
  // Of a list that was put in without scripts.
  const put = form.state.status === "done" ? form.state.result.put : null;
  const complaint = refused ?? form.refusal ?? form.fault("form") ?? firstFault(form);
  return (
    <DeskProvider value={desk}>
      <div className="flex flex-col gap-4">
        {complaint && <Notice tone="danger" role="alert" title={complaint} />}
        {put && <Notice role="status" title={t("add.put", { ...put })} />}
        {trouble && (
          <Notice tone="caution" role="status" title={t("unsent.title", { count: waiting.length })}>
            <p>{t(trouble === "away" ? "unsent.away" : "unsent.signedOut")}</p>
            <p>{t(isOnlyHere ? "unsent.inThisWindow" : "unsent.onThisDevice")}</p>
            <div className="mt-2 flex flex-wrap items-center gap-3">
              <Button size="small" onClick={() => tryAgain()}>
                {t("unsent.again")}
              </Button>
              {trouble === "signed-out" && (
                <a href="/sign-in" target="_blank" rel="noopener" className="link target">
                  {t("unsent.signIn")}
                </a>
              )}
            </div>
          </Notice>
        )}
        {asked.map((one) => (
          <StepQuestion key={one.key} waiting={one} zone={room.zone} take={desk.take} />
        ))}
        <Panel
          title={t("list")}
          count={room.speakers.length > 0 ? formats.count(room.speakers.length) : undefined}
          aside={room.speakers.length > 0 && t("summary", { spoke, cut, open: open.size })}
          flush
        >
          {room.speakers.length === 0 ? (
            <EmptyState title={t("empty")}>{room.mayWrite && t("emptyText")}</EmptyState>
          ) : (
            <ol>
              {room.speakers.map((speaker, at) => (
                <SpeakerRow
                  key={speaker.id}
                  speaker={speaker}
                  place={at + 1}
                  isNext={speaker.id === next?.id}
                  again={earlier[at] ?? null}
                  before={room.speakers[at - 1]?.id}
                  isLast={at === room.speakers.length - 1}
                />
              ))}
            </ol>
          )}
        </Panel>
        {room.mayWrite && room.speakers.length > 0 && (
          <p className="text-meta text-ink-muted max-sm:hidden scripts-off:hidden">{t("keys")}</p>
        )}
        {room.mayWrite && (
          <AddSpeakers missing={room.missing} isOpen={room.speakers.length === 0} />
        )}
      </div>
    </DeskProvider>
  );
}

/** Of a form that was sent without scripts, what was wrong with it. */
function firstFault(form: ReturnType<typeof useActionForm>): string | undefined {
  if (form.state.status !== "invalid") {
    return undefined;
  }
  const [field] = Object.keys(form.state.fields);
  return field ? form.fault(field) : undefined;
}

/** The newest line that a colleague stamped between two states of the room. */
function newsOf(before: Room, now: Room) {
  const known = new Map(before.speakers.map((line) => [line.id, line]));
  return now.speakers.findLast((line) => {
    const was = known.get(line.id);
    return (
      was &&
      !line.isMine &&
      ((line.spokeAt !== null && was.spokeAt === null) ||
        (line.cutAt !== null && was.cutAt === null))
    );
  });
}
