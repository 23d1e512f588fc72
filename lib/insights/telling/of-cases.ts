import "server-only";
import type { ChartCase } from "../chart";
import { casesLookedAt } from "../reading/cases";
import { mostDrawn, type Words } from "./told";

/** Where a case leads and what it is called besides its reference. */
export const ofCase = ({ id, title }: ChartCase, { scope }: Words) => ({
  href: scope.case ? null : `/cases/${id}`,
  besides: title,
});

/** Said where only the latest cases were looked at. */
export const latest = (isPart: boolean, { t }: Words) =>
  isPart ? [t("rule.latest", { count: casesLookedAt })] : [];

/** Said where fewer cases are drawn than there are. */
export const part = (rows: number, { t }: Words) =>
  rows > mostDrawn ? t("part.drawn", { count: mostDrawn }) : null;
