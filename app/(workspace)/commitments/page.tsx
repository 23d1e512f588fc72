import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CommitmentsTable } from "@/components/commitments/commitments-table";
import { MatrixSection } from "@/components/commitments/matrix-section";
import { StageLegend } from "@/components/commitments/stage-glyph";
import { TrackerFilter } from "@/components/commitments/tracker-filter";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/actor";
import { sessionsToAskAt, statesToAsk } from "@/lib/commitments/choice-queries";
import { findMatrix } from "@/lib/commitments/matrix";
import { listCommitments, viewFrom } from "@/lib/commitments/queries";
import { plainParams, type SearchParams } from "@/lib/commitments/view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("commitments");
  return { title: t("documentTitle") };
}

export default async function CommitmentsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const [actor, params, t] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("commitments"),
  ]);
  sendToPlainAddress(params);
  const isMatrix = params.view === "matrix";
  return (
    <div data-wide>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <SegmentedLinks
              label={t("views.label")}
              options={[
                { href: viewHref(params, null), label: t("views.table"), current: !isMatrix },
                { href: viewHref(params, "matrix"), label: t("views.matrix"), current: isMatrix },
              ]}
            />
            {actor.role !== "reader" && (
              <ButtonLink href={"/commitments/new" as Route} look="primary" icon={Plus}>
                {t("new.open")}
              </ButtonLink>
            )}
          </>
        }
      />
      {isMatrix ? (
        <MatrixPage actor={actor} params={params} />
      ) : (
        <TablePage actor={actor} params={params} />
      )}
    </div>
  );
}

async function TablePage({ actor, params }: { actor: Actor; params: SearchParams }) {
  const view = await viewFrom(actor, params);
  const page = await listCommitments(actor, view);
  const caseRow = view.caseId ? page.rows.find((row) => row.case.id === view.caseId) : undefined;
  return (
    <>
      <TrackerFilter
        states={await statesToAsk(actor)}
        sessions={await sessionsToAskAt(actor)}
        members={page.members}
        caseReference={caseRow?.case.reference ?? null}
      />
      <div className="mb-3 hidden sm:block">
        <StageLegend />
      </div>
      <CommitmentsTable page={page} view={view} inAddress />
    </>
  );
}

async function MatrixPage({ actor, params }: { actor: Actor; params: SearchParams }) {
  const view = await viewFrom(actor, params);
  const matrix = await findMatrix(actor, {
    ...(view.sessionId && { sessionId: view.sessionId }),
    ...(view.caseId && { caseIds: [view.caseId] }),
    ...(typeof params.cases === "string" && { page: params.cases }),
  });
  return <MatrixSection matrix={matrix} sessions={await sessionsToAskAt(actor)} />;
}

/** A form repeats a name for each choice; addresses join them, so that there is one address for one view. */
function sendToPlainAddress(params: SearchParams) {
  if (Object.values(params).some(Array.isArray)) {
    const plain = new URLSearchParams(plainParams(params));
    redirect(`/commitments?${plain}` as Route);
  }
}

function viewHref(params: SearchParams, view: "matrix" | null): Route {
  const query = new URLSearchParams(
    plainParams(params).filter(([name]) => !["view", "after", "before", "cases"].includes(name)),
  );
  if (view) {
    query.set("view", view);
  }
  const text = query.toString();
  return (text ? `/commitments?${text}` : "/commitments") as Route;
}
