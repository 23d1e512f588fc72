import { expect, test } from "./fixtures";
import { anIdentityProvider } from "./identity-provider";
import { aNewInstallation } from "./installation";

test("an account at the organisation's own provider is connected, and signs in from then on", async ({
  signedOut,
}) => {
  test.setTimeout(300_000);
  const provider = await anIdentityProvider();
  const { origin, link, end } = await aNewInstallation({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
  });
  const outside = { name: "Sign in with your organisation's account" };
  try {
    const page = await signedOut();
    await page.goto(link);
    await page.getByLabel("Your organisation").fill("Example Network");
    await page.getByLabel("Your name").fill("Ana Example");
    await page.getByLabel("Your e-mail address").fill("ana@example.org");
    await page.getByLabel("A password").fill("eleven quiet herons wait");
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page).toHaveURL(/\/welcome$/);

    // An account that nobody has connected lets nobody in, whatever it claims.
    const stranger = await signedOut();
    await stranger.goto(`${origin}/sign-in`);
    await stranger.getByRole("button", outside).click();
    await expect(stranger.getByText("The other account did not let you in here.")).toBeVisible();

    await page.goto(`${origin}/settings/password`);
    await page.getByRole("button", { name: "Connect the account" }).click();
    await expect(page).toHaveURL(`${origin}/settings/password`);

    await stranger.goto(`${origin}/sign-in`);
    await stranger.getByRole("button", outside).click();
    await expect(stranger).toHaveURL(`${origin}/`);

    provider.subject = "somebody-else";
    const other = await signedOut();
    await other.goto(`${origin}/sign-in`);
    await other.getByRole("button", outside).click();
    await expect(other.getByText("The other account did not let you in here.")).toBeVisible();
    await other.goto(`${origin}/settings`);
    await expect(other).toHaveURL(/\/sign-in/);
  } finally {
    await end();
    provider.end();
  }
});
