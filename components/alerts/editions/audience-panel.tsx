import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import { type EditionLine, mustSayCorrection, type Readiness } from "@/lib/editions/edition";
import { shortHash } from "@/lib/editions/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

export interface LanguageRow {
  language: AlertLanguage;
  readiness: Readiness;
  /** Newest first. */
  editions: EditionLine[];
  /** The newest is of the same text, and others stand behind it by now. */
  isSignedSince: boolean;
}

/** One audience: what is issued for it in each language, what can be, and whose consent is missing. */
export function AudiencePanel({
  audience,
  widest,
  rows,
  base,
  lower,
  mayIssue,
  timeZone,
}: {
  audience: Audience;
  widest: Audience;
  rows: LanguageRow[];
  /** The address of the editions' page. */
  base: string;
  /** Where the alert can be meant for fewer readers than this audience; null where it can't. */
  lower: string | null;
  mayIssue: boolean;
  timeZone: string;
}) {
  const t = useTranslations("editions");
  const { day, list } = useFormats();
  const missing = rows.map((row) => row.readiness).find((one) => one.state === "consent");
  const people = missing?.state === "consent" ? missing.missing : [];
  const unasked = people.filter(({ withdrawnOn }) => !withdrawnOn);
  const nobody = rows.some((row) => row.readiness.state === "nobodyAsked");
  const tooWide = rows.some((row) => row.readiness.state === "tooWide");
  return (
    <Panel title={t(`audience.${audience}`)} className="flex flex-col">
      <p className="text-ink-muted">{t(`reads.${audience}`)}</p>
      {tooWide && (
        <p className="mt-3">
          {t("list.tooWide", { widest: t(`audience.${widest}`).toLowerCase() })}
        </p>
      )}
      {(!tooWide || rows.some(({ editions }) => editions.length > 0)) && (
        <>
          {people.map(
            ({ defenderId, label, withdrawnOn }) =>
              withdrawnOn && (
                <div key={defenderId} className="mt-3">
                  <Notice
                    tone="caution"
                    title={t("list.withdrawn", {
                      label,
                      audience: t(`audience.${audience}`),
                      date: day(withdrawnOn),
                    })}
                  />
                </div>
              ),
          )}
          {lower && unasked.length < people.length && (
            <p className="mt-2">
              {t("list.lower")}{" "}
              <Link href={lower as Route} prefetch={false} className="link target">
                {t("list.lowerIt")}
              </Link>
            </p>
          )}
          {audience === "coalition" && unasked.length < people.length && (
            <p className="mt-2 text-meta">{t("list.withdrawnForOne")}</p>
          )}
          {unasked.length > 0 && (
            <div className="mt-3">
              <Notice
                tone="caution"
                title={t("list.missing", {
                  labels: list(unasked.map(({ label }) => label)),
                  audience: t(`audience.${audience}`),
                })}
              />
            </div>
          )}
          {nobody && (
            <div className="mt-3">
              <Notice tone="caution" title={t("list.nobody")} />
            </div>
          )}
          <ul className="mt-3 divide-y divide-line border-t border-line">
            {rows.map((row) => (
              <Row
                key={row.language}
                audience={audience}
                row={row}
                base={base}
                mayIssue={mayIssue}
                timeZone={timeZone}
              />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

const tones: Partial<Record<Readiness["state"], Tone>> = {
  ready: "accent",
  issued: "done",
  consent: "caution",
  nobodyAsked: "caution",
};

function Row({
  audience,
  row: { language, readiness, editions, isSignedSince },
  base,
  mayIssue,
  timeZone,
}: {
  audience: Audience;
  row: LanguageRow;
  base: string;
  mayIssue: boolean;
  timeZone: string;
}) {
  const t = useTranslations("editions");
  const { day } = useFormats();
  const [latest, ...earlier] = editions;
  const names = { audience: t(`audience.${audience}`), language: t(`language.${language}`) };
  const step =
    isSignedSince && latest && !latest.frozenAt
      ? "resign"
      : mustSayCorrection(latest)
        ? "correct"
        : "issue";
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="font-semibold">{t(`language.${language}`)}</span>
        <Badge tone={tones[readiness.state] ?? "neutral"}>
          {t(
            readiness.state === "consent" && readiness.missing.every((one) => one.withdrawnOn)
              ? "list.state.withdrawn"
              : `list.state.${readiness.state}`,
          )}
        </Badge>
        {mayIssue && readiness.state === "ready" && (
          <span className="ms-auto">
            <ButtonLink
              size="small"
              href={`${base}/issue?audience=${audience}&language=${language}` as Route}
              aria-label={t(`list.${step}Name`, names)}
            >
              {t(`list.${step}`)}
            </ButtonLink>
          </span>
        )}
      </div>
      {latest && (
        <p className="mt-1 flex flex-wrap items-center gap-x-3">
          <Link href={`${base}/${latest.id}` as Route} prefetch={false} className="link target">
            {t("list.number", {
              number: latest.number,
              date: day(dayInZone(latest.issuedAt, timeZone)),
            })}
          </Link>
          {latest.frozenAt ? (
            <Badge tone="danger">{t("list.state.frozen")}</Badge>
          ) : (
            <span className="text-meta text-ink-muted">
              {t.rich("list.hash", {
                hash: shortHash(latest.hash).slice(0, 9),
              })}
            </span>
          )}
        </p>
      )}
      {earlier.length > 0 && (
        <details className="mt-1 text-meta">
          <summary className="link target inline-block">
            {t("list.earlier", { count: earlier.length })}
          </summary>
          <ul className="mt-1 flex flex-col gap-1">
            {earlier.map((one) => (
              <li key={one.id}>
                <Link href={`${base}/${one.id}` as Route} prefetch={false} className="link target">
                  {t("list.number", {
                    number: one.number,
                    date: day(dayInZone(one.issuedAt, timeZone)),
                  })}
                </Link>{" "}
                {t(one.frozenAt ? "list.state.frozen" : "list.state.replaced")}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
