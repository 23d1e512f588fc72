"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useToldOfMoves } from "@/components/commitments/use-told-of-moves";
import { watchQueue } from "@/components/waiting/queue";
import type { Corridor, CorridorPlace } from "@/lib/corridor/corridor";
import type { DeviceOwner } from "@/lib/waiting/waiting";
import { MindFirst } from "./mind-first";
import { NoteForm } from "./note-form";
import { PinForm } from "./pin-form";
import { StateChoice } from "./state-choice";
import { endState, goToChoice } from "./steps";
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
  const [search, setSearch] = useState("");
  const stateKey = useSearchParams().get("state");
  const loaded = [...(open ? [open] : []), ...places].find(({ key }) => key === stateKey);
  const chosen = loaded ?? withoutAsks(states.find(({ key }) => key === stateKey));
  const chosenKey = chosen?.key ?? null;
  useEffect(() => watchQueue({ person, place: ofPlace }), [person, ofPlace]);
  const router = useRouter();
  useToldOfMoves(
    (id) =>
      [...(open ? [open] : []), ...places].some(({ asks }) => asks.some((ask) => ask.id === id)),
    () => router.refresh(),
  );
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another State is another page to whoever listens.
  useEffect(() => {
    if (!isFirst.current) {
      window.scrollTo(0, 0);
      heading.current?.focus();
    }
    isFirst.current = false;
  }, [chosenKey]);

  if (!chosen) {
    return (
      <>
        <WaitingNotes />
        <h1 ref={heading} tabIndex={-1} className="mb-4">
          {t("who")}
        </h1>
        <StateChoice {...{ places, pinned, states, listsAll, search }} onSearch={setSearch} />
      </>
    );
  }
  return (
    <>
      <WaitingNotes />
      <div className="mb-3 flex flex-col gap-3">
        <div className="flex items-start justify-between gap-3">
          <h1 ref={heading} tabIndex={-1}>
            <bdi data-written="">{chosen.name}</bdi>
          </h1>
          <OtherState />
        </div>
        {chosen.asks.length === 0 && (
          <p className="text-ink-muted">{t(loaded ? "noAsks" : "notLoaded")}</p>
        )}
        <MindFirst cautions={chosen.cautions} />
        <PinForm stateKey={chosen.key} isPinned={pinned.includes(chosen.key)} />
      </div>
      <NoteForm
        key={`${chosen.key} ${loaded !== undefined}`}
        place={chosen}
        cases={loaded ? cases : []}
        occasion={occasion}
        owner={ofPlace}
        timeZone={timeZone}
        onKept={() => {
          setSearch("");
          endState(chosen.key);
        }}
      />
    </>
  );
}

/** What the page does not know of a State: its name is enough to note words for it without a network. */
const withoutAsks = (state: { key: string; name: string } | undefined): CorridorPlace | null =>
  state ? { ...state, asks: [], cautions: [], notAbout: [] } : null;

/** Back to the choice; without scripts an ordinary link. */
function OtherState() {
  const t = useTranslations("corridor");
  return (
    <Link
      href={"/corridor" as Route}
      prefetch={false}
      onClick={(event) => {
        event.preventDefault();
        goToChoice();
      }}
      className="link flex min-h-11 shrink-0 items-center text-meta"
    >
      {t("otherState")}
    </Link>
  );
}
