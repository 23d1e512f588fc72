import { atStage } from "@/db/testing/alerts";
import { choose, open, saving, text } from "./desk-world";
import { expect, test } from "./fixtures";
import { anAlertOfTwo, anAlertToSign } from "./sign-on-world";

const changed = "The text has changed since version 1";

test("a comment stops no review, a word does, and whoever types reads so before", async ({
  signedInAs,
}) => {
  const { alert, lead, colleague } = await anAlertOfTwo();
  const [mine, theirs] = [await signedInAs(lead), await signedInAs(colleague)];
  await mine.goto(`${alert.address}/review`);
  await mine.getByRole("button", { name: "Send for review" }).click();
  await expect(mine.getByText("You sent this version. Somebody else approves it.")).toBeVisible();

  // The one who approves has the exact words before them.
  await theirs.goto(`${alert.address}/review`);
  await theirs.getByRole("link", { name: "Read version 1" }).click();
  await expect(theirs.getByRole("heading", { name: "Version 1" })).toBeVisible();
  await expect(theirs.getByText("They are reported to be stopped at the airport.")).toBeVisible();
  await theirs.getByRole("link", { name: "Go to the review" }).click();
  await theirs.getByRole("button", { name: "Approve version 1" }).click();
  await expect(theirs.getByRole("button", { name: "Consent covers version 1" })).toBeVisible();
  await mine.reload();
  await expect(
    mine.getByText(
      "You sent this version. Somebody else of the team says whether consent covers it.",
    ),
  ).toBeVisible();

  await open(mine, alert.address);
  await expect(
    mine.getByText("Version 1 is being reviewed, and words typed now are not in it"),
  ).toBeVisible();
  await choose(mine, "stopped");
  await mine.getByRole("button", { name: "Comment" }).click();
  await mine.getByRole("textbox", { name: "Comment" }).fill("Or held?");
  await mine.getByRole("textbox", { name: "Comment" }).press("Control+Enter");
  await expect(mine.getByText("Or held?")).toBeVisible();
  await expect(saving(mine)).toContainText("Saved");
  await theirs.reload();
  await expect(theirs.getByText("Still talked about.")).toBeVisible();
  await expect(theirs.getByText(changed)).toHaveCount(0);
  await theirs.getByRole("button", { name: "Consent covers version 1" }).click();
  await expect(theirs.getByRole("button", { name: "Open for sign-on" })).toBeVisible();

  await text(mine).press("Control+End");
  await mine.keyboard.type(" Three hours.");
  await expect(saving(mine)).toContainText("Saved");
  await expect(async () => {
    await theirs.reload();
    await expect(theirs.getByText(changed)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(theirs.getByRole("button", { name: "Open for sign-on" })).toHaveCount(0);
});

test("who closes an alert stands at its head, and what was signed is no longer open", async ({
  signedInAs,
}) => {
  const { alert, lead, signer } = await anAlertToSign();
  await atStage(alert, "issued");
  const page = await signedInAs(lead, { viewport: { width: 390, height: 844 } });
  await page.goto(`${alert.address}/review`);
  await expect(page.getByText("Open for signing", { exact: true })).toBeVisible();
  await page.getByText("End this alert").click();
  await page.getByRole("button", { name: "Close the alert" }).click();
  await expect(page.getByText("This alert is read and changed no more.")).toBeInViewport();
  await expect(page.getByText("Was open for signing", { exact: true })).toBeVisible();

  const theirs = await signedInAs(signer);
  await theirs.goto(`${alert.address}/sign`);
  await expect(theirs.getByText(/asked you to sign/)).toBeVisible();
  await expect(theirs.getByText(/asks you to sign/)).toHaveCount(0);
});
