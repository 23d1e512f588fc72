import { describe, expect, it } from "vitest";
import { asSystem } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { anOrganisation } from "@/db/testing/factories";
import { type Authentication, authenticate } from "./authenticate";
import { HashQueue } from "./hash-queue";
import { rememberDevice } from "./known-devices";
import { networkOf } from "./network";
import { Passwords } from "./passwords";
import {
  aMemberWithPassword,
  aVisitor,
  CountingPasswords,
  cheapPasswords,
  rightPassword,
} from "./testing";
import { admit, budgets, forgive, pauseAfter } from "./throttle";

useDatabase();

const statusOf = ({ status }: Authentication) => status;

async function aKnownBrowser(personId: string): Promise<string[]> {
  const cookie = await asSystem((tx) => rememberDevice(tx, personId, []));
  return cookie.split(".");
}

describe("signing in", () => {
  it("recognises a person by address and password, however the address is written", async () => {
    const { email, personId } = await aMemberWithPassword(await anOrganisation());
    const found = await authenticate(
      { email: ` ${email.toUpperCase()} `, password: rightPassword, ...aVisitor() },
      { passwords: cheapPasswords },
    );
    expect(found).toEqual({ status: "recognised", personId });
  });

  it("does not say what was wrong", async () => {
    const organisation = await anOrganisation();
    const { email } = await aMemberWithPassword(organisation);
    const suspended = await aMemberWithPassword(organisation, "advocate", "suspended");
    const tries = [
      { email, password: "a wrong password here" },
      { email: "nobody@example.org", password: rightPassword },
      { email: "no address", password: rightPassword },
      { email: "", password: "" },
      { email: suspended.email, password: rightPassword },
      { email, password: `${rightPassword}${" ".repeat(500)}` },
    ];
    for (const attempt of tries) {
      const found = await authenticate(
        { ...attempt, ...aVisitor() },
        { passwords: cheapPasswords },
      );
      expect(found).toEqual({ status: "unknown" });
    }
  });

  it("makes a hash anew once the cost has been raised", async () => {
    const { email, personId } = await aMemberWithPassword(await anOrganisation());
    const dearer = new Passwords({ memoryCost: 512, timeCost: 1, parallelism: 1 });
    const attempt = { email, password: rightPassword };
    await authenticate({ ...attempt, ...aVisitor() }, { passwords: dearer });
    const [row] = await asSuperuser()`select password_hash from people where id = ${personId}`;
    expect(row?.password_hash).toContain("m=512");
    const again = await authenticate({ ...attempt, ...aVisitor() }, { passwords: dearer });
    expect(again.status).toBe("recognised");
  });

  it("counts nothing when the machine is too busy to look", async () => {
    const { email } = await aMemberWithPassword(await anOrganisation());
    const visitor = aVisitor();
    const full = new Passwords(undefined, new HashQueue({ atOnce: 0, waiting: 0 }));
    for (let tried = 0; tried < 12; tried++) {
      const found = await authenticate(
        { email, password: rightPassword, ...visitor },
        { passwords: full },
      );
      expect(found.status).toBe("busy");
    }
    const found = await authenticate(
      { email, password: rightPassword, ...visitor },
      { passwords: cheapPasswords },
    );
    expect(found.status).toBe("recognised");
  });
});

describe("guessing", () => {
  /** 200 networks guess three times each; then the owner signs in from the browser they always use. */
  async function attack(parts: Parameters<typeof authenticate>[1] = {}) {
    const owner = await aMemberWithPassword(await anOrganisation());
    const deviceTokens = await aKnownBrowser(owner.personId);
    const passwords = new CountingPasswords();
    for (let network = 0; network < 200; network++) {
      const visitor = aVisitor();
      for (let guess = 0; guess < 3; guess++) {
        const found = await authenticate(
          { email: owner.email, password: `guess number ${network} ${guess}`, ...visitor },
          { passwords, ...parts },
        );
        expect(found.status).toBe("unknown");
      }
    }
    const looked = passwords.looked;
    const attempt = { email: owner.email, password: rightPassword };
    return {
      looked,
      elsewhere: statusOf(
        await authenticate({ ...attempt, ...aVisitor() }, { passwords, ...parts }),
      ),
      owner: statusOf(
        await authenticate({ ...attempt, ...aVisitor(), deviceTokens }, { passwords, ...parts }),
      ),
    };
  }

  it("from 200 networks is looked at a few times only, and never locks the owner out", async () => {
    const { looked, elsewhere, owner } = await attack();
    expect(looked).toBeLessThanOrEqual(25);
    expect(elsewhere).toBe("unknown");
    expect(owner).toBe("recognised");
  });

  it("would lock the owner out if their browser were not known", async () => {
    const { owner } = await attack({ findKnownDevice: async () => null });
    expect(owner).toBe("unknown");
  });

  it("would be looked at each time without the brakes", async () => {
    const { looked } = await attack({
      throttle: { admit: async () => "x", forgive: async () => {} },
    });
    expect(looked).toBe(600);
  });

  it("does not open a known browser of another person", async () => {
    const organisation = await anOrganisation();
    const [mine, other] = [
      await aMemberWithPassword(organisation),
      await aMemberWithPassword(organisation),
    ];
    const deviceTokens = await aKnownBrowser(other.personId);
    const passwords = new CountingPasswords();
    const visitor = { ...aVisitor(), deviceTokens };
    for (let guess = 0; guess < 10; guess++) {
      await authenticate(
        { email: mine.email, password: `guess ${guess}`, ...visitor },
        { passwords },
      );
    }
    expect(passwords.looked).toBe(budgets.addressFromNetwork.free);
  });

  it("from a stolen known browser has a budget too", async () => {
    const owner = await aMemberWithPassword(await anOrganisation());
    const deviceTokens = await aKnownBrowser(owner.personId);
    const passwords = new CountingPasswords();
    for (let guess = 0; guess < 12; guess++) {
      const attempt = { email: owner.email, password: `guess ${guess}` };
      await authenticate({ ...attempt, ...aVisitor(), deviceTokens }, { passwords });
    }
    expect(passwords.looked).toBe(budgets.device.free);
  });

  /** Fifty tries at one moment from one network. */
  async function lookedAtOnce(parts: Parameters<typeof authenticate>[1] = {}): Promise<number> {
    const { email } = await aMemberWithPassword(await anOrganisation());
    const passwords = new CountingPasswords();
    const visitor = aVisitor();
    await Promise.all(
      Array.from({ length: 50 }, (_, guess) =>
        authenticate({ email, password: `guess ${guess}`, ...visitor }, { passwords, ...parts }),
      ),
    );
    return passwords.looked;
  }

  it("many times at the same moment does not slip through", async () => {
    expect(await lookedAtOnce()).toBe(budgets.addressFromNetwork.free);
  });

  it("would slip through if a try were counted only after it was looked at", async () => {
    const throttle: NonNullable<Parameters<typeof authenticate>[1]>["throttle"] = {
      async admit(tx, attempt) {
        const id = await admit(tx, attempt);
        await (id && forgive(tx, id, attempt, { success: false }));
        return id;
      },
      forgive,
    };
    expect(await lookedAtOnce({ throttle })).toBe(50);
  });

  it("ends for a network when the right password comes from it", async () => {
    const { email } = await aMemberWithPassword(await anOrganisation());
    const visitor = aVisitor();
    const parts = { passwords: cheapPasswords };
    for (let round = 0; round < 3; round++) {
      for (let slip = 0; slip < 4; slip++) {
        await authenticate({ email, password: "a slip of the finger", ...visitor }, parts);
      }
      const found = await authenticate({ email, password: rightPassword, ...visitor }, parts);
      expect(found.status).toBe("recognised");
    }
  });

  it.each(["2001:db8:1:2:3:4:5:6", "::1", "nowhere"])("is counted from %s too", async (address) => {
    const { email } = await aMemberWithPassword(await anOrganisation());
    const passwords = new CountingPasswords();
    const visitor = { network: networkOf(address), deviceTokens: [] };
    for (let guess = 0; guess < 8; guess++) {
      await authenticate({ email, password: `guess ${guess}`, ...visitor }, { passwords });
    }
    expect(passwords.looked).toBe(budgets.addressFromNetwork.free);
  });

  it("is answered alike for people who do not exist", async () => {
    const passwords = new CountingPasswords();
    const visitor = aVisitor();
    for (let guess = 0; guess < 12; guess++) {
      await authenticate(
        { email: "nobody.at.all@example.org", password: "x", ...visitor },
        { passwords },
      );
    }
    expect(passwords.looked).toBe(budgets.addressFromNetwork.free);
  });

  it("keeps neither an address nor a whole network address", async () => {
    const { email } = await aMemberWithPassword(await anOrganisation());
    await authenticate({ email, password: "x", ...aVisitor() }, { passwords: cheapPasswords });
    const rows = await asSuperuser()`select f::text as text, masklen(network) as mask
      from sign_in_failures f`;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => text.includes(email))).toEqual([]);
    expect(rows.filter(({ mask }) => mask !== null && mask !== 24 && mask !== 64)).toEqual([]);
  });
});

describe("the time of an answer", () => {
  const cost = { memoryCost: 16_384, timeCost: 2, parallelism: 1 };

  /** How much longer a known address takes than an unknown one, by the medians. */
  async function ratio(passwords: Passwords): Promise<number> {
    const { email, personId } = await aMemberWithPassword(await anOrganisation());
    const hash = await new Passwords(cost).hash(rightPassword);
    await asSuperuser()`update people set password_hash = ${hash} where id = ${personId}`;
    const parts = { passwords, throttle: { admit: async () => "x", forgive: async () => {} } };
    const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 25; round++) {
      for (const [kind, address] of [
        ["known", email],
        ["unknown", `${round}@example.org`],
      ] as const) {
        const start = performance.now();
        await authenticate({ email: address, password: "a wrong password", ...aVisitor() }, parts);
        times[kind].push(performance.now() - start);
      }
    }
    return median(times.known) / median(times.unknown);
  }

  it("does not tell whether the address is known", async () => {
    const found = await ratio(new Passwords(cost));
    expect(found).toBeGreaterThan(0.75);
    expect(found).toBeLessThan(1.33);
  });

  it("would tell if nothing were hashed for unknown people", async () => {
    class Hasty extends Passwords {
      override async matches(kept: string | null, password: string) {
        return kept !== null && (await super.matches(kept, password));
      }
    }
    expect(await ratio(new Hasty(cost))).toBeGreaterThan(2);
  });
});

it("waits longer after each failure, and never longer than a quarter of an hour", () => {
  const pauses = [0, 4, 5, 6, 7, 8, 9, 10, 50, 1e6].map((n) => pauseAfter(n, budgets.device));
  expect(pauses).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
