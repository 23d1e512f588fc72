import { useTranslations } from "next-intl";
import { FormCheck } from "@/components/forms/form-fields";
import { SureForm } from "@/components/forms/sure-form";
import { Notice } from "@/components/ui/notice";
import type { DraftKind } from "@/db/reference/words";
import { makeBrief } from "@/lib/briefs/written/actions";
import { type Stop, stopWord } from "@/lib/briefs/written/brief";

/** Makes the brief of what was looked at, or says what keeps it from being made. */
export function MakeForm({
  draftId,
  kind,
  hash,
  stops,
  repeats,
  undecided,
}: {
  kind: DraftKind;
  draftId: string;
  hash: string;
  stops: readonly Stop[];
  /** It says again what must not be mentioned, and its author must have read that. */
  repeats: boolean;
  /** How much has changed that its author has not said to have seen. */
  undecided: number;
}) {
  const t = useTranslations("briefs");
  if (stops.length > 0) {
    return (
      <Notice tone="caution" title={t("stop.title")}>
        <ul className="list-disc ps-5">
          {stops.map((stop) => (
            <li key={stop}>{t(`stop.${stopWord(kind, stop)}`)}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  return (
    <SureForm
      action={makeBrief}
      hidden={{ draftId, hash }}
      labels={{ confirmed: t("make.title"), mentionsRead: t("make.mentions") }}
      submit={t("make.go")}
    >
      <p>{t("make.what")}</p>
      {undecided > 0 && (
        <Notice tone="caution" title={t("make.undecided", { count: undecided })}>
          {t("make.undecidedHint")}
        </Notice>
      )}
      {repeats && <FormCheck name="mentionsRead" label={t("mentions.confirm")} />}
      <FormCheck name="confirmed" label={t(`make.confirmOf.${kind}`)} />
    </SureForm>
  );
}
