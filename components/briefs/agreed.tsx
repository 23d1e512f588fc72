import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { takeBackSecond } from "@/lib/briefs/written/actions";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** For so long an agreement can be taken back; the database decides. */
const tenMinutes = 600_000;

/** Who agreed as the second person, and when; whoever did takes it back here, as long as that is possible. */
export function Agreed({
  of: { by, at, isMine, briefId, papers },
  now,
  timeZone,
}: {
  of: {
    /** Null where the reader may not know. */
    by: string | null;
    at: Date;
    isMine: boolean;
    briefId: string;
    /** How many were agreed to at once, this one among them. */
    papers: number;
  };
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("briefs.one.agreed");
  const formats = useFormats();
  const day = dayInZone(at, timeZone);
  const when = {
    isToday: String(day === dayInZone(now, timeZone)),
    day: formats.day(day),
    time: formats.time(at, timeZone),
  };
  const isOver = now.getTime() >= at.getTime() + tenMinutes;
  return (
    <div className="flex flex-col gap-2">
      <p>{isMine ? t("byYou", when) : <bdi>{t("by", { ...when, name: by ?? "–" })}</bdi>}</p>
      {isMine && isOver && <p className="text-meta text-ink-muted">{t("over")}</p>}
      {isMine && !isOver && (
        <AskOnce opens={t("back")} name={t("back")}>
          <p>{t("backWhat", { papers })}</p>
          <ActionForm
            action={takeBackSecond}
            hidden={{ briefId }}
            submit={t("backGo")}
            look="danger"
            size="small"
          />
        </AskOnce>
      )}
    </div>
  );
}
