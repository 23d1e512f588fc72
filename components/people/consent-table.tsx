import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Badge, type Tone } from "@/components/ui/badge";
import type { UnLanguage } from "@/db/reference/languages";
import {
  type ConsentAnswer,
  type ConsentScope,
  type consentChannels,
  type consentGivers,
  consentScopes,
} from "@/db/reference/words";
import { byScope, type ConsentStanding, standing } from "@/lib/consents/consent";
import { knownDateOf } from "@/lib/dates/stored-date";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { languageName } from "@/lib/i18n/language-name";
import { useScopeName } from "./scope-name";

export interface ShownConsent {
  id: string;
  defenderId: string;
  scope: ConsentScope;
  targetOrgId: string | null;
  targetOrganisation: string | null;
  targetStateCode: string | null;
  targetStateNames: Record<UnLanguage, string> | null;
  answer: ConsentAnswer;
  givenBy: (typeof consentGivers)[number];
  language: string;
  risksExplained: boolean;
  channel: (typeof consentChannels)[number] | null;
  obtainedBy: string | null;
  obtainedOn: string | null;
  obtainedUntil: string | null;
  obtainedPrecision: string;
  validUntil: string | null;
  recordedAt: Date;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
}

const tones: Record<ConsentStanding, Tone> = {
  yes: "done",
  anonymous: "caution",
  no: "danger",
  withdrawn: "danger",
  expired: "danger",
  not_asked: "neutral",
};

const cell = "py-2.5 pe-4 align-top max-sm:py-0.5 max-sm:pe-0";
/** On a phone a use takes three lines: what and which answer, how it was given, how long and the way out. */
const line = "border-b border-line last:border-b-0 max-sm:flex-wrap max-sm:gap-x-3 max-sm:py-3";

/** What one defender answered for each use, today's answer first; uses that nobody asked about stand there too. */
export function ConsentTable({
  label,
  caseId,
  consents,
  today,
  timeZone,
  mayChange,
  withdraw,
}: {
  label: string;
  caseId: string;
  /** Of this defender, newest first. */
  consents: readonly ShownConsent[];
  today: string;
  timeZone: string;
  /** Whether an answer can be recorded anew. */
  mayChange: boolean;
  withdraw: FormServerAction<never>;
}) {
  const t = useTranslations("consent");
  const { list } = useFormats();
  const groups = byScope(consents).sort((a, b) =>
    (a.latest.targetOrganisation ?? "").localeCompare(b.latest.targetOrganisation ?? ""),
  );
  const rows = consentScopes.flatMap((scope) => groups.filter((group) => group.scope === scope));
  const silent = consentScopes.filter((scope) => groups.every((group) => group.scope !== scope));
  const heads = ["scope", "answer", "given", "valid", "action"] as const;
  const counts = new Map<ConsentStanding, number>();
  for (const { latest } of rows) {
    const stands = standing(latest, today);
    counts.set(stands, (counts.get(stands) ?? 0) + 1);
  }
  if (silent.length > 0) {
    counts.set("not_asked", silent.length);
  }
  return (
    // On a phone what each answered is folded to one line, and on a wide screen it stands open (globals.css).
    <details className="fold-on-phone" suppressHydrationWarning>
      <summary className="target cursor-pointer py-1">
        <span className="link font-semibold">{t("table.fold")}</span>
        <span className="block text-meta text-ink-muted">
          {list(
            [...counts].map(([stands, count]) =>
              t("table.count", { standing: t(`standing.${stands}`), count }),
            ),
          )}
        </span>
      </summary>
      <table className="w-full border-collapse max-sm:block">
        <caption className="sr-only">{t("table.caption", { label })}</caption>
        <thead className="max-sm:sr-only">
          <tr className="border-b border-line text-meta text-ink-muted">
            {heads.map((head) => (
              <th
                key={head}
                scope="col"
                className={`py-2 pe-4 whitespace-nowrap ${head === "given" ? "w-[38%]" : ""}`}
              >
                {t(`table.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map(({ scope, latest, earlier }) => (
            <tr key={latest.id} className={`${line} max-sm:flex max-sm:items-center`}>
              <th scope="row" className={`${cell} font-normal max-sm:flex-1`}>
                <Scope scope={scope} consent={latest} />
                {earlier.length > 0 && <Earlier consents={earlier} timeZone={timeZone} />}
              </th>
              <td className={`${cell} whitespace-nowrap`}>
                <Badge tone={tones[standing(latest, today)]}>
                  {t(`standing.${standing(latest, today)}`)}
                </Badge>
              </td>
              <td className={`${cell} min-w-40 text-meta max-sm:w-full`}>
                <Given consent={latest} />
              </td>
              <td className={`${cell} text-meta max-sm:flex-1`}>
                {!latest.withdrawnAt && latest.answer !== "no" && <Valid consent={latest} />}
              </td>
              <td className={`${cell} text-meta`}>
                <Withdrawal
                  consent={latest}
                  caseId={caseId}
                  timeZone={timeZone}
                  mayChange={mayChange}
                  withdraw={withdraw}
                />
              </td>
            </tr>
          ))}
          {silent.map((scope) => (
            <tr key={scope} className={`${line} max-sm:hidden`}>
              <th scope="row" className={`${cell} font-normal text-ink-muted`}>
                {t(`scope.${scope}`)}
              </th>
              <td className={cell} colSpan={4}>
                <Badge tone={tones.not_asked}>{t("standing.not_asked")}</Badge>
              </td>
            </tr>
          ))}
          {silent.length > 0 && (
            <tr className={`${line} hidden max-sm:flex`}>
              <th scope="row" className={`${cell} font-normal`}>
                <Badge tone={tones.not_asked}>{t("standing.not_asked")}</Badge>
              </th>
              <td className={`${cell} w-full text-ink-muted`}>
                {list(silent.map((scope) => t(`scope.${scope}`)))}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </details>
  );
}

function Scope({ scope, consent }: { scope: ConsentScope; consent: ShownConsent }) {
  return <>{useScopeName()(scope, consent)}</>;
}

function Given({ consent }: { consent: ShownConsent }) {
  const t = useTranslations("consent");
  const { date } = useFormats();
  const locale = useLocale();
  const how = [
    t(`giver.${consent.givenBy}`),
    consent.channel && t(`channel.${consent.channel}`),
    consent.language && t("table.inLanguage", { language: languageName(consent.language, locale) }),
  ].filter(Boolean);
  return (
    <>
      <span className="block first-letter:uppercase" dir="auto">
        {how.join(", ")}.{" "}
        <span className={consent.risksExplained ? undefined : "text-caution"}>
          {t(consent.risksExplained ? "table.risksExplained" : "table.risksNotRecorded")}
        </span>
      </span>
      <span className="block text-ink-muted">
        {t("table.obtained", {
          date: date(knownDateOf("obtained", consent), "short"),
          name: consent.obtainedBy ?? "",
        })}
      </span>
    </>
  );
}

function Valid({ consent }: { consent: ShownConsent }) {
  const t = useTranslations("consent.table");
  const { day } = useFormats();
  return (
    <>
      <span className="text-ink-muted sm:sr-only">{t("valid")} </span>
      <span className="whitespace-nowrap">
        {consent.validUntil ? day(consent.validUntil, "short") : t("open")}
      </span>
    </>
  );
}

function Withdrawal({
  consent,
  caseId,
  timeZone,
  mayChange,
  withdraw,
}: {
  consent: ShownConsent;
  caseId: string;
  timeZone: string;
  mayChange: boolean;
  withdraw: FormServerAction<never>;
}) {
  const t = useTranslations("consent.table");
  const { day } = useFormats();
  const scope = useScopeName()(consent.scope, consent);
  if (consent.withdrawnAt) {
    return (
      <>
        <span className="block text-ink-muted">
          {t("withdrawnOn", {
            date: day(dayInZone(consent.withdrawnAt, timeZone), "short"),
            name: consent.withdrawnBy ?? "",
          })}
        </span>
        <Link
          href={`/cases/${caseId}/people/withdrawals/${consent.id}` as Route}
          prefetch={false}
          className="link target"
        >
          {t("whatItTouched")}
        </Link>
        {mayChange && (
          <Link
            href={`/cases/${caseId}/people/${consent.defenderId}/consent` as Route}
            prefetch={false}
            className="link target block"
          >
            {t("mistaken")}
          </Link>
        )}
      </>
    );
  }
  if (consent.answer === "no") {
    return null;
  }
  return (
    <ActionForm
      action={withdraw}
      hidden={{ caseId, consentId: consent.id }}
      submit={t("withdraw")}
      name={t("withdrawOf", { scope })}
      look="danger"
      size="small"
    />
  );
}

function Earlier({ consents, timeZone }: { consents: readonly ShownConsent[]; timeZone: string }) {
  const t = useTranslations("consent");
  const { day } = useFormats();
  return (
    <details suppressHydrationWarning className="mt-1 text-meta">
      <summary className="link target inline-block">
        {t("table.earlier", { count: consents.length })}
      </summary>
      <ul className="mt-1 text-ink-muted">
        {consents.map((consent) => (
          <li key={consent.id}>
            {t(`answer.${consent.answer}`)}, {day(dayInZone(consent.recordedAt, timeZone), "short")}
            {consent.withdrawnAt && <> ({t("standing.withdrawn")})</>}
          </li>
        ))}
      </ul>
    </details>
  );
}
