import { useTranslations } from "next-intl";
import { StageTile } from "@/components/commitments/stage-glyph";
import { Icon } from "@/components/ui/icon";
import { EyeOff } from "@/components/ui/icons";
import { namesNobody } from "@/lib/commitments/commitment";
import type { RoomPromise, Speaker } from "@/lib/room/room";

/** As far as a promise, or on the way to one. */
const weighs = (promise: RoomPromise) =>
  promise.stage === "agreed" || promise.stage === "raised" || promise.stage === "considering";

/** What a speaker, and those it speaks for, said that they would do: how sure it is, what will be said, our own words. */
export function PromiseLines({ speaker }: { speaker: Speaker }) {
  const t = useTranslations("room");
  const { promises } = speaker;
  const [first, rest] = [promises.filter(weighs), promises.filter((one) => !weighs(one))];
  // Said once where it holds for all of them.
  const forbidsAll = promises.length > 0 && promises.every((one) => namesNobody(one.mayName));
  return (
    <>
      {forbidsAll && <DoNotName />}
      {first.length === 0 ? (
        <p className="text-meta text-ink-muted">{t("promise.none")}</p>
      ) : (
        <Lines of={first} speaker={speaker} forbidsAll={forbidsAll} />
      )}
      {rest.length > 0 && (
        <details>
          <summary className="flex min-h-11 cursor-pointer items-center text-meta text-accent sm:min-h-control-small">
            {t("promise.others", { count: rest.length })}
          </summary>
          <Lines of={rest} speaker={speaker} forbidsAll={forbidsAll} />
        </details>
      )}
    </>
  );
}

function Lines({
  of,
  speaker,
  forbidsAll,
}: {
  of: readonly RoomPromise[];
  speaker: Speaker;
  forbidsAll: boolean;
}) {
  return (
    <ul className="flex flex-col gap-2">
      {of.map((promise) => (
        <li key={promise.commitmentId} className="flex gap-3">
          <StageTile stage={promise.stage} />
          <div className="min-w-0 flex-1">
            <PromiseLine
              promise={promise}
              isMember={promise.state.code !== speaker.state?.code}
              saysNaming={!forbidsAll}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function DoNotName() {
  const t = useTranslations("room");
  return (
    <p className="flex items-center gap-1 text-meta font-semibold text-danger">
      <Icon of={EyeOff} size={16} />
      {t("promise.doNotName")}
    </p>
  );
}

function PromiseLine({
  promise,
  isMember,
  saysNaming,
}: {
  promise: RoomPromise;
  isMember: boolean;
  saysNaming: boolean;
}) {
  const t = useTranslations("room");
  const words = useTranslations("commitments");
  const { word, naming, mayName, wordingAsked, wordingOffered, condition } = promise;
  return (
    <>
      <p>
        <span className="font-semibold">
          {isMember && (
            <>
              <bdi data-written="">{promise.state.name}</bdi>
              {" · "}
            </>
          )}
          <bdi>{promise.case.reference}</bdi>
        </span>{" "}
        <bdi data-written="" className="text-ink-muted">
          {promise.case.title}
        </bdi>
      </p>
      <p className="text-meta text-ink-muted">
        {word === null
          ? words("word.none")
          : words("cell.wordShort", { word, meaning: words(`word.${word}`) })}
        {" · "}
        {words(`naming.${naming}`)}
        {promise.delivery && ` · ${words(`delivery.${promise.delivery}`)}`}
      </p>
      {saysNaming && namesNobody(mayName) && <DoNotName />}
      {condition && (
        <p className="text-meta">
          {t("promise.condition")} <bdi data-written="">{condition}</bdi>
        </p>
      )}
      {wordingAsked && (
        <blockquote
          dir="auto"
          data-written=""
          className="mt-1 max-w-measure border-s-2 border-line-strong ps-3 font-serif text-body"
        >
          <span className="sr-only">{t("promise.ourWords")} </span>
          {wordingAsked}
        </blockquote>
      )}
      {promise.areWordsSetBack && <p className="text-meta text-caution">{words("wordsSetBack")}</p>}
      {wordingOffered && wordingOffered !== wordingAsked && (
        <blockquote
          dir="auto"
          data-written=""
          className="mt-1 max-w-measure border-s-2 border-line ps-3 font-serif text-body text-ink-muted"
        >
          <span className="font-sans text-meta">{t("promise.theirWords")} </span>
          {wordingOffered}
        </blockquote>
      )}
      {promise.isOfferSetBack && <p className="text-meta text-caution">{words("offerSetBack")}</p>}
    </>
  );
}
