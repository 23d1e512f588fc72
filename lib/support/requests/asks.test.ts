import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aSession } from "@/db/testing/factories";
import { changeCommitment, openCommitments } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { OpenCommitments } from "@/lib/commitments/input";
import { aWorld } from "@/lib/submissions/testing-world";
import { aRequest } from "../testing-request";
import { listAsksOfRequest } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

async function aWorldOfAsks() {
  const world = await aWorld();
  const sessionId = await aSession({ id: world.lead.organisationId, name: "" });
  const ask = (supportRequestId: string | undefined, wordingAsked: string, more: object = {}) =>
    openCommitments(
      world.lead,
      ["XEA"],
      OpenCommitments.parse({
        ...{ caseId: world.caseId, sessionId, supportRequestId, wordingAsked },
        ...more,
      }),
      "Embassies",
    );
  const [visit, visa] = [
    await aRequest(world, world.lead),
    await aRequest(world, world.lead, { needs: "A visa." }),
  ];
  const read = (id = "") => findCommitment(world.lead, id);
  const of = async (request: string) =>
    (await listAsksOfRequest(world.lead, request)).map(({ id }) => id);
  return { ask, of, read, visa, visit, world };
}

it("asks a State for a second thing by itself, and for the same once", async () => {
  const { ask, of, read, visa, visit } = await aWorldOfAsks();
  const { opened: first } = await ask(visit, "Please visit.", { modality: "prison_visit" });
  const { apart, opened: second } = await ask(visa, "Please grant a visa.");
  expect(apart).toBe(1);
  expect(second).not.toEqual(first);
  expect(await ask(visa, "Please grant a visa.")).toMatchObject({ opened: [], already: ["XEA"] });
  expect((await read(first[0]))?.wordingAsked).toBe("Please visit.");
  expect((await read(second[0]))?.wordingAsked).toBe("Please grant a visa.");
  expect(await of(visit)).toEqual(first);
  expect(await of(visa)).toEqual(second);
  // A third thing finds no occasion free, and has another.
  const { opened: third } = await ask(visa, "Please write to the prison.");
  expect(new Set([...first, ...second, ...third]).size).toBe(3);
});

it("is read by nobody who reads an older ask of the same State, and stands where nobody asked yet", async () => {
  const { ask, of, read, visit, world } = await aWorldOfAsks();
  const partners = { visibility: "partners", stage: "asked" };
  const { opened: old } = await ask(undefined, "Please raise it.", partners);
  await changeCommitment(world.lead, old[0] ?? "", { stage: "agreed" });
  const { opened } = await ask(visit, "Please give shelter.", { visibility: "team" });
  expect(await read(opened[0])).toMatchObject({ visibility: "team", stage: "planned" });
  expect(await read(old[0])).toMatchObject({
    wordingAsked: "Please raise it.",
    visibility: "partners",
    stage: "agreed",
  });
  expect(await of(visit)).toEqual(opened);
  // Whoever did not come from a request leaves what is there as it is.
  expect(await ask(undefined, "Please raise it again.")).toMatchObject({ opened: [], apart: 0 });
});
