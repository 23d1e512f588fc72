import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BoardSection } from "@/components/commitments/board-section";
import { CommitmentsTable } from "@/components/commitments/commitments-table";
import { DisplayLinks } from "@/components/commitments/display-links";
import { MatrixSection } from "@/components/commitments/matrix-section";
import { StageLegend, stageCorners } from "@/components/commitments/stage-glyph";
import { TrackerPlaceProvider } from "@/components/commitments/tracker-address";
import { TrackerFilter } from "@/components/commitments/tracker-filter";
import { AnswersLink } from "@/components/guests/answers-link";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { ViewSection } from "@/components/saved-views/view-section";
import { ButtonLink } from "@/components/ui/button";
import { FileSpreadsheet, Plus } from "@/components/ui/icons";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/actor";
import { findBoard } from "@/lib/commitments/board-queries";
import { sessionsToAskAt, statesToAsk } from "@/lib/commitments/choice-queries";
import { readLook } from "@/lib/commitments/look";
import { findMatrix } from "@/lib/commitments/matrix";
import { listCommitments, viewFrom } from "@/lib/commitments/queries";
import { type SearchParams, settingsOf } from "@/lib/commitments/settings";
import { plainParams } from "@/lib/commitments/view";
import { env } from "@/lib/env";
import { countUnconfirmed } from "@/lib/guests/queries";
import {
  deleteView,
  openByItself,
  overwriteView,
  renameView,
  saveView,
  shareView,
} from "@/lib/saved-views/actions";
import { openView } from "@/lib/saved-views/open-view";
import { canDeleteView, canShareViews } from "@/lib/saved-views/permissions";
import { findMissing } from "@/lib/saved-views/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("commitments");
  return { title: t("documentTitle") };
}

export default async function CommitmentsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const [actor, params, t, imports] = await Promise.all([
    requireActor(),
    searchParams,
    getTranslations("commitments"),
    getTranslations("imports"),
  ]);
  sendToPlainAddress(params);
  const opened = await openView(actor, params);
  if (opened.goTo) {
    redirect(`/commitments?saved=${opened.goTo}` as Route);
  }
  const { current, place, shown } = opened;
  const answers = await countUnconfirmed(actor);
  const { missing, caseReference } = await findMissing(actor, settingsOf(shown));
  const page = { actor, shown, caseReference };
  return (
    <TrackerPlaceProvider place={place}>
      <div data-wide>
        <PageHeader
          title={t("title")}
          actions={
            <>
              <Messages of={["commitments.views"]}>
                <DisplayLinks />
              </Messages>
              {actor.role !== "reader" && (
                <>
                  <ButtonLink href={"/commitments/import" as Route} icon={FileSpreadsheet}>
                    {imports("open")}
                  </ButtonLink>
                  <ButtonLink href={"/commitments/new" as Route} look="primary" icon={Plus}>
                    {t("new.open")}
                  </ButtonLink>
                </>
              )}
            </>
          }
        />
        <AnswersLink count={answers} />
        <ViewSection
          views={opened.views}
          current={current}
          link={current ? `${env().origin}/commitments?saved=${current.id}` : ""}
          mayShare={canShareViews(actor)}
          mayDelete={current !== null && canDeleteView(actor, current)}
          actions={viewActions}
          isUnknown={opened.isUnknown}
          isGone={opened.isGone}
          missing={missing}
        />
        {shown.view === "matrix" ? (
          <MatrixPage {...page} />
        ) : shown.view === "board" ? (
          <BoardPage {...page} />
        ) : (
          <TablePage {...page} />
        )}
      </div>
    </TrackerPlaceProvider>
  );
}

const viewActions = {
  save: saveView,
  overwrite: overwriteView,
  rename: renameView,
  share: shareView,
  remove: deleteView,
  open: openByItself,
};

interface Shown {
  actor: Actor;
  /** In the words of the address. */
  shown: Record<string, string>;
  /** Of the case that is looked at, where the actor reads it. */
  caseReference: string | null;
}

async function TablePage({ actor, shown, caseReference }: Shown) {
  const view = await viewFrom(actor, shown);
  const page = await listCommitments(actor, view);
  return (
    <>
      <TrackerFilter
        states={await statesToAsk(actor)}
        sessions={await sessionsToAskAt(actor)}
        members={page.members}
        caseReference={caseReference}
      />
      <div className="mb-3 hidden sm:block">
        <StageLegend corners={stageCorners} />
      </div>
      <CommitmentsTable page={page} shown={shown} />
    </>
  );
}

async function BoardPage({ actor, shown, caseReference }: Shown) {
  const board = await findBoard(actor, await viewFrom(actor, shown));
  return (
    <>
      <TrackerFilter
        states={await statesToAsk(actor)}
        sessions={await sessionsToAskAt(actor)}
        members={board.members}
        caseReference={caseReference}
      />
      <BoardSection board={board} density={readLook(shown).density} />
    </>
  );
}

async function MatrixPage({ actor, shown, caseReference }: Shown) {
  const view = await viewFrom(actor, shown);
  const matrix = await findMatrix(actor, view, shown.cases);
  return (
    <>
      <TrackerFilter
        // Its rows are the States: a choice of all of them once more would weigh a tenth of the page.
        states={(await statesToAsk(actor)).filter(({ code }) => view.state?.includes(code))}
        sessions={await sessionsToAskAt(actor)}
        members={matrix.members}
        caseReference={caseReference}
      />
      <MatrixSection matrix={matrix} density={readLook(shown).density} />
    </>
  );
}

/** A form repeats a name for each choice; addresses join them, so that there is one address for one view. */
function sendToPlainAddress(params: SearchParams) {
  if (Object.values(params).some(Array.isArray)) {
    const plain = new URLSearchParams(plainParams(params));
    redirect(`/commitments?${plain}` as Route);
  }
}
