import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Fingerprint } from "@/components/alerts/fingerprint";
import { AlertText } from "@/components/alerts/text/alert-text";
import { Messages } from "@/components/layout/messages";
import { Panel } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { alertLanguages } from "@/db/reference/words";
import { findVersion } from "@/lib/alert-history/queries";
import { presentText } from "@/lib/alert-history/shown";
import { requireActor } from "@/lib/auth/actor";
import { formatsFor } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";
import { AlertFrame, readAlert } from "../../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("editions.documentTitle");
  return { title: t("one") };
}

/** One kept version, word for word: what somebody approves, and what the approval was of. */
export default async function VersionPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; alertId: string; versionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const { versionId, ...of } = await params;
  const page = await readAlert(actor, of);
  const { alert } = page;
  const asked = await searchParams;
  const wanted = alertLanguages.filter((one) => one === asked.language);
  const version =
    (await findVersion(actor, alert.id, {
      versionId,
      languages: [...wanted, alert.sourceLanguage],
    })) ?? notFound();
  const { language, languages, labels } = version;
  const [t, words, dates] = await Promise.all([
    getTranslations("history"),
    getTranslations("alerts"),
    getTranslations("dates"),
  ]);
  const formats = formatsFor(actor.locale === "qps" ? "en" : actor.locale, dates);
  const base = `/cases/${of.caseId}/alerts/${alert.id}`;
  return (
    <Messages of={["alerts", "signOn"]}>
      <AlertFrame page={page} current="history">
        <div className="flex max-w-3xl flex-col gap-4">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 className="text-h3">{t("number", { number: version.number })}</h2>
            {languages.length > 1 && (
              <SegmentedLinks
                label={t("compare.language")}
                options={languages.map((one) => ({
                  href: `${base}/history/${version.id}?language=${one}` as Route,
                  label: words(`language.${one}`),
                  current: one === language,
                }))}
              />
            )}
          </div>
          <p className="text-ink-muted">
            {t("version.kept", { date: writeMoment(version.madeAt, actor.timeZone, formats) })}
          </p>
          {version.hash && <Fingerprint hash={version.hash} />}
          <Panel>
            <AlertText
              of={version.text}
              language={language}
              person={(id) => labels[id] ?? ""}
              titleAs="p"
              sectionAs="h3"
            />
          </Panel>
          <p className="flex flex-wrap gap-x-6 gap-y-2">
            <Link href={`${base}/review` as Route} prefetch={false} className="link target">
              {t("version.review")}
            </Link>
            <Link
              href={
                `${base}/history?from=${version.id}&to=${presentText}&language=${language}` as Route
              }
              prefetch={false}
              className="link target"
            >
              {words("movedOn.compare", { number: version.number })}
            </Link>
          </p>
        </div>
      </AlertFrame>
    </Messages>
  );
}
