import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("errors.away");
  // Without the product's name: it stands in the list of tabs and in the history.
  return { title: { absolute: t("documentTitle") } };
}

/** Where "Leave quickly" ends: the month, and nothing that says what was open before. */
export default async function Away() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations("errors.away")]);
  const now = new Date();
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const title = new Intl.DateTimeFormat(locale, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(now);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const emptyDays = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Array.from({ length: Math.ceil((emptyDays + length) / 7) * 7 }, (_, index) => {
    const day = index - emptyDays + 1;
    return day >= 1 && day <= length ? day : null;
  });
  const weeks = Array.from({ length: days.length / 7 }, (_, week) =>
    days.slice(week * 7, week * 7 + 7),
  );
  return (
    <main className="mx-auto max-w-xl p-6">
      <h1 className="mb-4">{title}</h1>
      <table aria-label={t("label", { month: title })} className="w-full table-fixed">
        <thead>
          <tr>
            {["05", "06", "07", "08", "09", "10", "11"].map((monday) => (
              <th key={monday} scope="col" className="p-2 text-meta text-ink-muted">
                {weekday.format(new Date(`2026-01-${monday}T00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)} className="border-t border-line">
              {week.map((day, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the column is the weekday
                <td key={index} className="h-14 p-2 align-top">
                  {day}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
