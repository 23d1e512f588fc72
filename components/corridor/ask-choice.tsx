"use client";

import { useTranslations } from "next-intl";
import { StageChip } from "@/components/commitments/stage-glyph";
import { Icon } from "@/components/ui/icon";
import { Ban } from "@/components/ui/icons";
import type { Corridor, CorridorAsk, CorridorPlace } from "@/lib/corridor/corridor";
import { TileRadio } from "./tile-radio";

/** What it was about: the State's open asks, the first of them chosen, then what was not asked yet. */
export function AskChoice({
  place,
  cases,
  occasion,
  chosen,
  seen,
}: {
  place: CorridorPlace;
  cases: Corridor["cases"];
  occasion: Corridor["occasion"];
  /** What was chosen before the form came back. */
  chosen: string | undefined;
  /** Where the chosen ask stands since, as the person has now been told. */
  seen: { stage: string; word: string } | null;
}) {
  const t = useTranslations("corridor");
  const [nearest, ...further] = place.asks;
  const first = nearest && `ask.${nearest.id}`;
  const others = occasion ? cases.filter(({ id }) => !place.notAbout.includes(id)) : [];
  const offered = [
    ...place.asks.map(({ id }) => `ask.${id}`),
    ...others.map(({ id }) => `case.${id}`),
    "none",
  ];
  // What was chosen may be closed since.
  const standing = chosen && offered.includes(chosen) ? chosen : (first ?? "none");
  const tile = (ask: CorridorAsk) => {
    const about = `ask.${ask.id}`;
    const now = seen && about === chosen ? seen : { stage: ask.stage, word: ask.word ?? "" };
    return (
      <TileRadio
        key={ask.id}
        name="about"
        value={about}
        defaultChecked={standing === about}
        className="py-2"
      >
        <AskWords ask={ask} />
        <input type="hidden" name={`${about}.stage`} value={now.stage} />
        <input type="hidden" name={`${about}.word`} value={now.word} />
      </TileRadio>
    );
  };
  return (
    <>
      {nearest && tile(nearest)}
      <details open={standing !== first || undefined} className="group/else">
        <summary className="link flex min-h-11 items-center text-meta group-open/else:text-ink-muted">
          {further.length > 0 ? t("aboutFurther", { count: further.length }) : t("aboutElse")}
        </summary>
        <div className="flex flex-col gap-2 pb-1">
          {further.map(tile)}
          <TileRadio name="about" value="none" defaultChecked={standing === "none"}>
            {t("aboutNone")}
          </TileRadio>
          {occasion && others.length > 0 && (
            <>
              <p className="pt-1 text-meta text-ink-muted">
                {t.rich("aboutCase", {
                  session: () => <bdi data-written="">{occasion.title}</bdi>,
                })}
              </p>
              <input type="hidden" name="sessionId" value={occasion.id} />
              {others.map(({ id, reference, title }) => (
                <TileRadio
                  key={id}
                  name="about"
                  value={`case.${id}`}
                  defaultChecked={standing === `case.${id}`}
                >
                  <bdi data-written="">{reference}</bdi>{" "}
                  <bdi data-written="" className="font-normal">
                    {title}
                  </bdi>
                </TileRadio>
              ))}
            </>
          )}
        </div>
      </details>
    </>
  );
}

/** The ask in its words, and what must stay unsaid. */
function AskWords({ ask }: { ask: CorridorAsk }) {
  const t = useTranslations("corridor");
  const words = useTranslations("commitments");
  const unsaid = [
    ask.mayName !== "person" && t(`mayName.${ask.mayName}`),
    ask.doNotMention.trim() !== "" && t("doNotMention"),
  ].filter(Boolean);
  return (
    <span className="flex flex-col gap-1">
      <span className="pe-4 text-meta font-normal text-ink-muted">
        <bdi data-written="">{ask.title}</bdi> · <bdi data-written="">{ask.session}</bdi>
      </span>
      {ask.wordingAsked.trim() !== "" && (
        <span dir="auto" data-written="" className="font-serif text-section">
          {ask.wordingAsked}
        </span>
      )}
      {ask.areWordsSetBack && (
        <span className="text-meta text-caution">{words("wordsSetBack")}</span>
      )}
      {unsaid.length > 0 && (
        <span className="flex gap-1.5 text-meta text-danger">
          <Icon of={Ban} size={16} className="mt-0.5" />
          <span>
            {unsaid.join(" ")}{" "}
            <span dir="auto" data-written="" className="whitespace-pre-line">
              {ask.doNotMention}
            </span>
          </span>
        </span>
      )}
      <span className="flex items-center gap-2 text-meta font-normal text-ink-muted">
        {t("standsAt")} <StageChip stage={ask.stage} />
      </span>
    </span>
  );
}
