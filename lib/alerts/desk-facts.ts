import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { Actor } from "@/lib/auth/actor";
import type { FullCase } from "@/lib/cases/shown";
import { knownDateOf } from "@/lib/dates/stored-date";
import { writeDate } from "@/lib/i18n/format";
import { countBySource } from "@/lib/interventions/intervention";
import { listInterventionsOfCase } from "@/lib/interventions/queries";
import { stateName } from "@/lib/states/names";
import type { DeskFacts } from "./desk";

/** What stands above and below the sections of an alert: the facts of its case, as this reader may know them. */
export async function readDeskFacts(
  actor: Actor,
  { theCase, mayChange }: { theCase: FullCase; mayChange: boolean },
): Promise<DeskFacts> {
  const [locale, dates, forms, interventions] = await Promise.all([
    getLocale(),
    getTranslations("dates"),
    getTranslations("forms.date.precisions"),
    listInterventionsOfCase(actor, theCase.id),
  ]);
  const when = knownDateOf("reprisal", theCase);
  const isKnown = when.precision !== "unknown";
  return {
    when: isKnown ? writeDate(when, locale, dates) : null,
    precision: isKnown ? forms(when.precision) : null,
    where: stateName({ names: theCase.countryNames }, locale),
    edit: mayChange ? `/cases/${theCase.id}/edit` : null,
    sources: countBySource(interventions).sources.map(({ source, address, grades, states }) => ({
      source,
      address,
      grades,
      states,
    })),
  };
}
