import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aMember } from "@/db/testing/factories";
import { setSubmissionAddresses } from "./commands";
import { findAddresses } from "./queries";
import { openWorld, refusal } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("the address", () => {
  it("is empty until an administrator sets it, and each organisation's own", async () => {
    const world = await openWorld();
    const administrator = await aMember(world.own, "administrator");
    expect(await findAddresses(world.lead)).toEqual({ report: "", procedures: "" });
    await expect(
      setSubmissionAddresses(world.lead, { report: "x@un.example", procedures: "" }),
    ).rejects.toEqual(refusal("refusals.notAllowed"));
    await expect(
      setSubmissionAddresses(
        { ...world.lead, role: "administrator" },
        { report: "x@un.example", procedures: "" },
      ),
    ).rejects.toThrow();
    await setSubmissionAddresses(administrator, { report: "x@un.example", procedures: "" });
    expect(await findAddresses(world.lead)).toMatchObject({ report: "x@un.example" });
    expect(await findAddresses(world.stranger)).toEqual({ report: "", procedures: "" });
  });
});
