import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { cases } from "@/db/schema/cases";
import { commitmentReaders } from "@/db/schema/commitments";
import { referenceVersions, stateAliases, states } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";
import { createStateMatcher, type StateAlias, type StateMatcher, stateName } from "./names";

const columns = {
  code: states.code,
  key: states.key,
  iso2: states.iso2,
  status: states.status,
  names: states.names,
  formalNames: states.formalNames,
  regionalGroup: states.regionalGroup,
  regionalGroupNote: states.regionalGroupNote,
  euMember: states.euMember,
  admittedOn: states.admittedOn,
  isExample: states.isExample,
  sources: states.sources,
  retiredAt: states.retiredAt,
};

/** A State or observer, or an invented one (`isExample`). Addresses show `key`, never `code`. */
export type State = Awaited<ReturnType<typeof readStates>>[number];

/**
 * All States in use, by code. The invented ones are among them for an organisation that has the example loaded, and each
 * of them for whom a partner shared a case or an ask of it. The array is shared: copy before sorting.
 */
export async function listStates(actor: Actor): Promise<readonly State[]> {
  const shipped = await shippedStates(actor);
  if (actor.hasExample) {
    return shipped.inUse;
  }
  const invented = shipped.inUse.filter(({ isExample }) => isExample).map(({ code }) => code);
  const open = await readShared(actor, invented);
  return open.size === 0
    ? shipped.real
    : shipped.inUse.filter(({ code, isExample }) => !isExample || open.has(code));
}

/** The States in use as choices, by name in the reader's language. */
export async function stateChoices(actor: Actor): Promise<{ key: string; name: string }[]> {
  const order = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale);
  return (await listStates(actor))
    .map((state) => ({ key: state.key, name: stateName(state, actor.locale) }))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** The State at an address, retired ones included so that old addresses last; null where there is none. */
export async function findStateByKey(actor: Actor, key: string): Promise<State | null> {
  return (await shippedStates(actor)).byKey.get(key) ?? null;
}

/**
 * Whether a State's page opens: of an invented one only with the example, or where a partner shared a case or an ask
 * of it.
 */
export async function isStateOpen(
  actor: Actor,
  { code, isExample }: Pick<State, "code" | "isExample">,
): Promise<boolean> {
  if (!isExample || actor.hasExample) {
    return true;
  }
  return (await readShared(actor, [code])).has(code);
}

/** Of which of these States the actor reads a case or an ask. */
async function readShared(actor: Actor, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const these = sql`${`{${codes.join(",")}}`}::text[]`;
  const found = await asActor(
    actor,
    (tx) =>
      tx.execute<{ code: string }>(sql`
        select ${cases.countryCode} as code from ${cases} where ${cases.countryCode} = any (${these})
        union
        select code from unnest(${these}) as one(code) where exists (
          select from ${commitmentReaders} r
          where r.audience_id in (app.org(), app.membership()) and r.state_code = code
            and (r.valid_until is null or r.valid_until >= current_date))`),
    { readOnly: true },
  );
  return new Set([...found].map(({ code }) => code));
}

/**
 * Resolves what people type or paste to the States in use, the invented ones only with the example; see `createStateMatcher` for what it promises.
 */
export async function stateMatcher(actor: Actor): Promise<StateMatcher> {
  const { matchers } = await shippedStates(actor);
  return actor.hasExample ? matchers.inUse : matchers.real;
}

/** Every way of writing the names of the States that `listStates` gives, for a matcher that is built elsewhere. */
export async function stateNamesToMatch(actor: Actor): Promise<readonly StateAlias[]> {
  const { aliases } = await shippedStates(actor);
  return actor.hasExample ? aliases.inUse : aliases.real;
}

/** Every way of writing each State's name, folded as `foldName` does, by code. */
export async function foldedNames(actor: Actor): Promise<ReadonlyMap<string, readonly string[]>> {
  return (await shippedStates(actor)).foldedNames;
}

type ShippedStates = {
  version: string;
  checkedAt: number;
  inUse: readonly State[];
  real: readonly State[];
  byKey: ReadonlyMap<string, State>;
  aliases: { inUse: readonly StateAlias[]; real: readonly StateAlias[] };
  matchers: { inUse: StateMatcher; real: StateMatcher };
  foldedNames: ReadonlyMap<string, readonly string[]>;
};

// The same for everyone who may sign in, so it is kept for the whole process. Another instance may load
// a newer version at any time: the version is looked at again once a minute. Each reader loads through
// their own door; a shared promise would hand one person's ended session to the others as an error.
let kept: ShippedStates | undefined;
const checkAgainAfterMs = 60_000;

async function shippedStates(actor: Actor): Promise<ShippedStates> {
  if (kept && Date.now() - kept.checkedAt < checkAgainAfterMs) {
    return kept;
  }
  return await asActor(actor, async (tx) => {
    const version = await loadedVersion(tx);
    const current =
      kept?.version === version ? { ...kept, checkedAt: Date.now() } : await load(tx, version);
    kept = version === notLoaded ? undefined : current;
    return current;
  });
}

const notLoaded = "";

async function loadedVersion(tx: Tx): Promise<string> {
  const [found] = await tx
    .select({ sha256: referenceVersions.sha256 })
    .from(referenceVersions)
    .where(eq(referenceVersions.dataset, "states"));
  return found?.sha256 ?? notLoaded;
}

async function load(tx: Tx, version: string): Promise<ShippedStates> {
  const all = await readStates(tx);
  const inUse = all.filter((state) => state.retiredAt === null);
  const real = inUse.filter((state) => !state.isExample);
  const aliases = await tx
    .select({
      code: stateAliases.stateCode,
      text: stateAliases.text,
      folded: stateAliases.folded,
      needsCare: stateAliases.needsCare,
    })
    .from(stateAliases);
  const aliasesOf = (some: readonly State[]) => {
    const codes = new Set(some.map((state) => state.code));
    return aliases
      .filter((alias) => codes.has(alias.code))
      .map(({ code, text, needsCare }) => ({ code, text, needsCare }));
  };
  const ways = { inUse: aliasesOf(inUse), real: aliasesOf(real) };
  return {
    version,
    checkedAt: Date.now(),
    inUse,
    real,
    byKey: new Map(all.map((state) => [state.key, state])),
    aliases: ways,
    matchers: { inUse: createStateMatcher(ways.inUse), real: createStateMatcher(ways.real) },
    foldedNames: byCode(aliases),
  };
}

function byCode(aliases: readonly { code: string; folded: string }[]) {
  const names = new Map<string, string[]>();
  for (const { code, folded } of aliases) {
    const known = names.get(code) ?? [];
    names.set(code, known.includes(folded) ? known : [...known, folded]);
  }
  return names;
}

function readStates(tx: Tx) {
  return tx.select(columns).from(states).orderBy(asc(states.code));
}
