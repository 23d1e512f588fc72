import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DetailsPanel } from "@/components/alerts/details-panel";
import { MissingPanel } from "@/components/alerts/missing-panel";
import { ShownTable } from "@/components/alerts/shown-table";
import { StagePath } from "@/components/alerts/stage-path";
import { VersionsList } from "@/components/alerts/versions-list";
import { Section } from "@/components/ui/panel";
import { hasChangedSince, listShown, listVersions } from "@/lib/alert-review/queries";
import {
  addLanguage,
  closeAlert,
  setDetails,
  setTextState,
  withdrawAlert,
} from "@/lib/alerts/actions";
import { isBeingSigned, isOver } from "@/lib/alerts/alert";
import { listTextNotes } from "@/lib/alerts/text-notes";
import { requireActor } from "@/lib/auth/actor";
import { listLacking } from "@/lib/translations/queries";
import { AlertFrame, readAlert } from "../alert-frame";
import { Steps } from "./steps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts.documentTitle");
  return { title: t("one") };
}

export default async function ReviewPage({
  params,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
}) {
  const actor = await requireActor();
  const page = await readAlert(actor, await params);
  const { theCase, alert, inTeam, mayWrite, mayCoordinate, mayChange } = page;
  const [t, versions, shown, notes, lacking] = await Promise.all([
    getTranslations("alerts"),
    listVersions(actor, alert.id),
    inTeam ? listShown(actor, alert) : [],
    mayWrite && !isOver(alert.stage) ? listTextNotes(actor, alert) : [],
    listLacking(actor, alert),
  ]);
  const latest = versions[0];
  const base = `/cases/${theCase.id}/alerts/${alert.id}`;
  const hasChanged = latest ? await hasChangedSince(actor, latest.id) : false;
  return (
    <AlertFrame page={page} current="review">
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20.5rem]">
        <div className="flex min-w-0 flex-col gap-8">
          {!isOver(alert.stage) && <StagePath stage={alert.stage} />}
          <Steps actor={actor} page={page} latest={latest} hasChanged={hasChanged} />
          {shown.length > 0 && (
            <Section title={t("consent.title")}>
              <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("consent.intro")}</p>
              <ShownTable shown={shown} caseId={theCase.id} mayAsk={mayChange} />
            </Section>
          )}
          <Section
            title={t("review.versions")}
            count={versions.length}
            aside={
              versions.length > 1 && (
                <a href={`${base}/history`} className="link target">
                  {t("review.compare")}
                </a>
              )
            }
          >
            <VersionsList
              versions={versions}
              stage={alert.stage}
              base={base}
              timeZone={actor.timeZone}
            />
          </Section>
        </div>
        <div className="flex flex-col gap-6">
          {(!isBeingSigned(alert.stage) || notes.length > 0) && (
            <MissingPanel stage={alert.stage} parts={alert.parts} notes={notes} base={base} />
          )}
          <DetailsPanel
            of={alert}
            lacking={lacking}
            now={new Date()}
            may={{ write: mayWrite, coordinate: mayCoordinate }}
            actions={{
              setDetails,
              addLanguage,
              setTextState,
              close: closeAlert,
              withdraw: withdrawAlert,
            }}
          />
        </div>
      </div>
    </AlertFrame>
  );
}
