import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import messages from "@/lib/i18n/messages/en";
import { Agreed } from "./agreed";

vi.mock("@/lib/briefs/written/actions", () => ({ takeBackSecond: vi.fn() }));

const at = new Date("2026-03-09T13:05:00Z");
const minutesLater = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

const said = (isMine: boolean, now: Date) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
      <Agreed
        of={{ by: "A colleague", at, isMine, briefId: "one", papers: 2 }}
        now={now}
        timeZone="Europe/Zurich"
      />
    </NextIntlClientProvider>,
  );

describe("what is said of an agreement", () => {
  it("is who gave it and when, with the day once that is over", () => {
    expect(said(false, minutesLater(1))).toContain("A colleague agreed at 14:05.");
    expect(said(false, minutesLater(60 * 24))).toContain(
      "A colleague agreed on 9 March 2026 at 14:05.",
    );
  });

  it("lets whoever gave it take it back for ten minutes, and then says that it stays", () => {
    const back = "Take my agreement back";
    expect(said(true, minutesLater(9))).toContain(back);
    expect(said(true, minutesLater(10))).not.toContain(back);
    expect(said(true, minutesLater(10))).toContain("the ten minutes are over");
    expect(said(false, minutesLater(9))).not.toContain(back);
  });
});
