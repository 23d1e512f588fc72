import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DraftForm } from "@/components/imports/draft-form";
import { EarlyNotice } from "@/components/imports/early-notice";
import { ImportedEvent } from "@/components/imports/imported-event";
import { momentIn } from "@/components/imports/moment";
import { PreviewTable } from "@/components/imports/preview-table";
import {
  CaseQuestions,
  ColumnQuestions,
  DayQuestion,
  FillQuestions,
  MoreQuestions,
  OccasionQuestions,
  SheetQuestion,
  StateQuestions,
} from "@/components/imports/questions";
import { ImportSteps } from "@/components/imports/steps";
import { SummaryBar } from "@/components/imports/summary-bar";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Icon } from "@/components/ui/icon";
import { FileSpreadsheet } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { type Actor, requireActor } from "@/lib/auth/actor";
import { getFormats } from "@/lib/i18n/request-formats";
import type { ImportEvent } from "@/lib/imports/import";
import { canImport } from "@/lib/imports/permissions";
import { findDraft, findImport, listImportedRows } from "@/lib/imports/queries";
import { Refusal } from "@/lib/refusal";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports");
  return { title: t("documentTitle") };
}

const atFirst = 30;
const atMost = 500;

/** One import: while it is a draft, what it would do; afterwards, what it did. */
export default async function OneImportPage({
  params,
  searchParams,
}: {
  params: Promise<{ importId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const event = await findImport(actor, (await params).importId);
  if (!event) {
    notFound();
  }
  const query = await searchParams;
  return event.status === "draft" ? (
    <DraftPage actor={actor} event={event} isWhole={query.rows === "all"} refused={query.refused} />
  ) : (
    <DonePage actor={actor} event={event} />
  );
}

/** Who only reads has no step before this one. */
async function crumbs(actor: Actor) {
  const [t, tracker] = await Promise.all([
    getTranslations("imports"),
    getTranslations("commitments"),
  ]);
  return {
    trail: [
      { href: "/commitments" as Route, label: tracker("documentTitle") },
      ...(canImport(actor)
        ? [{ href: "/commitments/import" as Route, label: t("documentTitle") }]
        : []),
    ],
    here: t("steps.check"),
  };
}

async function DraftPage({
  actor,
  event,
  isWhole,
  refused,
}: {
  actor: Actor;
  event: ImportEvent;
  isWhole: boolean;
  refused: string | string[] | undefined;
}) {
  const [t, say, draft] = await Promise.all([
    getTranslations("imports"),
    getTranslations(),
    findDraft(actor, event, isWhole ? atMost : atFirst).catch((error: unknown) => {
      // The reader may be busy, or stopped: what is kept is still there.
      if (error instanceof Refusal && error.messageKey.startsWith("imports.")) {
        return error;
      }
      throw error;
    }),
  ]);
  const head = (
    <PageHeader
      title={t("check.title")}
      breadcrumbs={await crumbs(actor)}
      actions={<ImportSteps now="check" />}
    />
  );
  if (draft instanceof Refusal) {
    return (
      <>
        {head}
        <Notice tone="danger" title={say(draft.messageKey as "imports.failed")} />
      </>
    );
  }
  const { facts, preview } = draft;
  const more = preview.allRows - preview.rows.length;
  const known = [
    "imports.changedSince",
    "imports.nothingToSet",
    "imports.failed",
    "refusals.notAllowed",
  ] as const;
  const why = known.find((key) => key === refused);
  return (
    <div data-wide>
      {head}
      {why && (
        <div className="mb-4">
          <Notice tone="danger" role="alert" title={say(why)} />
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          className="min-w-0 max-xl:order-2"
          flush
          title={
            <span className="inline-flex flex-wrap items-baseline gap-x-2">
              <Icon of={FileSpreadsheet} className="self-center" />
              <bdi>{event.fileName || t("check.pasted")}</bdi>
            </span>
          }
          count={t("check.sheetTitle", {
            rows: facts.rows,
            cases: facts.cases.length,
            cells: facts.cells,
          })}
          aside={facts.fills.some(({ fill }) => fill) && t("check.edge")}
        >
          <PreviewTable draft={draft} />
          {(more > 0 || isWhole) && (
            <p className="border-t border-line px-4 py-3 text-meta">
              {more > 0 && <>{t("check.more", { count: more })} </>}
              <Link
                href={`/commitments/import/${event.id}${isWhole ? "" : "?rows=all"}` as Route}
                className="link target"
              >
                {isWhole
                  ? t("check.showFewer")
                  : t("check.showAll", { count: Math.min(preview.allRows, atMost) })}
              </Link>
            </p>
          )}
        </Panel>
        <div className="min-w-0 max-xl:order-1">
          <Messages of={["imports", "refusals", "forms"]}>
            <DraftForm id={event.id}>
              {facts.hasRuleColours && <Notice tone="caution" title={t("check.ruleColours")} />}
              <EarlyNotice early={draft.early} />
              <SheetQuestion draft={draft} />
              <StateQuestions draft={draft} />
              <OccasionQuestions draft={draft} />
              <DayQuestion draft={draft} />
              <CaseQuestions draft={draft} />
              <FillQuestions draft={draft} />
              <ColumnQuestions draft={draft} />
              <MoreQuestions draft={draft} />
            </DraftForm>
          </Messages>
        </div>
      </div>
      <Messages of={["imports", "refusals", "forms"]}>
        <SummaryBar draft={draft} />
      </Messages>
    </div>
  );
}

async function DonePage({ actor, event }: { actor: Actor; event: ImportEvent }) {
  const [t, formats, { rows, all }] = await Promise.all([
    getTranslations("imports"),
    getFormats(),
    listImportedRows(actor, event.id),
  ]);
  const when = momentIn(formats, actor.timeZone);
  const who = event.isMine ? t("done.you") : (event.byName ?? t("done.someone"));
  return (
    <>
      <PageHeader
        title={t("done.title")}
        breadcrumbs={{ ...(await crumbs(actor)), here: t("done.title") }}
        description={
          <>
            {event.fileName && <bdi>{event.fileName}, </bdi>}
            {t("done.when", { when: when(event.at), who })}
          </>
        }
      />
      <Messages of={["imports", "refusals", "forms"]}>
        <ImportedEvent event={event} rows={rows} all={all} when={when} />
      </Messages>
    </>
  );
}
