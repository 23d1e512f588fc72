import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { longestAsk, type Promised } from "@/lib/states/meeting";

/** The ask in one sentence, to be carried into the room; its words are counted. */
export function Ask({
  ask,
  anew,
  words,
  askHref,
}: {
  ask: Promised | null;
  /** Where there is none: one whose words were set back. */
  anew: Promised | null;
  words: number;
  /** Where an ask is placed; null for those who may not. */
  askHref: Route | null;
}) {
  const t = useTranslations("states");
  const tracker = useTranslations("commitments");
  const isLong = words > longestAsk;
  return (
    <section aria-labelledby="the-ask" className="border-s-3 border-accent ps-4 print:ps-3">
      <h2
        id="the-ask"
        className={`text-meta font-normal ${isLong ? "text-danger" : "text-ink-muted"}`}
      >
        {!ask
          ? t("ask.title")
          : t(isLong ? "ask.tooLong" : "ask.count", { count: words, most: longestAsk })}
      </h2>
      {ask ? (
        <>
          <p
            dir="auto"
            data-written=""
            className="mt-1 max-w-measure font-serif text-ask font-semibold whitespace-pre-line"
          >
            {ask.wordingAsked}
          </p>
          <p className="mt-1 text-meta text-ink-muted">
            {t.rich("ask.about", {
              case: () => <bdi data-written="">{ask.caseReference}</bdi>,
              session: () => <bdi data-written="">{ask.sessionTitle}</bdi>,
            })}{" "}
            <Link
              href={`/commitments/${ask.commitmentId}` as Route}
              prefetch={false}
              className="link target print:hidden"
            >
              {t("ask.wordingToHandOver")}
            </Link>
          </p>
        </>
      ) : (
        <div className="mt-1 flex flex-col items-start gap-2">
          <p className="font-serif text-ask font-semibold">{t("ask.none")}</p>
          {anew ? (
            <p className="max-w-measure text-caution">
              {tracker("wordsSetBack")}{" "}
              <Link
                href={`/commitments/${anew.commitmentId}#content-of-ask` as Route}
                prefetch={false}
                className="link target print:hidden"
              >
                {t("ask.wordingToHandOver")}
              </Link>
            </p>
          ) : (
            <p className="max-w-measure text-ink-muted">
              {t("ask.noneText", { most: longestAsk })}
            </p>
          )}
          {askHref && (
            <ButtonLink href={askHref} size="small">
              {t("askStates")}
            </ButtonLink>
          )}
        </div>
      )}
    </section>
  );
}
