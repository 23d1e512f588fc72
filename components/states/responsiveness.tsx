import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { Section } from "@/components/ui/panel";
import { Sources } from "@/components/ui/sources";
import { useFormats } from "@/lib/i18n/formats";
import type { Reason, Responsiveness, ResponsivenessLevel } from "@/lib/states/responsiveness";

const tones: Record<ResponsivenessLevel, Tone> = {
  likely: "done",
  some: "accent",
  unknown: "neutral",
};

/** How likely the State is to act, with each reason in words and its sources. Nobody can type it in. */
export function ResponsivenessSection({
  responsiveness,
  isExample,
}: {
  responsiveness: Responsiveness;
  isExample: boolean;
}) {
  const t = useTranslations("states.responsiveness");
  const { level, reasons } = responsiveness;
  return (
    <Section title={t("title")} aside={t("computed")}>
      <p className="pt-3">
        <Badge tone={tones[level]}>{t(`level.${level}`)}</Badge>
      </p>
      {reasons.length === 0 && isExample ? (
        <p className="pt-2">{t("exampleNone")}</p>
      ) : (
        <ul className="mt-2 flex list-disc flex-col gap-1.5 ps-5">
          {reasons.map((reason) => (
            <li key={reason.kind}>
              <ReasonText reason={reason} /> <Sources of={reason.sources} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("rule")}</p>
    </Section>
  );
}

function ReasonText({ reason }: { reason: Reason }) {
  const t = useTranslations("states.responsiveness");
  const formats = useFormats();
  const list = (years: number[]) => formats.list(years.map(String));
  switch (reason.kind) {
    case "dialogue":
      return t("dialogue", {
        count: reason.years.length,
        of: reason.of,
        years: list(reason.years),
      });
    case "joint_statements":
      return t("joint_statements", { years: list(reason.years) });
    case "recommendations":
    case "spoke_elsewhere":
      return t(reason.kind, { count: reason.count });
    case "own_guidelines":
    case "eu_guidelines":
      return t(reason.kind, { title: reason.title });
    case "council_member":
      return t("council_member", { day: formats.day(reason.until) });
    case "council_soon":
      return t("council_soon", { day: formats.day(reason.from) });
    case "promises_kept":
      return (
        <>
          {t("promises_kept", { kept: reason.kept, of: reason.of })}
          {reason.notCounted > 0 && <> {t("notCounted", { count: reason.notCounted })}</>}
        </>
      );
    default:
      return t(reason.kind);
  }
}
