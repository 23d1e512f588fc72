"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { watchQueue } from "@/components/waiting/queue";
import type { Corridor, CorridorPlace } from "@/lib/corridor/corridor";
import type { DeviceOwner } from "@/lib/waiting/waiting";
import { MindFirst } from "./mind-first";
import { NoteForm } from "./note-form";
import { PinForm } from "./pin-form";
import { StateChoice } from "./state-choice";
import { WaitingNotes } from "./waiting-notes";

/** State, what they said, how sure, Save. Everything that it needs is in the page, so that it serves without a network. */
export function CorridorDesk({
  corridor: { places, pinned, states, cases, occasion, open },
  owner: { person, place: ofPlace },
  listsAll,
  timeZone,
}: {
  corridor: Corridor & { open: CorridorPlace | null };
  /** Every State in one list, for those who can't type into the search. */
  listsAll: boolean;
  owner: DeviceOwner;
  timeZone: string;
}) {
  const t = useTranslations("corridor");
  const [chosen, setChosen] = useState(open);
  // A link to another State, followed with a network, brings the page anew.
  const [shown, setShown] = useState(open);
  if (shown?.key !== open?.key) {
    setShown(open);
    setChosen(open);
  }
  useEffect(() => watchQueue({ person, place: ofPlace }), [person, ofPlace]);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another State is another page to whoever listens.
  useEffect(() => {
    if (!isFirst.current) {
      window.scrollTo(0, 0);
      heading.current?.focus();
    }
    isFirst.current = false;
  }, [chosen]);

  if (!chosen) {
    return (
      <>
        <WaitingNotes />
        <h1 ref={heading} tabIndex={-1} className="mb-4">
          {t("who")}
        </h1>
        <StateChoice {...{ places, pinned, states, listsAll }} onChoose={setChosen} />
      </>
    );
  }
  const isLoaded = chosen === open || places.some(({ key }) => key === chosen.key);
  return (
    <>
      <WaitingNotes />
      <div className="mb-3 flex flex-col gap-3">
        <div className="flex items-start justify-between gap-3">
          <h1 ref={heading} tabIndex={-1}>
            <bdi data-written="">{chosen.name}</bdi>
          </h1>
          <OtherState onPress={() => setChosen(null)} />
        </div>
        {chosen.asks.length === 0 && (
          <p className="text-ink-muted">{t(isLoaded ? "noAsks" : "notLoaded")}</p>
        )}
        <MindFirst cautions={chosen.cautions} />
        <PinForm stateKey={chosen.key} isPinned={pinned.includes(chosen.key)} />
      </div>
      <NoteForm
        key={chosen.key}
        place={chosen}
        cases={isLoaded ? cases : []}
        occasion={occasion}
        timeZone={timeZone}
        onKept={() => setChosen(null)}
      />
    </>
  );
}

/** Back to the choice; without scripts an ordinary link. */
function OtherState({ onPress }: { onPress(): void }) {
  const t = useTranslations("corridor");
  return (
    <Link
      href={"/corridor" as Route}
      prefetch={false}
      onClick={(event) => {
        event.preventDefault();
        onPress();
      }}
      className="link flex min-h-11 shrink-0 items-center text-meta"
    >
      {t("otherState")}
    </Link>
  );
}
