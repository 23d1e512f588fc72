import type { Page } from "@playwright/test";
import { expect } from "./fixtures";
import type { RoomWorld } from "./room-world";

/** As it was handed out. */
export const list = `1. Example State 1
2. Example State 2
3. Example State 3 (on behalf of Example State 4)`;

/** The line of a speaker. */
export const line = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** The room of a session, where `text` is given with that list in it. */
export async function openRoom(page: Page, { session }: RoomWorld, text?: string) {
  await page.goto(`/sessions/${session}/room`);
  if (text) {
    await page.getByRole("textbox", { name: "Speakers list" }).fill(text);
    await page.getByRole("button", { name: "Put in the list" }).click();
    await expect(page.getByRole("heading", { level: 3 }).first()).toBeVisible();
  }
}

/** Opens a line that was heard, and with `rest` what can wait: how it compares, the minute, taking it back. */
export async function openLine(page: Page, name: string, { rest = false } = {}) {
  const heard = line(page, name);
  await heard.locator("summary").first().click();
  if (rest) {
    await heard.getByText(/^As promised\? Minute, take back/).click();
  }
  return heard;
}
