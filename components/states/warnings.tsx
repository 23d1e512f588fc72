import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Ban, TriangleAlert } from "@/components/ui/icons";
import { useFormats } from "@/lib/i18n/formats";
import type { Caution, Silence } from "@/lib/states/meeting";

/** What must stay unsaid in front of this State: the team's own words first, then what consent leaves out. */
export function DoNotMention({ silences }: { silences: readonly Silence[] }) {
  const t = useTranslations("states.silence");
  const formats = useFormats();
  const isEmpty = silences.length === 0;
  const worded = silences.filter((silence) => silence.text !== "");
  const levels = (["nothing", "situation", "organisation"] as const).flatMap((naming) => {
    const cases = silences.filter((silence) => silence.naming === naming);
    return cases.length > 0 ? [{ naming, cases: cases.map((one) => one.caseReference) }] : [];
  });
  return (
    <section
      aria-labelledby="do-not-mention"
      className={`rounded-panel p-4 forced-colors:border print:border print:p-3 ${
        isEmpty ? "bg-sunken" : "bg-danger-soft print:border-danger"
      }`}
      data-keep-together=""
    >
      <h2
        id="do-not-mention"
        className={`flex items-center gap-2 text-ui ${isEmpty ? "" : "text-danger"}`}
      >
        <Icon of={Ban} />
        {t("title")}
      </h2>
      {isEmpty ? (
        <p className="mt-2">{t("none")}</p>
      ) : (
        <ul className="mt-2 flex flex-col gap-2">
          {worded.map((silence) => (
            <li key={silence.caseId}>
              <span
                dir="auto"
                data-written=""
                className="font-semibold whitespace-pre-line text-danger"
              >
                {silence.text}
              </span>{" "}
              <bdi data-written="" className="text-meta text-ink-muted">
                {silence.caseReference}
              </bdi>
            </li>
          ))}
          {levels.map(({ naming, cases }) => (
            <li key={naming}>
              <strong className="text-danger">{t(naming)}</strong> {t(`${naming}Text`)}{" "}
              <bdi data-written="" className="text-meta text-ink-muted">
                {formats.list(cases)}
              </bdi>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What to be careful about, with what is safer. Stands before any contact. */
export function Cautions({
  cautions,
  end,
  add,
}: {
  cautions: readonly Caution[];
  /** The form that ends a caution, for those who may. */
  end?: (caution: Caution) => ReactNode;
  /** The form that notes another one. */
  add?: ReactNode;
}) {
  const t = useTranslations("states.caution");
  const formats = useFormats();
  return (
    <section
      aria-labelledby="cautions"
      className="rounded-panel bg-caution-soft p-4 forced-colors:border print:border print:border-caution print:p-3"
      data-keep-together=""
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="cautions" className="flex items-center gap-2 text-ui text-caution">
          <Icon of={TriangleAlert} />
          {t("title")}
        </h2>
        <p className="text-meta text-ink-muted">{t("read")}</p>
      </div>
      {cautions.length === 0 ? (
        <p className="mt-2">{t("none")}</p>
      ) : (
        <ul className="mt-2 flex flex-col gap-3">
          {cautions.map((caution) => (
            <li key={caution.id}>
              <p className="whitespace-pre-line">
                <strong className="text-caution">{t(`kind.${caution.kind}`)}</strong>{" "}
                <bdi data-written="">{caution.note}</bdi>{" "}
                {t("safer", {
                  text: caution.saferAlternative || t(`saferDefault.${caution.kind}`),
                })}
              </p>
              <div className="flex flex-wrap items-center gap-x-4 text-meta text-ink-muted">
                <span>
                  {t("source", { day: formats.day(caution.notedOn), source: caution.source })}
                </span>
                {end?.(caution)}
              </div>
            </li>
          ))}
        </ul>
      )}
      {add}
    </section>
  );
}
