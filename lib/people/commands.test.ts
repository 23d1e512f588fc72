import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, aSignIn } from "@/db/testing/factories";
import { authenticate } from "@/lib/auth/authenticate";
import { findActor } from "@/lib/auth/find-actor";
import { aMemberWithPassword, aVisitor, cheapPasswords, rightPassword } from "@/lib/auth/testing";
import { changePassword, keepPreferences } from "./commands";
import { PasswordChange, Preferences } from "./input";

useDatabase();

const newPassword = "nine brave otters sing";

describe("changing the password", () => {
  it("keeps this sign-in, ends all others and lets the new password in only", async () => {
    const me = await aMemberWithPassword(await anOrganisation());
    const elsewhere = await aSignIn(me.personId, me.organisationId);
    await changePassword(
      me,
      { current: rightPassword, password: newPassword },
      aVisitor(),
      cheapPasswords,
    );
    expect(await findActor(me.secret)).not.toBeNull();
    expect(await findActor(elsewhere)).toBeNull();
    const parts = { passwords: cheapPasswords };
    const { email } = me;
    const old = await authenticate({ email, password: rightPassword, ...aVisitor() }, parts);
    const now = await authenticate({ email, password: newPassword, ...aVisitor() }, parts);
    expect([old.status, now.status]).toEqual(["unknown", "recognised"]);
  });

  it("asks for the current one, a few times only, and ends nothing otherwise", async () => {
    const me = await aMemberWithPassword(await anOrganisation());
    const elsewhere = await aSignIn(me.personId, me.organisationId);
    const visitor = aVisitor();
    const change = (current: string) =>
      changePassword(me, { current, password: newPassword }, visitor, cheapPasswords);
    for (let slip = 0; slip < 5; slip++) {
      await expect(change(`not my password ${slip}`)).rejects.toMatchObject({
        messageKey: "settings.password.refused",
      });
    }
    await expect(change(rightPassword)).rejects.toMatchObject({ reason: "not-allowed" });
    expect(await findActor(elsewhere)).not.toBeNull();
  });

  it("refuses a password that can't be taken, with a key of the catalogue", () => {
    const parsed = PasswordChange.safeParse({ current: "x", password: "short" });
    expect(parsed.error?.issues).toMatchObject([
      { path: ["password"], message: "signIn.faults.passwordTooShort" },
    ]);
  });
});

describe("preferences", () => {
  it("are one's own", async () => {
    const organisation = await anOrganisation();
    const [me, colleague] = [await aMember(organisation), await aMember(organisation)];
    const input = Preferences.parse({
      name: "  Ana   María ",
      locale: "en",
      timeZone: "America/Bogota",
      theme: "dark",
      lowData: "on",
    });
    await keepPreferences(me, input);
    expect(await findActor(me.secret)).toMatchObject({
      personName: "Ana María",
      timeZone: "America/Bogota",
      theme: "dark",
      lowData: true,
    });
    expect(await findActor(colleague.secret)).toMatchObject({ theme: "system", lowData: false });
  });

  it.each([
    { timeZone: "Mars/Olympus" },
    { locale: "xx" },
    { theme: "pink" },
    { name: "" },
    { name: "Ana\u202Eanam" },
    { name: "x".repeat(121) },
  ])("are refused when they can't be: %j", (fault) => {
    const good = { name: "Ana", locale: "en", timeZone: "UTC", theme: "system" };
    expect(Preferences.safeParse(good).success).toBe(true);
    expect(Preferences.safeParse({ ...good, ...fault }).success).toBe(false);
  });

  it("do not reach what is not a preference", async () => {
    const me = await aMember(await anOrganisation());
    await keepPreferences(me, { name: "Ana", locale: "en", timeZone: "UTC", theme: "light" });
    const [row] =
      await asSuperuser()`select email, password_hash from people where id = ${me.personId}`;
    expect(row).toEqual({ email: `${me.personId}@example.org`, password_hash: null });
  });
});
