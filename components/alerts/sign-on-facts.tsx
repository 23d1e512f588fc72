import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AlertRow, TextToSign } from "@/lib/alerts/shown";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";
import { Fingerprint } from "./fingerprint";

/** What a coordinator asks first: until when, how many, which text, and how it is recognised. */
export function SignOnFacts({
  alert,
  text,
  timeZone,
  now,
}: {
  alert: AlertRow;
  text: TextToSign;
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("signOn.facts");
  const languages = useTranslations("alerts.language");
  const formats = useFormats();
  const { answers, signOnDeadline: deadline } = alert;
  const answered = answers.signed + answers.withChange + answers.cannot;
  const isOver = deadline !== null && deadline < now;
  const whenIsIt = (day: Date) =>
    isOver
      ? t("passed")
      : text.isCovered
        ? formats.relativeDay(dayInZone(day, timeZone), dayInZone(now, timeZone))
        : t("held");
  return (
    <dl className="mb-6 grid rounded-panel border border-line bg-surface sm:grid-cols-2 xl:grid-cols-[1fr_1fr_1fr_1.4fr]">
      <Fact
        name={t("deadline")}
        value={deadline ? formats.day(dayInZone(deadline, genevaZone), "weekday") : t("noDeadline")}
      >
        {deadline && `${formats.genevaTime(deadline, timeZone)}, ${whenIsIt(deadline)}`}
      </Fact>
      <Fact name={t("answered")} value={t("answeredOf", { answered, asked: answers.asked })}>
        {t("counts", {
          signed: answers.signed,
          withChange: answers.withChange,
          cannot: answers.cannot,
        })}
      </Fact>
      <Fact
        name={t("text")}
        value={t("version", {
          number: text.number,
          languages: formats.list(
            Object.keys(text.texts).map((language) => languages(language as "en")),
          ),
        })}
      >
        {t("frozen", { date: writeMoment(text.madeAt, timeZone, formats) })}
      </Fact>
      <Fact name={t("hash")} value={<Fingerprint hash={text.hash} />}>
        {t("hashHint")}
      </Fact>
    </dl>
  );
}

function Fact({ name, value, children }: { name: string; value: ReactNode; children: ReactNode }) {
  return (
    <div className="border-line p-4 not-first:border-t xl:not-first:border-s xl:not-first:border-t-0">
      <dt className="text-meta text-ink-muted">{name}</dt>
      <dd>
        <div className="font-serif text-section font-semibold">{value}</div>
        <div className="text-meta text-ink-muted">{children}</div>
      </dd>
    </div>
  );
}
