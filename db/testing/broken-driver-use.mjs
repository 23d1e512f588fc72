/**
 * The ways not to use the driver, run in a process of their own because they may end it. Called by
 * db/connection.test.ts as `node broken-driver-use.mjs <variant> <path of postgres> <wall as JSON>`;
 * prints one line of JSON: what was seen.
 */
import { setTimeout as pause } from "node:timers/promises";

const [variant, driver, wall] = process.argv.slice(2);
const { url, adminUrl, secrets } = JSON.parse(wall);
const { default: postgres } = await import(driver);

const admin = postgres(adminUrl, { max: 1 });
const sql = postgres(url, { max: 1, onnotice: () => undefined });

function report(seen) {
  console.log(JSON.stringify(seen));
  process.exit(0);
}

process.on("uncaughtException", (error) => report({ crashed: error.message }));
process.on("unhandledRejection", () => undefined);
setTimeout(() => report({ stalled: true }), 15_000).unref();

async function begin(tx, secret) {
  await tx`set local role plenary_app`;
  await tx`select app.begin_session(${secret})`;
  const [{ pid }] = await tx`select pg_backend_pid() as pid`;
  return pid;
}

function whoAmI(tx) {
  return tx`select current_setting('app.org_id', true) as org, pg_current_xact_id_if_assigned()::text as xact`;
}

function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A's backend dies while A waits for something else; B gets the client that connected anew. */
async function sharedClient() {
  const aMayGoOn = gate();
  const bHasBegun = gate();
  const bMayGoOn = gate();
  const aSaw = gate();
  sql
    .begin(async (tx) => {
      const pid = await begin(tx, secrets[0]);
      await admin`select pg_terminate_backend(${pid})`;
      await aMayGoOn.opened;
      const [row] = await whoAmI(tx).catch((error) => [{ error: error.message }]);
      aSaw.open(row);
    })
    .catch(() => undefined);
  await pause(300);
  const b = sql.begin(async (tx) => {
    await begin(tx, secrets[1]);
    await tx`insert into cases (org_id, title) values (current_setting('app.org_id'), 'b')`;
    bHasBegun.open();
    await bMayGoOn.opened;
    const [row] = await whoAmI(tx).catch((error) => [{ error: error.message }]);
    return row;
  });
  await bHasBegun.opened;
  aMayGoOn.open();
  const seenByA = await aSaw.opened;
  await pause(200);
  bMayGoOn.open();
  report({ seenByA, seenByB: await b.catch((error) => ({ error: error.message })) });
}

/** A statement that was left behind when its transaction ended runs in the next one's. */
async function lateStatement() {
  let left;
  await sql.begin(async (tx) => {
    await begin(tx, secrets[0]);
    left = tx;
  });
  await sql.begin(async (tx) => {
    await begin(tx, secrets[1]);
    const [row] = await whoAmI(left);
    report({ seenByA: row });
  });
}

/** A lease on the unpatched driver: no leak, but the first statement after the loss ends the process. */
async function unpatched() {
  const session = await sql.reserve();
  await session`begin`;
  const pid = await begin(session, secrets[0]);
  await admin`select pg_terminate_backend(${pid})`;
  await pause(300);
  const [row] = await whoAmI(session).catch((error) => [{ error: error.message }]);
  await pause(300);
  report({ seenByA: row });
}

await { "shared-client": sharedClient, "late-statement": lateStatement, unpatched }[variant]();
