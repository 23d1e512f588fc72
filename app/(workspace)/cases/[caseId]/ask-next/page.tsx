import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StatesToAsk } from "@/components/ask-next/states-to-ask";
import { addressOfOrder, WeighFields } from "@/components/ask-next/weigh-form";
import { rankStates, weightsIn } from "@/lib/ask-next/ask-next";
import { findAskNextFacts } from "@/lib/ask-next/queries";
import { requireActor } from "@/lib/auth/actor";
import { sessionsToAskAt } from "@/lib/commitments/choice-queries";
import type { SearchParams } from "@/lib/commitments/view";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { findSession } from "@/lib/sessions/queries";
import { precisionOf } from "@/lib/sessions/session";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** How many States are shown before all are asked for. */
const shownAtFirst = 40;

/** Which States to ask about a case on an occasion, by reasons that can be read and weighed. */
export default async function AskNextPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const actor = await requireActor();
  const [page, wanted, t] = await Promise.all([
    readCase(actor, (await params).caseId),
    searchParams,
    getTranslations("askNext"),
  ]);
  const { theCase } = page;
  const [session, sessions] = await Promise.all([
    typeof wanted.session === "string" ? findSession(actor, wanted.session) : null,
    sessionsToAskAt(actor),
  ]);
  const weights = weightsIn(wanted);
  const today = dayInZone(new Date(), genevaZone);
  const facts =
    session &&
    (await findAskNextFacts(actor, {
      caseId: theCase.id,
      countryCode: theCase.countryCode,
      sessionId: session.id,
      on: (precisionOf(session) !== "unknown" && session.startsOn) || today,
    }));
  const names = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale);
  const found =
    facts &&
    rankStates(facts.states, weights, {
      countryCode: theCase.countryCode,
      today,
      compareNames: names.compare,
    });
  return (
    <CaseFrame actor={actor} page={page} current="commitments">
      <div className="mb-5 flex max-w-measure flex-col gap-2">
        <h2>{t("title")}</h2>
        <p className="text-ink-muted">{t("intro")}</p>
        {session && (
          <p className="lg:hidden">
            <a href="#weights" className="link target">
              {t("weigh.go")}
            </a>
          </p>
        )}
        {facts?.telling === "no" && page.mayContribute && (
          <p className="text-meta text-ink-muted">{t("partners.silent")}</p>
        )}
      </div>
      {found && session ? (
        <form
          method="get"
          action={page.mayContribute ? "/commitments/new" : addressOfOrder(theCase.id)}
          className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]"
        >
          <input type="hidden" name="case" value={theCase.id} />
          {wanted.all === "1" && <input type="hidden" name="all" value="1" />}
          <div className="min-w-0">
            <StatesToAsk
              found={found}
              caseId={theCase.id}
              mayAsk={page.mayContribute}
              ticked={new Set([wanted.state ?? []].flat())}
              most={wanted.all === "1" ? Number.POSITIVE_INFINITY : shownAtFirst}
            />
          </div>
          <WeighFields
            caseId={theCase.id}
            sessions={sessions}
            sessionId={session.id}
            weights={weights}
          />
        </form>
      ) : (
        <form
          method="get"
          action={addressOfOrder(theCase.id)}
          className="flex max-w-2xl flex-col gap-4"
        >
          <p>{t("choose")}</p>
          <WeighFields caseId={theCase.id} sessions={sessions} weights={weights} />
        </form>
      )}
    </CaseFrame>
  );
}
