import type { Page } from "@playwright/test";
import { uuidv7 } from "uuidv7";
import { aMember, anOrganisation, aSharedCase, inTeam, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { aWrittenAlert, words } from "@/lib/alerts/testing";
import { expect } from "./fixtures";

/** The editor of "What happened". */
export const text = (page: Page) => page.getByRole("textbox", { name: "What happened" });
/** What stands around every page, and says how saving stands, too. */
export const frame = (page: Page) => page.getByRole("complementary");
/** How the desk says that saving stands. */
export const saving = (page: Page) => page.getByTestId("saving");

export async function open(page: Page, address: string, section = "happened") {
  await page.goto(`${address}?section=${section}`);
  await expect(page.locator(".ProseMirror[contenteditable=true]")).toBeVisible({ timeout: 20_000 });
}

/** An alert of an organisation with two people, and a partner who may do what is said. */
export async function aDesk(
  sharedAs: "comment" | "contribute" | "read" = "contribute",
  happened = words("They were held at the airport.", "Twelve States spoke."),
) {
  const [organisation, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
  const [owner, colleague, guest] = await Promise.all([
    aMember(organisation),
    aMember(organisation),
    aMember(partner),
  ]);
  const theCase = await aSharedCase(owner, partner, sharedAs);
  await inTeam(theCase, colleague, "editor");
  const alert = await aWrittenAlert(theCase, owner, {
    en: { title: words("An alert"), happened },
  });
  return { ...alert, organisation, partner, owner, colleague, guest, theCase };
}

type Desk = Awaited<ReturnType<typeof aDesk>>;

/** A desk whose text has this many paragraphs, each with one discussion about its second word. */
export async function aDeskWithTalks(count: number): Promise<Desk & { threads: string[] }> {
  const threads = Array.from({ length: count }, () => uuidv7());
  const here = await aDesk(
    "contribute",
    doc(
      ...threads.map((id, n) =>
        paragraph(
          "The ",
          { type: "text", text: `word${n}`, marks: [{ type: "comment", attrs: { id } }] },
          " of this paragraph stands in a sentence that is long enough to fill a line or two.",
        ),
      ),
    ),
  );
  for (const [n, id] of threads.entries()) {
    await aThread(here, here.guest, id, `word${n}`, `Remark ${n}: who says so?`);
  }
  return { ...here, threads };
}

/** A discussion with one comment. */
export async function aThread(here: Desk, by: Member, id: string, quote: string, body: string) {
  const { orgId, caseId, id: alertId, textId } = here;
  const sql = asSuperuser();
  await sql`insert into alert_threads (org_id, case_id, alert_id, text_id, id, section, quote, opened_by, actor_org_id)
    values (${orgId}, ${caseId}, ${alertId}, ${textId}, ${id}, 'happened', ${quote},
      ${by.membershipId}, ${by.organisationId})`;
  await sql`insert into alert_comments (org_id, case_id, alert_id, text_id, id, thread_id, body, written_by, actor_org_id)
    values (${orgId}, ${caseId}, ${alertId}, ${textId}, ${uuidv7()}, ${id}, ${body},
      ${by.membershipId}, ${by.organisationId})`;
}

/** Everything that comes over the sockets of a page, as text. */
export function listenIn(page: Page): () => string {
  let heard = "";
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      heard += Buffer.from(payload as string).toString("utf8");
    }),
  );
  return () => heard;
}

/** Chooses the first place where these words stand in the editor, as a mouse would. */
export async function choose(page: Page, wanted: string) {
  await page.locator(".ProseMirror").focus();
  await page.evaluate((chosen) => {
    const walker = document.createTreeWalker(
      document.querySelector(".ProseMirror") as Element,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? "").indexOf(chosen);
      if (at >= 0) {
        getSelection()?.setBaseAndExtent(node, at, node, at + chosen.length);
        return;
      }
    }
    throw new Error("These words are not in the text.");
  }, wanted);
  // The editor hears of a selection through an event of the document.
  await page.waitForTimeout(100);
}
