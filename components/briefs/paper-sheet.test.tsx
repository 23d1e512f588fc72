import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { plain } from "@/lib/briefs/paper/paper";
import { samplePaper } from "@/lib/briefs/paper/testing/samples";
import messages from "@/lib/i18n/messages/en";
import { PaperSheet } from "./paper-sheet";

const sample = samplePaper("ar");
const paper = {
  ...sample,
  frame: { ...sample.frame, from: "Example Network, Inc.", foot: plain("Foot of each page") },
  blocks: ["One", "Two", "Three"].map((text) => ({ kind: "note", text: plain(text) }) as const),
};
const html = (turnsAt?: number) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
      <PaperSheet of={paper} label="Paper" turnsAt={turnsAt ?? null} />
    </NextIntlClientProvider>,
  );
const says = "Page 2 begins about here";

describe("the sheet of a paper", () => {
  it("says about where the second page begins, on a screen alone and in its language", () => {
    const seen = html(2);
    expect(seen.indexOf("Two")).toBeLessThan(seen.indexOf(says));
    expect(seen.indexOf(says)).toBeLessThan(seen.indexOf("Three"));
    const [line = ""] = seen.match(new RegExp(`<p[^>]*>${says}`, "u")) ?? [];
    expect(line).toContain("print:hidden");
    expect(line).toContain('lang="en"');
  });

  it("says nothing of it where there is one page, or where it is not known", () => {
    expect(html()).not.toContain(says);
  });

  it("sets a name of the other direction apart", () => {
    expect(html()).toContain("<bdi>Example Network, Inc.</bdi>");
  });
});
