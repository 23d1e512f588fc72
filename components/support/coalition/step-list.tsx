import { useTranslations } from "next-intl";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import type { Step } from "@/lib/support/shown/shown";

/** What happened with a request that is shown, oldest first, with what each side wrote. */
export function StepList({
  of,
  timeZone,
  side,
}: {
  of: readonly Step[];
  timeZone: string;
  /** Who reads it: whoever shows the request, or the partner that wrote. */
  side: "team" | "partner";
}) {
  const t = useTranslations("coalition.steps");
  const { day } = useFormats();
  return (
    <ol className="flex flex-col gap-3">
      {of.map((one) => (
        <li key={`${one.step} ${one.at.toISOString()}`}>
          <p className="flex flex-wrap gap-x-3">
            <span className="text-meta text-ink-muted">
              {day(dayInZone(one.at, timeZone), "short")}
            </span>
            <span>{t(one.step)}</span>
          </p>
          {one.words && (
            <div className="mt-1 max-w-measure rounded-control bg-sunken px-3 py-2">
              <p className="text-meta text-ink-muted">
                {t(one.byPartner === (side === "team") ? "words" : "ourWords")}
              </p>
              <p dir="auto" className="break-words whitespace-pre-line">
                {one.words}
              </p>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
