import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { StageChip } from "@/components/commitments/stage-glyph";
import { Icon } from "@/components/ui/icon";
import { TriangleAlert, Users } from "@/components/ui/icons";
import type { Ranked } from "@/lib/ask-next/ask-next";
import { useFormats } from "@/lib/i18n/formats";
import { useReasonWords } from "./reason-words";

/** One State: what speaks for it with its points, what gives none, what is not known, and the sum of it all. */
export function StateToAsk({
  ranked,
  mayTick,
  isTicked = false,
}: {
  ranked: Ranked;
  mayTick: boolean;
  isTicked?: boolean;
}) {
  const t = useTranslations("askNext");
  const { list } = useFormats();
  const words = useReasonWords();
  const id = useId();
  const caution = useTranslations("states.caution");
  const { state, reasons, sum } = ranked;
  const counting = reasons.filter((reason) => reason.points !== 0);
  const without = reasons.flatMap((reason) =>
    reason.known && reason.points === 0 ? [words(reason.finding)] : [],
  );
  const unknown = reasons.flatMap((reason) => (reason.known ? [] : [t(`missing.${reason.kind}`)]));
  const name = <bdi data-written="">{state.name}</bdi>;
  const links = (
    <>
      {state.here && (
        <Link
          href={`/commitments/${state.here.commitmentId}` as Route}
          prefetch={false}
          className="link target"
        >
          {t("list.ask")}
          <span className="sr-only">: {name}</span>
        </Link>
      )}
      <Link href={`/states/${state.key}` as Route} prefetch={false} className="link target">
        {t("list.page")}
        <span className="sr-only">: {name}</span>
      </Link>
    </>
  );
  return (
    <li className="border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex items-start justify-between gap-4">
        {mayTick ? (
          <label className="flex min-h-6 items-start gap-3 font-semibold max-md:min-h-11">
            <input
              type="checkbox"
              name="state"
              value={state.key}
              defaultChecked={isTicked}
              aria-describedby={id}
              className="mt-px size-[1.125rem] shrink-0 accent-accent"
            />
            {name}
          </label>
        ) : (
          <span className="flex flex-wrap items-center gap-3 font-semibold">
            {name}
            {state.here && <StageChip stage={state.here.stage} />}
          </span>
        )}
        <span className="shrink-0 font-semibold tabular-nums">{t("sum", { points: sum })}</span>
      </div>
      <div className={`flex flex-col gap-1 ${mayTick ? "ms-[1.875rem]" : "mt-1"}`}>
        <div id={id} className="flex flex-col gap-1">
          {counting.length > 0 && (
            <ul className="flex flex-wrap gap-x-5 gap-y-1">
              {counting.map((reason) => (
                <li key={reason.kind} className={reason.points < 0 ? "text-caution" : undefined}>
                  {/* Its sign stands before the number in every direction of writing. */}
                  <strong dir="ltr" className="tabular-nums">
                    {t("points", { points: reason.points })}
                  </strong>{" "}
                  {reason.points < 0 && (
                    <Icon of={TriangleAlert} size={16} className="me-1 inline" />
                  )}
                  {reason.known && words(reason.finding)}
                </li>
              ))}
            </ul>
          )}
          {unknown.length === reasons.length && (
            <p className="text-ink-muted">
              {t(reasons.length === 0 ? "nothingWeighed" : "nothingKnown")}
            </p>
          )}
          {without.length > 0 && (
            <p className="text-meta text-ink-muted">{t("noPoints", { reasons: list(without) })}</p>
          )}
          {unknown.length > 0 && (
            <p className="text-meta text-ink-muted">{t("unknown", { reasons: list(unknown) })}</p>
          )}
          {state.declinedElsewhere && <p className="text-meta">{t("declined")}</p>}
          {/* Read before anybody is approached, whatever it weighs. */}
          {state.cautions.map(({ kind, note, safer }) => (
            <p key={`${kind} ${note}`} className={noteLook("bg-caution-soft")}>
              <Icon of={TriangleAlert} size={16} className="mt-1 shrink-0 text-caution" />
              <span>
                <strong className="text-caution">{caution(`kind.${kind}`)}</strong>{" "}
                <bdi data-written="">{note}</bdi>{" "}
                {caution("safer", { text: safer || caution(`saferDefault.${kind}`) })}
              </span>
            </p>
          ))}
          {state.partners.read.length > 0 && (
            <PartnersNote>
              {t("partners.read", {
                partners: list(state.partners.read),
                count: state.partners.read.length,
              })}
            </PartnersNote>
          )}
          {state.partners.named.length > 0 && (
            <PartnersNote>
              {t("partners.named", {
                partners: list(state.partners.named),
                count: state.partners.named.length,
              })}
            </PartnersNote>
          )}
          {state.partners.unnamed && <PartnersNote>{t("partners.unnamed")}</PartnersNote>}
        </div>
        <p className="flex flex-wrap gap-x-4 text-meta">{links}</p>
      </div>
    </li>
  );
}

const noteLook = (ground: string) =>
  `flex w-fit max-w-measure items-start gap-2 rounded-control ${ground} px-3 py-1 forced-colors:border`;

function PartnersNote({ children }: { children: string }) {
  return (
    <p className={noteLook("bg-accent-soft")}>
      <Icon of={Users} size={16} className="mt-1 shrink-0 text-accent" />
      <span data-written="">{children}</span>
    </p>
  );
}
