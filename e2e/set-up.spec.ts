import { expect, test } from "./fixtures";
import { aNewInstallation } from "./installation";

test("a new installation is set up once, by the link that it prints", async ({ signedOut }) => {
  test.setTimeout(300_000);
  const { link, origin, end } = await aNewInstallation();
  try {
    const page = await signedOut();
    await page.goto(link);
    // One language has a catalogue: it is told, and no choice is feigned.
    await expect(page.getByText("Language: English")).toBeVisible();
    await expect(page.getByRole("combobox")).toHaveCount(0);
    await page.getByLabel("Your organisation").fill("Example Network");
    await page.getByLabel("Your name").fill("Ana Example");
    await page.getByLabel("Your e-mail address").fill("ana@@example.org");
    await page.getByLabel("A password").fill("Example Network Ana");
    await page.locator("form").evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByText("Write an e-mail address in the form")).toBeVisible();
    // What was typed is still there, but for the password.
    await expect(page.getByLabel("Your organisation")).toHaveValue("Example Network");
    await page.getByLabel("Your e-mail address").fill("ana@example.org");
    await page.getByLabel("A password").fill("eleven quiet herons wait");
    await page.getByRole("button", { name: "Set up" }).click();

    await expect(page).toHaveURL(/\/welcome$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome, Ana Example");
    await page.getByRole("button", { name: "Load the example" }).click();
    await expect(page).not.toHaveURL(/\/welcome$/);
    const remove = page.getByRole("button", { name: "Remove the example" });
    await page.goto(`${origin}/cases`);
    await expect(page.getByText("Two panellists detained at the airport")).toBeVisible();
    await remove.click();
    await expect(remove).toHaveCount(0);
    await page.goto(`${origin}/cases`);
    await expect(page.getByText("Two panellists detained at the airport")).toHaveCount(0);

    const another = await signedOut();
    await another.goto(link);
    await expect(another.getByText("This link does not open anything")).toBeVisible();
  } finally {
    await end();
  }
});
