import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { AnswerForm } from "@/components/alerts/answer-form";
import { Fingerprint } from "@/components/alerts/fingerprint";
import { GivenAnswerNotice } from "@/components/alerts/given-answer";
import { MendedWords } from "@/components/alerts/mended-words";
import { SignBar } from "@/components/alerts/sign-bar";
import { AlertText } from "@/components/alerts/text/alert-text";
import { WhoCan } from "@/components/alerts/who-can";
import { Badge } from "@/components/ui/badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Notice } from "@/components/ui/notice";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import {
  type AlertLanguage,
  alertLanguages,
  alertSections,
  endorsementAnswers,
} from "@/db/reference/words";
import { directionOf, isBeingSigned, isOpenForSignOn, isTakenBack } from "@/lib/alerts/alert";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { writeMoment } from "@/lib/i18n/moment";
import { getFormats } from "@/lib/i18n/request-formats";
import { canManageMembers } from "@/lib/organisations/permissions";
import { endorse } from "@/lib/sign-on/actions";
import { mendedBetween } from "@/lib/sign-on/mended";
import { openedToSign } from "@/lib/sign-on/opened";
import { findOwnAnswer, findTextToSign, nameWithheldSince, whoSigns } from "@/lib/sign-on/queries";
import { sectionsIn } from "@/lib/sign-on/sections-in";
import { LiveAlert, readAlert } from "../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signOn.sign");
  return { title: t("title") };
}

/** The exact text that an organisation is asked to sign: the text first, then the answer. */
export default async function SignPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const page = await readAlert(actor, await params);
  const { theCase, alert, maySign, mayCoordinate } = page;
  const text = (await findTextToSign(actor, alert.id)) ?? notFound();
  const [given, t, mendedWords, alerts, formats, mine] = await Promise.all([
    searchParams,
    getTranslations("signOn.sign"),
    getTranslations("signOn.mended"),
    getTranslations("alerts"),
    getFormats(),
    findOwnAnswer(actor, alert.id),
  ]);
  const base = `/cases/${theCase.id}/alerts/${alert.id}/sign`;
  const languages = alertLanguages.filter((language) => text.texts[language]);
  const language: AlertLanguage =
    languages.find((one) => one === given.language) ??
    languages.find((one) => one === alert.sourceLanguage) ??
    languages[0] ??
    alert.sourceLanguage;
  const shown = text.texts[language] ?? notFound();
  const inText = sectionsIn(text);
  const isOpen = isOpenForSignOn(alert, new Date());
  const canBeSigned = isOpen && text.isCovered;
  const answer = endorsementAnswers.find((one) => one === given.answer);
  const isAnswering = canBeSigned && maySign && answer !== undefined;
  const signers =
    isOpen && alert.isAsked && !maySign
      ? await whoSigns(actor, alert.id, actor.organisationId)
      : [];
  const hasSigned = mine?.holds === true && mine.answer === "signed";
  const mended =
    hasSigned && mine.versionId !== text.versionId
      ? await mendedBetween(actor, alert.id, mine.versionId, text.versionId)
      : null;
  const isObjecting = mended !== null && answer === "with_change";
  const hasAnswered = mine?.holds === true && !isAnswering;
  const withheldAt =
    hasSigned && mine.publishName ? await nameWithheldSince(actor, alert.id, mine.at) : null;
  const { signOnDeadline: deadline } = alert;
  const until =
    deadline &&
    `${formats.day(dayInZone(deadline, genevaZone), "weekday")}, ${formats.genevaTime(deadline, actor.timeZone)}`;
  const isTakenBackNow = isTakenBack(alert.stage);
  const hasPassed = !isOpen && isBeingSigned(alert.stage);
  if (alert.isAsked) {
    after(() => openedToSign(actor, alert.id));
  }
  // What is asked of States stands first: whoever reads no further has read that.
  const { asks, ...rest } = shown.sections;
  const read = (sections: typeof rest) => (
    <AlertText
      of={{ title: "", sections } as never}
      language={language}
      titleAs={null}
      sectionAs="h2"
    />
  );
  const whole = (
    <div className="sign-text" data-written="">
      {asks && read({ asks } as typeof rest)}
      {read(rest)}
    </div>
  );
  return (
    <LiveAlert page={page}>
      <div className="mx-auto max-w-3xl">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Breadcrumbs
            trail={[
              { href: `/cases/${theCase.id}/alerts` as Route, label: alerts("list.title") },
              {
                href: `/cases/${theCase.id}/alerts/${alert.id}/sign-on` as Route,
                label: alerts("head.label", { number: alert.number }),
              },
            ]}
            here={t("title")}
          />
          {languages.length > 1 && (
            <SegmentedLinks
              label={t("languages")}
              options={languages.map((one) => ({
                href: `${base}?language=${one}${answer ? `&answer=${answer}` : ""}` as Route,
                label: alerts(`language.${one}`),
                current: one === language,
              }))}
            />
          )}
        </div>
        {alert.isAsked && (
          <p className="mt-2 text-meta text-ink-muted">
            {until
              ? t(canBeSigned ? "asks" : "asked", {
                  organisation: theCase.organisation,
                  date: until,
                })
              : t(canBeSigned ? "asksNoDeadline" : "askedNoDeadline", {
                  organisation: theCase.organisation,
                })}
          </p>
        )}
        <h1 className="mt-2" lang={language} dir={directionOf(language)}>
          {shown.title}
        </h1>
        <div className="mt-2 mb-4 flex flex-wrap items-start gap-x-3 gap-y-2">
          <Badge>{t("version", { number: text.number })}</Badge>
          <Fingerprint hash={text.hash} />
        </div>
        <div className="flex flex-col gap-4">
          {isTakenBackNow && (
            <Notice tone="caution" title={t("takenBack")}>
              {mine &&
                t("takenBackAnswer", {
                  answer: t(`given.${mine.answer}`),
                  number: mine.versionNumber,
                  date: writeMoment(mine.at, actor.timeZone, formats),
                })}
            </Notice>
          )}
          {mine && !mine.holds && !isTakenBackNow && (
            <Notice tone="caution" title={t("again", { number: mine.versionNumber })}>
              {text.note && t("whatChanged", { note: text.note })}
            </Notice>
          )}
          {mine && mended && !isAnswering && (
            <Notice
              tone="info"
              title={mendedWords("since", { number: mine.versionNumber, now: text.number })}
            >
              {text.note && <p>{mendedWords("note", { note: text.note })}</p>}
              <MendedWords of={mended} />
              {canBeSigned && maySign && (
                <p className="mt-2">
                  <Link
                    href={`${base}?answer=with_change` as Route}
                    prefetch={false}
                    className="link target"
                  >
                    {mendedWords("object")}
                  </Link>
                </p>
              )}
            </Notice>
          )}
          {mine && hasAnswered && (
            <GivenAnswerNotice
              of={mine}
              organisation={actor.organisationName}
              hash={mine.hash}
              timeZone={actor.timeZone}
              withheldAt={withheldAt}
              change={canBeSigned && maySign ? `${base}?answer=${mine.answer}` : null}
            />
          )}
          {!isOpen &&
            !isTakenBackNow &&
            (hasPassed && until ? (
              <Notice
                tone="caution"
                title={t("deadlinePassed", { date: until, organisation: theCase.organisation })}
              >
                {mayCoordinate && (
                  <Link
                    href={`/cases/${theCase.id}/alerts/${alert.id}/sign-on#extend` as Route}
                    prefetch={false}
                    className="link target"
                  >
                    {t("extend")}
                  </Link>
                )}
              </Notice>
            ) : (
              <Notice
                tone={alert.stage === "withdrawn" ? "danger" : "info"}
                title={t(
                  alert.stage === "withdrawn" || alert.stage === "closed" ? alert.stage : "over",
                )}
              />
            ))}
          {isOpen && !text.isCovered && (
            <Notice
              tone="caution"
              title={t("notCovered", { organisation: theCase.organisation })}
            />
          )}
          {isOpen && !alert.isAsked && <Notice title={t("notAsked")} />}
          {isOpen && alert.isAsked && !maySign && (
            <Notice title={t("noAuthority", { organisation: actor.organisationName })}>
              <WhoCan
                step="sign"
                people={signers}
                add={
                  canManageMembers(actor)
                    ? { href: "/settings/members", label: alerts("whoCan.giveAuthority") }
                    : null
                }
              />
            </Notice>
          )}
          {isAnswering ? (
            <>
              <AnswerForm
                action={endorse}
                answer={answer}
                place={{ caseId: theCase.id, alertId: alert.id }}
                text={{ versionId: text.versionId, hash: text.hash, number: text.number }}
                organisation={actor.organisationName}
                // The risks are not for everybody: where nothing of them stands in this text, nobody is asked about them.
                sections={alertSections.filter(
                  (section) => section !== "risk" || inText.includes(section),
                )}
                languages={languages}
                before={mine}
                reason={
                  isObjecting
                    ? mendedWords("objection", {
                        words: formats.list(
                          mended.map(({ was, is }) => mendedWords("pair", { was, is })),
                        ),
                      })
                    : ""
                }
              />
              <p>
                <Link href={base as Route} prefetch={false} className="link target">
                  {t("back")}
                </Link>
              </p>
              <hr className="border-line" />
              {whole}
            </>
          ) : (
            <div className="pb-36 text-body lg:pb-0">{whole}</div>
          )}
        </div>
        {canBeSigned && maySign && !isAnswering && !hasAnswered && (
          <SignBar base={base} organisation={actor.organisationName} />
        )}
      </div>
    </LiveAlert>
  );
}
