import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import messages from "@/lib/i18n/messages/en";
import type { SupportReport } from "@/lib/support/report/report";
import { SupportReportBars } from "./report-bars";

type Kind = SupportReport["kinds"][number];

const kind = (more: Partial<Kind> = {}): Kind => ({
  kind: "legal_advice",
  requests: 12,
  answered: 6,
  accepted: 0,
  judged: 12,
  helped: 12,
  medianDays: 2,
  ...more,
});

const html = (...kinds: Kind[]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
      <SupportReportBars of={{ kinds }} />
    </NextIntlClientProvider>,
  );
const widths = (of: string) =>
  [...of.matchAll(/<rect width="(\d+)"/g)].map(([, width]) => Number(width));

describe("the bars of the report of a year", () => {
  it("are as long as their numbers, on one scale over all kinds", () => {
    expect(
      widths(html(kind(), kind({ kind: "communications", requests: 24, answered: 12 }))),
    ).toEqual([120, 60, 0, 120, 240, 120, 0, 120]);
  });

  it("have no bar for what is not told, and say so as the table does", () => {
    const hidden = html(kind({ answered: null, accepted: null, judged: null, helped: null }));
    expect(widths(hidden)).toEqual([240]);
    expect(hidden.match(/too few to tell/g)).toHaveLength(3);
    // All figures that stand in it: those of the one bar, and the number that is told beside it.
    const figures = hidden.replace(/ class="[^"]*"/g, "").match(/\d+/g);
    expect(figures).toEqual(["0", "0", "240", "8", "240", "8", "12"]);
    const broken = html(kind({ answered: 9, accepted: null, judged: null, helped: null }));
    expect(widths(broken)).toEqual([240, 180]);
  });

  it("tell apart nobody from too few", () => {
    const nobody = html(kind({ answered: 0 }));
    expect(nobody).not.toContain("too few to tell");
    expect(nobody).not.toBe(html(kind({ answered: null })));
  });

  it("have one name, which leads to the table", () => {
    expect(html(kind())).toMatch(/<figure role="img" aria-label="[^"]*table[^"]*"/);
  });
});
