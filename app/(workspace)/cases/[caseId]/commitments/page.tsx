import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CommitmentsTable } from "@/components/commitments/commitments-table";
import { StageLegend, stageCorners } from "@/components/commitments/stage-glyph";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { columnIds } from "@/lib/commitments/columns";
import { pageSize } from "@/lib/commitments/commitment";
import { listCommitments } from "@/lib/commitments/queries";
import { CaseFrame, readCase, seesAllAsks } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** On the page of one case its name would stand in every row. */
const columns = columnIds.filter((column) => column !== "case");

export default async function CaseCommitmentsPage({
  params,
}: {
  params: Promise<{ caseId: string }>;
}) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { theCase, mayContribute } = page;
  const view = {
    caseId: theCase.id,
    sort: "state",
    direction: "asc",
    limit: pageSize,
  } as const;
  const [t, insights, commitments] = await Promise.all([
    getTranslations("cases"),
    getTranslations("insights"),
    listCommitments(actor, view),
  ]);
  return (
    <CaseFrame actor={actor} page={page} current="commitments">
      {commitments.rows.length > 0 ? (
        <>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <StageLegend corners={stageCorners} />
            <Link
              href={`/insights?case=${theCase.id}` as Route}
              prefetch={false}
              className="link target text-meta"
            >
              {insights("link.case")}
            </Link>
          </div>
          <CommitmentsTable page={commitments} view={view} columns={columns} />
        </>
      ) : (
        <Panel flush>
          <EmptyState
            title={t(seesAllAsks(page) ? "commitments.empty" : "summary.noneOpen")}
            action={
              mayContribute && (
                <ButtonLink
                  href={`/commitments/new?case=${theCase.id}` as Route}
                  look="primary"
                  icon={Plus}
                >
                  {t("head.ask")}
                </ButtonLink>
              )
            }
          >
            {t(seesAllAsks(page) ? "summary.coverageEmptyHint" : "summary.noneOpenHint")}
          </EmptyState>
        </Panel>
      )}
    </CaseFrame>
  );
}
