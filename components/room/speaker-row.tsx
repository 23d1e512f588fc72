"use client";

import { useTranslations } from "next-intl";
import { type DragEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { CircleX } from "@/components/ui/icons";
import { useFormats } from "@/lib/i18n/formats";
import { awaited, promisedCases, type Speaker } from "@/lib/room/room";
import { StepForm, useDesk } from "./desk-context";
import { HeardLine } from "./heard-line";
import { HeardPanel } from "./heard-panel";
import { LineMenu } from "./line-menu";
import { PromiseLines } from "./promise-lines";
import { UnclearLine, UnknownNames } from "./unclear-line";

/** One line of the speakers list. With a control of it in focus: H heard, C cut, U takes back, Alt with arrows moves. */
export function SpeakerRow({
  speaker,
  place,
  isNext,
  before,
  again,
  isLast,
}: {
  speaker: Speaker;
  /** Counted from 1. */
  place: number;
  isNext: boolean;
  /** The line before it. */
  before: string | undefined;
  /** The earlier line on which the same State stands, counted from 1. */
  again: number | null;
  isLast: boolean;
}) {
  const t = useTranslations("room");
  const formats = useFormats();
  const desk = useDesk();
  const row = useRef<HTMLLIElement>(null);
  const { id, state, kind, spokeAt, cutAt } = speaker;
  const name = state?.name ?? speaker.written;
  const time = (at: string) => formats.time(new Date(at), desk.zone);

  const press = (step: string) => {
    const form = row.current?.querySelector<HTMLFormElement>(
      `form[data-step="${step}"], [data-step="${step}"] form`,
    );
    form?.requestSubmit();
    return form !== null && form !== undefined;
  };
  // What was pressed is gone with what it did: the focus stays on the line.
  const isPressed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of where the line stands.
  useEffect(() => {
    if (isPressed.current && document.activeElement === document.body) {
      row.current?.querySelector<HTMLElement>("[data-main]")?.focus();
    }
    isPressed.current = false;
  }, [spokeAt, cutAt, kind]);
  /** A line that is dropped on this one takes its place: before it from below, behind it from above. */
  const onDrop = (event: DragEvent<HTMLElement>) => {
    const moved = event.dataTransfer.getData("text/x-plenary-line");
    const from = document.getElementById(`line-${moved}`);
    if (!from || moved === id || !row.current) {
      return;
    }
    event.preventDefault();
    const isBelow =
      (row.current.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const after = isBelow ? before : id;
    desk.take({
      sessionId: desk.sessionId,
      kind: "move",
      id: moved,
      to: "after",
      ...(after && { after }),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = event.target as HTMLElement;
    if (
      at.closest("input, textarea, select, [contenteditable]") ||
      event.ctrlKey ||
      event.metaKey
    ) {
      return;
    }
    const isArrow = event.key === "ArrowUp" || event.key === "ArrowDown";
    if (isArrow && event.altKey) {
      if (desk.mayWrite) {
        event.preventDefault();
        const to = event.key === "ArrowUp" ? "up" : "down";
        desk.take({ sessionId: desk.sessionId, kind: "move", id, to });
      }
    } else if (isArrow && !event.shiftKey) {
      const next =
        event.key === "ArrowUp"
          ? row.current?.previousElementSibling
          : row.current?.nextElementSibling;
      const control = next?.querySelector<HTMLElement>("[data-main]");
      if (control) {
        event.preventDefault();
        control.focus();
      }
    } else if (!event.altKey && desk.mayWrite) {
      const step = { h: "hear", c: cutAt ? "uncut" : "cut", u: "undo" }[event.key.toLowerCase()];
      if (step && press(step)) {
        event.preventDefault();
      }
    }
  };

  const title = (
    <>
      <h3 className="text-ui font-semibold">
        <bdi data-written="">{name}</bdi>
      </h3>
      {isNext && <Badge tone="accent">{t("next")}</Badge>}
      {speaker.members.length > 0 && kind === "state" && <Badge>{t("joint")}</Badge>}
      {kind === "other" && <Badge>{t("notAState")}</Badge>}
    </>
  );
  const about = (
    <>
      {/* The State under review speaks first and last: that it stands twice is as it should be. */}
      {again !== null && !speaker.isUnderReview && (
        <p className="text-meta text-caution">{t("again", { place: again })}</p>
      )}
      {speaker.isUnderReview && <p className="text-meta text-caution">{t("underReview")}</p>}
      <JointWords speaker={speaker} />
    </>
  );
  const menu = desk.mayWrite && (
    <LineMenu speaker={speaker} name={name} isFirst={before === undefined} isLast={isLast} />
  );
  const unsent = desk.unsent.has(id) && (
    <p className="text-meta font-semibold text-caution">{t("unsent.here")}</p>
  );
  return (
    // The keys belong to the controls in it; the line itself takes no focus.
    <li
      ref={row}
      id={`line-${id}`}
      data-next={isNext ? "" : undefined}
      onKeyDown={onKeyDown}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onSubmitCapture={() => {
        isPressed.current = true;
      }}
      className={classes(
        "flex scroll-mt-16 gap-3 border-t border-line px-4 first:border-t-0",
        spokeAt ? "py-1" : "py-3",
        isNext && "bg-accent-soft",
      )}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is one of three ways; the keys and the menu are the others. */}
      <span
        draggable={desk.mayWrite}
        onDragStart={(event) => {
          event.dataTransfer.setData("text/x-plenary-line", id);
          event.dataTransfer.effectAllowed = "move";
        }}
        title={desk.mayWrite ? t("drag") : undefined}
        className={classes(
          "w-6 shrink-0 text-end tabular-nums text-ink-muted",
          spokeAt ? "pt-3 sm:pt-2" : "pt-px",
          desk.mayWrite && "cursor-grab",
        )}
      >
        {place}
      </span>
      {spokeAt ? (
        <HeardLine speaker={speaker} title={title} note={unsent}>
          <p className="text-meta text-ink-muted">
            {speaker.isMine
              ? t("heardByYou", { time: time(spokeAt) })
              : t("heardBy", { time: time(spokeAt), name: speaker.spokeBy ?? t("somebody") })}
          </p>
          {about}
          <UnknownNames speaker={speaker} mayAsk={false} />
          <HeardPanel speaker={speaker} name={name} menu={menu} />
        </HeardLine>
      ) : (
        <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-4 gap-y-3">
          <div className="flex min-w-0 flex-[1_1_20rem] flex-col gap-2">
            <div>
              <div className="flex flex-wrap items-center gap-x-2 gap-y-1">{title}</div>
              {about}
              {cutAt && (
                <p className="mt-1 flex items-center gap-2 font-semibold">
                  <Icon of={CircleX} size={16} />
                  <span>
                    {t("wasCut", { time: time(cutAt), name: speaker.cutBy ?? t("somebody") })}
                  </span>
                </p>
              )}
            </div>
            {unsent}
            {kind === "state" && (
              <UnknownNames speaker={speaker} mayAsk={desk.mayWrite && cutAt === null} />
            )}
            {kind === "state" && <PromiseLines speaker={speaker} />}
            {kind === "unclear" && desk.mayWrite && <UnclearLine speaker={speaker} />}
          </div>
          {desk.mayWrite && (
            <div className="flex w-full flex-wrap items-end gap-2 sm:w-auto sm:max-w-64 sm:flex-col sm:items-stretch">
              {kind === "state" && !cutAt && <Stamp speaker={speaker} name={name} />}
              {cutAt && (
                <>
                  <StepForm kind="hear" fields={{ id }}>
                    <Button type="submit" size="small" aria-label={t("reachedOf", { state: name })}>
                      {t("reachedAndHeard")}
                    </Button>
                  </StepForm>
                  <div data-step="uncut">
                    <StepForm kind="uncut" fields={{ id }}>
                      <Button
                        type="submit"
                        size="small"
                        look="quiet"
                        data-main=""
                        aria-label={t("uncutOf", { state: name })}
                      >
                        {t("uncut")}
                      </Button>
                    </StepForm>
                  </div>
                </>
              )}
              {menu}
            </div>
          )}
        </div>
      )}
    </li>
  );
}

function JointWords({ speaker: { members, onBehalfOf, kind } }: { speaker: Speaker }) {
  const t = useTranslations("room");
  const formats = useFormats();
  if (kind !== "state" || (members.length === 0 && !onBehalfOf)) {
    return null;
  }
  return (
    <p className="text-meta text-ink-muted">
      {onBehalfOf && (
        <>
          {t("onBehalfOf")} <bdi data-written="">{onBehalfOf}</bdi>
          {". "}
        </>
      )}
      {members.length > 0
        ? t("members", {
            count: members.length,
            states: formats.list(members.map((member) => member.name)),
          })
        : t("membersUnknown")}
    </p>
  );
}

/** The one press: which cases it records, and that the speaker was not reached. */
function Stamp({ speaker, name }: { speaker: Speaker; name: string }) {
  const t = useTranslations("room");
  const formats = useFormats();
  const { cases } = useDesk();
  const asked = new Set(speaker.promises.map((promise) => promise.case.id));
  const promised = new Set(promisedCases(speaker, cases));
  // What the State at the microphone promised itself stands first.
  const offered = cases
    .filter(({ id }) => asked.has(id))
    .sort((a, b) => Number(promised.has(b.id)) - Number(promised.has(a.id)));
  const promisers = (caseId: string) =>
    awaited(speaker).flatMap((one) => (one.case.id === caseId ? one.state.name : []));
  return (
    <>
      <div data-step="hear" className="flex-1">
        <StepForm kind="hear" fields={{ id: speaker.id }} className="flex flex-col gap-1">
          {offered.length > 0 && (
            <fieldset className="flex flex-wrap gap-x-4">
              <legend className="text-meta text-ink-muted">
                {t(speaker.members.length > 0 ? "onCasesOfEach" : "onCases")}
              </legend>
              {offered.map(({ id, reference }) => (
                <label key={id} className="flex min-h-row items-center gap-2">
                  <input
                    type="checkbox"
                    name="caseIds[]"
                    value={id}
                    defaultChecked={promised.has(id)}
                    className="size-[1.125rem] accent-accent"
                  />
                  <span>
                    <bdi>{reference}</bdi>
                    {!promised.has(id) && promisers(id).length > 0 && (
                      <span className="block text-meta text-ink-muted">
                        {t("promisedBy", { states: formats.list(promisers(id)) })}
                      </span>
                    )}
                  </span>
                </label>
              ))}
            </fieldset>
          )}
          <Button
            type="submit"
            look="primary"
            data-main=""
            aria-label={t("hearOf", { state: name })}
            aria-keyshortcuts="H"
            className="min-h-13 w-full sm:min-h-control"
          >
            {t("hear")}
          </Button>
        </StepForm>
      </div>
      <div data-step="cut">
        <StepForm kind="cut" fields={{ id: speaker.id }}>
          <Button
            type="submit"
            aria-label={t("cutOf", { state: name })}
            aria-keyshortcuts="C"
            className="min-h-13 w-full sm:min-h-control"
          >
            {t("cut")}
          </Button>
        </StepForm>
      </div>
    </>
  );
}
