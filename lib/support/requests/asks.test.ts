import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aSession } from "@/db/testing/factories";
import { openCommitments } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { OpenCommitments } from "@/lib/commitments/input";
import { aWorld } from "@/lib/submissions/testing-world";
import { aRequest } from "../testing-request";
import { listAsksOfRequest } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

it("asks a State for a second thing beside the first, and knows of both requests", async () => {
  const world = await aWorld();
  const sessionId = await aSession({ id: world.lead.organisationId, name: "" });
  const [visit, visa] = [
    await aRequest(world, world.lead),
    await aRequest(world, world.lead, { needs: "A visa." }),
  ];
  const ask = (supportRequestId: string | undefined, wordingAsked: string) =>
    openCommitments(
      world.lead,
      ["XEA"],
      OpenCommitments.parse({ caseId: world.caseId, sessionId, supportRequestId, wordingAsked }),
    );
  const { opened } = await ask(visit, "Please visit.");
  await ask(visa, "Please grant a visa.");
  await ask(visa, "Please grant a visa.");
  const wording = async () => (await findCommitment(world.lead, opened[0] ?? ""))?.wordingAsked;
  expect(await wording()).toBe("Please visit.\n\nPlease grant a visa.");
  for (const request of [visit, visa]) {
    expect((await listAsksOfRequest(world.lead, request)).map(({ id }) => id)).toEqual(opened);
  }
  // Whoever did not come from a request leaves what is there as it is.
  await ask(undefined, "Please raise it.");
  expect(await wording()).toBe("Please visit.\n\nPlease grant a visa.");
});
