"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { uuidv7 } from "uuidv7";
import {
  addWaiting,
  isSending,
  newly,
  sendWaiting,
  useQueue,
  watchQueue,
  watchSettled,
} from "@/components/waiting/queue";
import type { WaitingStep } from "@/components/waiting/waiting";
import type { Step } from "@/lib/room/input";
import type { Put, Room } from "@/lib/room/room";
import { withStep } from "@/lib/room/shown";
import type { DeviceOwner } from "@/lib/waiting/waiting";
import type { StepAnswer } from "./send-step";
import { useRoomLine } from "./use-room-line";

/** Between two attempts while the network is away, in milliseconds: a room goes on. */
const again = 3_000;
/** How long after a press its refusal is said where it was pressed; later it waits to be read. In milliseconds. */
const atOnce = 10_000;
/** The same step again within this time is the second press of a double one, in milliseconds. */
const double = 1_000;

/**
 * What came of a step: stored, or refused with a key of the catalogue. `isAsked`: it stays on the device with that
 * answer, and is asked about there. `put`: what a pasted list put in.
 */
type Settled = (refused: string | null, isAsked: boolean, put?: Put | null) => void;

/**
 * The room with what was pressed here on top of it. A step is shown at once, kept on the device and sent in its turn;
 * what the network does not take stays there with its minute, also when the page is closed, until it does.
 */
export function useRoom({
  sessionId,
  initial,
  me,
  owner: { person, place },
  onNews,
}: {
  sessionId: string;
  initial: Room;
  /** The name of whoever presses. */
  me: string;
  owner: DeviceOwner;
  /** Told what stood before and what stands now, whenever the server says so. */
  onNews(before: Room, now: Room): void;
}) {
  const [standing, setStanding] = useState(initial);
  const { waiting: all, needsSignIn, isAway } = useQueue();
  /** Pressed, and not on the device yet. */
  const [pressed, setPressed] = useState<readonly WaitingStep[]>([]);
  /** Answered, and on the device for a moment longer. */
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const desk = useRef({
    settled: new Map<string, Settled>(),
    /** Counts the server's answers to our own steps: what was asked for before one is older than it. */
    answers: 0,
    room: initial,
    last: { said: "", at: 0 },
  });
  const tell = useEffectEvent(onNews);

  function stand(room: Room) {
    tell(desk.current.room, room);
    desk.current.room = room;
    setStanding(room);
  }

  const hearAnswer = useEffectEvent(
    (one: WaitingStep, { refused, put, room }: Partial<StepAnswer>) => {
      const { current } = desk;
      current.answers += 1;
      setAnswered((keys) => new Set([...keys, one.key]));
      if (room) {
        stand(room);
      }
      const settled = current.settled.get(one.key);
      current.settled.delete(one.key);
      const isSaidAtOnce = settled !== undefined && Date.now() - one.keptAt < atOnce;
      settled?.(refused ?? null, !isSaidAtOnce, put ?? null);
      return typeof refused === "string" && isSaidAtOnce;
    },
  );
  useEffect(
    () =>
      watchSettled((one, answer) => {
        if (one.kind !== "step" || one.step.sessionId !== sessionId) {
          return false;
        }
        const isAnswered = answer.kind === "done" || answer.kind === "asks";
        return hearAnswer(one, isAnswered ? ((answer.result ?? {}) as StepAnswer) : {});
      }),
    [sessionId],
  );
  useEffect(() => watchQueue({ person, place }, again), [person, place]);

  const onDevice = all.filter(
    (one): one is WaitingStep =>
      one.kind === "step" && one.isOfThisPlace && one.step.sessionId === sessionId,
  );
  const known = new Set(onDevice.map(({ key }) => key));
  const waiting = [
    ...onDevice.filter(({ key, question }) => question === null && !answered.has(key)),
    ...pressed.filter(({ key }) => !known.has(key) && !answered.has(key)),
  ];

  // Another page of this browser has sent it: nothing more is to be said here.
  const open = [...known, ...pressed.map(({ key }) => key)].join();
  useEffect(() => {
    for (const [key, settled] of desk.current.settled) {
      if (!open.includes(key)) {
        desk.current.settled.delete(key);
        settled(null, false);
      }
    }
  }, [open]);

  useRoomLine(sessionId, async () => {
    const asked = desk.current.answers;
    const response = await fetch(`/sessions/${sessionId}/room/rows`).catch(() => "away" as const);
    if (response !== "away" && response.ok) {
      const room: Room = await response.json();
      if (desk.current.answers === asked && !isSending()) {
        stand(room);
      }
    }
    return response === "away" || response.status !== 401;
  });

  const room = waiting.reduce(
    (shown, { step, keptAt }) => withStep(shown, { step, at: keptAt }, me),
    standing,
  );
  return {
    room,
    waiting,
    /** What waits for an answer of the person. */
    asked: onDevice.filter(({ question }) => question !== null),
    /** Why what waits is not on its way. */
    trouble:
      waiting.length === 0
        ? null
        : needsSignIn
          ? ("signed-out" as const)
          : isAway
            ? ("away" as const)
            : null,
    take(step: Step, settled: Settled = () => undefined) {
      const now = { said: JSON.stringify(step), at: Date.now() };
      const { last } = desk.current;
      desk.current.last = now;
      if (last.said === now.said && now.at - last.at < double) {
        return;
      }
      const line = room.speakers.find((one) => "id" in step && one.id === step.id);
      const one = newly<"step">({
        kind: "step",
        key: uuidv7(),
        keptAt: now.at,
        step,
        name: line?.state?.name ?? line?.written ?? "",
        stamps: step.kind === "hear" && line !== undefined && line.spokeAt === null,
      });
      desk.current.settled.set(one.key, settled);
      setPressed((list) => [...list, one]);
      const isThere = () => setPressed((list) => list.filter(({ key }) => key !== one.key));
      addWaiting<"step">(one, { orInMemory: true }).then(isThere, isThere);
    },
    tryAgain: sendWaiting,
  };
}
