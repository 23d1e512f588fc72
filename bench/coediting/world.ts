import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { closeLeases } from "@/db/connection";
import { migrate } from "@/db/migrate";
import { loadReference } from "@/db/seeds/reference";
import {
  aCase,
  aMember,
  anOrganisation,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { connectSuperuser, disconnectSuperuser } from "@/db/testing/superuser";
import { words } from "@/lib/alerts/testing";
import { aText } from "@/lib/live/testing";
import { startDatabase } from "@/lib/serve/database";

/** Advocates of one team, each of whom may have ten texts open at once. */
export interface World {
  members: Member[];
  theCase: Case;
  ownerUrl: string;
  /** A text of about ten pages; its id. */
  aText(): Promise<string>;
  stop(): Promise<void>;
}

const name = "bench_coediting";
const pages = 10;

/** An embedded cluster of its own, as durable as shipped, that goes afterwards. */
export async function startWorld(people: number): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "plenary-bench-"));
  const database = await startDatabase({ dataDir });
  const maintenance = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await maintenance.unsafe(`create database ${name} owner plenary_owner`);
  await maintenance.end();
  const named = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const ownerUrl = named(database.ownerUrl);
  const { loginUrl } = await migrate({ ownerUrl, loginPassword: randomBytes(18).toString("hex") });
  await loadReference(ownerUrl);
  process.env.PLENARY_APP_DATABASE_URL = loginUrl;
  connectSuperuser(named(database.superuserUrl));
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const members = [lead];
  while (members.length < people) {
    const member = await aMember(organisation);
    await inTeam(theCase, member, "editor");
    members.push(member);
  }
  const lines = Array.from({ length: pages * 8 }, (_, n) => `${n} `.padEnd(250, "words and "));
  return {
    members,
    theCase,
    ownerUrl,
    async aText() {
      const { textId } = await aText(theCase, lead, {
        happened: words(...lines.slice(0, lines.length / 2)),
        asks: words(...lines.slice(lines.length / 2)),
      });
      return textId;
    },
    async stop() {
      await closeLeases();
      await disconnectSuperuser();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
