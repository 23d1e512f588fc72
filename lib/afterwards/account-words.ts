import "server-only";
import { getTranslations } from "next-intl/server";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { zoneOf } from "@/lib/sessions/place-time";
import type { Session } from "@/lib/sessions/queries";
import type { AccountWords } from "./account-file";

/** The words of an account's file, and the neutral name of it, in the reader's language. */
export async function accountWords(
  actor: Actor,
  session: Pick<Session, "kind" | "title">,
): Promise<AccountWords & { fileName: string }> {
  const [t, said, stages, grade, told, formats] = await Promise.all([
    getTranslations("afterwards"),
    getTranslations("commitments"),
    getTranslations("stages.label"),
    getTranslations("interventions.grade"),
    getTranslations("interventions.count"),
    getFormats(),
  ]);
  const zone = zoneOf(session);
  return {
    fileName: t("file.name"),
    column: (name) => t(`file.column.${name}`),
    outcome: (outcome) => t(outcome),
    promise: ({ stage, word }) =>
      stage !== "agreed"
        ? stages(stage)
        : word === null
          ? said("word.none")
          : said("cell.wordShort", { word, meaning: said(`word.${word}`) }),
    delivery: ({ delivery }) => (delivery ? said(`delivery.${delivery}`) : ""),
    raised: ({ on, precision, at }) => {
      const day = formats.date({ precision, from: on, to: null });
      return at ? `${day}, ${formats.time(new Date(at), zone)}` : day;
    },
    through: ({ isJoint, speaker }, line) =>
      isJoint ? (speaker.code === line.state.code ? t("spokeJointly") : speaker.name) : "",
    grades: ({ grades }) => formats.list(grades.map((one) => grade(one))),
    why: (why) =>
      why.reason === null
        ? t("why.notSaid")
        : why.told
          ? t(`why.reason.${why.reason}`)
          : `${t(`why.reason.${why.reason}`)} ${t("why.asTheListShows")}`,
    rule({ kept, unpromised, notRaised, rule }, mayNameSource) {
      const promised = kept.length + notRaised.length;
      const figure = (count: number, what: string) => `${formats.count(count)} ${what}`;
      return [
        session.title,
        figure(promised, t("counting.promised", { count: promised })),
        figure(kept.length, t("counting.kept", { count: kept.length })),
        figure(unpromised.length, t("counting.unpromised", { count: unpromised.length })),
        figure(rule.count.total, t("counting.states", { count: rule.count.total })),
        `${t("counting.ruleTitle")}: ${t("counting.rule")}`,
        t("counting.joint", { count: rule.joint }),
        t("notRaisedHint"),
        ...(rule.byBestGrade.length > 0 ? [t("counting.byGrade")] : []),
        ...rule.byBestGrade.map((one) =>
          t("counting.gradeCount", { grade: grade(one.grade), count: one.states }),
        ),
        ...rule.count.sources.map(
          ({ source, states, grades }) =>
            `${mayNameSource(source) ? source : t("file.unnamedSource")}${told("told", { states, grades: formats.list(grades) })}`,
        ),
        t("counting.onlyYours"),
        t("file.reduced"),
        t("file.asOf", { day: formats.day(dayInZone(new Date(), actor.timeZone)) }),
      ];
    },
  };
}
