import { useTranslations } from "next-intl";
import type { SignedSoFar as Standing } from "@/lib/editions/edition";
import { useFormats } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";

/** How many of those who were asked have signed, who objected, who is still open, and until when. */
export function SignedSoFar({ of, timeZone }: { of: Standing; timeZone: string }) {
  const t = useTranslations("editions.signed");
  const formats = useFormats();
  const lines = [
    of.withChange.length > 0 && t("withChange", { names: formats.list(of.withChange) }),
    of.cannot.length > 0 && t("cannot", { names: formats.list(of.cannot) }),
    of.waiting.length > 0 && t("waiting", { names: formats.list(of.waiting) }),
    of.ended.length > 0 && t("ended", { names: formats.list(of.ended) }),
  ].filter((line) => line !== false);
  return (
    <div>
      <p className="font-semibold">
        {of.asked > 0 ? t("count", { signed: of.signed, asked: of.asked }) : t("nobodyAsked")}
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {of.deadline && of.asked > 0 && (
        <p className="text-ink-muted">
          {of.isCovered || of.deadline < new Date()
            ? t(of.deadline < new Date() ? "closed" : "until", {
                date: writeMoment(of.deadline, timeZone, formats),
              })
            : t("held")}
        </p>
      )}
    </div>
  );
}

/** Who stands under the edition, as it will call them, and how many do not publish their name. */
export function Signatories({ of: { signatories, unnamed } }: { of: Standing }) {
  const t = useTranslations("editions.signed");
  return (
    <>
      {signatories.length > 0 && (
        <ul className="flex flex-col gap-1">
          {signatories.map(({ name, capacity }) => (
            <li key={name}>
              <bdi>{name}</bdi>
              {capacity && <bdi className="block text-meta text-ink-muted">{capacity}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {unnamed > 0 && <p className="mt-2">{t("unnamed", { count: unnamed })}</p>}
      {signatories.length === 0 && unnamed === 0 && <p>{t("nobody")}</p>}
    </>
  );
}
