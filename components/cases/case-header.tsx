import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import {
  CircleCheck,
  Eye,
  Flag,
  type IconData,
  Lock,
  Pencil,
  UserCheck,
  Users,
  UserX,
} from "@/components/ui/icons";
import { Tabs } from "@/components/ui/tabs";
import { consentLine, consentTone } from "@/lib/cases/case";
import type { FullCase } from "@/lib/cases/shown";
import { useFormats } from "@/lib/i18n/formats";
import { stateName } from "@/lib/states/names";
import { lineColour } from "./consent-words";

export type CaseTab =
  | "summary"
  | "people"
  | "alerts"
  | "commitments"
  | "submissions"
  | "support"
  | "timeline"
  | "sharing";

/** What the team knows of the consent behind the line; null for everybody else. */
export interface ConsentFacts {
  answered: number;
  validUntil: string | null;
}

/** What stands above every page of a case: title, what may be named, who reads it, how sure we are, the tabs. */
export function CaseHeader({
  of: theCase,
  current,
  facts,
  labels,
  inTeam,
  may,
}: {
  of: FullCase;
  current: CaseTab;
  facts: ConsentFacts | null;
  /** The public labels of the defenders. */
  labels: readonly string[];
  inTeam: boolean;
  may: { change: boolean; contribute: boolean };
}) {
  const t = useTranslations("cases");
  const askNext = useTranslations("askNext");
  const locale = useLocale();
  const { date } = useFormats();
  const base = `/cases/${theCase.id}`;
  const { numbers } = theCase;
  const tabs: { key: CaseTab; href: string; note?: number }[] = [
    { key: "summary", href: base },
    { key: "people", href: `${base}/people`, note: numbers.defenders },
    { key: "alerts", href: `${base}/alerts`, note: numbers.alerts },
    { key: "commitments", href: `${base}/commitments`, note: numbers.commitments },
    ...(inTeam
      ? ([
          { key: "submissions", href: `${base}/submissions` },
          { key: "support", href: `${base}/support` },
        ] as const)
      : []),
    { key: "timeline", href: `${base}/timeline`, note: numbers.events },
  ];
  if (!theCase.isPartners) {
    tabs.push({ key: "sharing", href: `${base}/sharing` });
  }
  return (
    <div className="mb-6">
      <PageHeader
        ruled
        breadcrumbs={{
          trail: [{ href: "/cases" as Route, label: t("head.trail") }],
          here: theCase.reference,
        }}
        title={theCase.title}
        description={<Marks of={theCase} />}
        actions={
          <>
            {may.change && (
              <ButtonLink href={`${base}/edit` as Route} icon={Pencil}>
                {t("head.edit")}
              </ButtonLink>
            )}
            <ButtonLink
              href={`${base}/ask-next` as Route}
              look={may.contribute ? "secondary" : "quiet"}
            >
              {askNext("link")}
            </ButtonLink>
            <ButtonLink href={`${base}/summary` as Route} look="quiet">
              {t("head.paper")}
            </ButtonLink>
            {may.contribute && (
              <ButtonLink href={`/commitments/new?case=${theCase.id}` as Route} look="primary">
                {t("head.ask")}
              </ButtonLink>
            )}
          </>
        }
      />
      <dl className="grid grid-cols-2 gap-3 border-b border-line py-4 lg:grid-cols-[minmax(0,2.4fr)_repeat(3,minmax(0,1.25fr))] lg:gap-0 lg:py-0">
        <ConsentFact of={theCase} facts={facts} labels={labels} />
        <Fact
          icon={theCase.visibility === "team" && !theCase.isPartners ? Lock : Users}
          name={t("head.visibility")}
          value={t(`security.${theCase.securityLevel}`)}
        >
          {theCase.isPartners
            ? t("head.sharedWithYou")
            : t(theCase.visibility === "team" ? "head.teamOnly" : "head.wholeOrganisation", {
                count: numbers.partners,
              })}
        </Fact>
        <Fact
          icon={
            theCase.verification === "confirmed" || theCase.verification === "likely"
              ? CircleCheck
              : Eye
          }
          name={t("head.verification")}
          value={t(`verification.${theCase.verification ?? "none"}`)}
        >
          {theCase.verifiedOn
            ? t("head.checked", {
                date: date({ precision: "day", from: theCase.verifiedOn }, "short"),
              })
            : t("head.neverChecked")}
        </Fact>
        <Fact
          icon={Flag}
          name={t("head.country")}
          value={
            <Link
              href={`/states/${theCase.countryKey}` as Route}
              prefetch={false}
              className="hover:underline"
            >
              {stateName({ names: theCase.countryNames }, locale)}
            </Link>
          }
        >
          {t("head.stateConcerned")}
        </Fact>
      </dl>
      <Tabs
        label={t("head.tabs")}
        tabs={tabs.map(({ key, href, note }) => ({
          href: href as Route,
          label: t(`head.${key}`),
          current: key === current,
          ...(note && { note }),
        }))}
      />
    </div>
  );
}

/** Example, closed, shared by a partner: only what is out of the ordinary. */
function Marks({ of: theCase }: { of: FullCase }) {
  const t = useTranslations("cases");
  const common = useTranslations("common");
  if (!theCase.isExample && theCase.status === "open" && !theCase.isPartners) {
    return null;
  }
  return (
    <span className="flex flex-wrap gap-2">
      {theCase.isExample && <Badge>{common("example")}</Badge>}
      {theCase.status !== "open" && <Badge>{t(`status.${theCase.status}`)}</Badge>}
      {theCase.isPartners && (
        <Badge tone="accent">{t("head.sharedBy", { organisation: theCase.organisation })}</Badge>
      )}
    </span>
  );
}

const ruled = "lg:border-s lg:border-line lg:px-4 lg:py-4 lg:first:border-s-0 lg:first:ps-0";

function Fact({
  icon,
  name,
  value,
  children,
}: {
  icon: IconData;
  name: string;
  value: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={ruled}>
      <dt className="sr-only">{name}</dt>
      <dd className="flex gap-2.5">
        <Icon of={icon} className="text-ink-muted" />
        <div className="min-w-0">
          <p className="font-semibold">{value}</p>
          <p className="text-meta text-ink-muted">{children}</p>
        </div>
      </dd>
    </div>
  );
}

function ConsentFact({
  of: theCase,
  facts,
  labels,
}: {
  of: FullCase;
  facts: ConsentFacts | null;
  labels: readonly string[];
}) {
  const t = useTranslations("consent");
  const name = useTranslations("cases.head")("consent");
  const { list, day } = useFormats();
  const may = theCase.mayBeNamed;
  const tone = consentTone(may);
  const line = consentLine(may);
  const nothing = line === "nothing" || line === "nobody";
  const shown = labels.slice(0, 2).map((label) => t("quoted", { label }));
  const partly =
    line === "namedInPublic" && !may.everybodyInPublic
      ? may.inPublic
      : (line === "namedBilaterally" || line === "namedBilaterallyDescribedInPublic") &&
          !may.everybodyBilaterally
        ? may.bilaterally
        : null;
  return (
    <div
      className={`max-lg:col-span-2 ${ruled} ${nothing ? "max-lg:rounded-control max-lg:bg-danger-soft max-lg:p-3" : ""}`}
    >
      <dt className="sr-only">{name}</dt>
      <dd className="flex gap-2.5">
        <Icon of={nothing ? UserX : UserCheck} className={lineColour[tone]} />
        <div className="min-w-0">
          <p className={`font-semibold ${lineColour[tone]}`}>{t(`line.${line}`)}</p>
          <p className={`text-meta ${nothing ? "text-ink" : "text-ink-muted"}`}>
            {partly && (partly === "organisation" ? t("organisationOnly") : t("notEverybody"))}
            {partly && " "}
            {facts && facts.answered > 0 && (
              <>
                {facts.validUntil
                  ? t("givenValid", {
                      answered: facts.answered,
                      all: theCase.numbers.defenders,
                      date: day(facts.validUntil),
                    })
                  : t("given", { answered: facts.answered, all: theCase.numbers.defenders })}
                {". "}
              </>
            )}
            {line === "nothing" && `${facts?.answered === 0 ? `${t("noneOnRecord")} ` : ""}`}
            {nothing && shown.length > 0 && `${t("shownAs", { labels: list(shown) })} `}
            <Link
              href={`/cases/${theCase.id}/people` as Route}
              prefetch={false}
              className="link target"
            >
              {t("seeScopes")}
            </Link>
          </p>
        </div>
      </dd>
    </div>
  );
}
