import { expect, it } from "vitest";
import { listen } from "./listen";
import { asSuperuser, useDatabase } from "./testing/database";

useDatabase();

const until = async (isSo: () => boolean) => {
  for (const end = Date.now() + 15_000; !isSo(); ) {
    if (Date.now() > end) {
      throw new Error("Waited in vain.");
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

it("hears again after its connection was ended", async () => {
  const heard: string[] = [];
  let openings = 0;
  const listener = listen({
    channels: ["plenary_test"],
    hear: (channel, payload) => heard.push(`${channel} ${payload}`),
    opened: () => {
      openings += 1;
    },
  });
  await until(() => listener.isOpen);
  await asSuperuser()`select pg_notify('plenary_test', 'one')`;
  await until(() => heard.length === 1);
  await asSuperuser()`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'plenary listener' and datname = current_database()`;
  await until(() => openings === 2);
  await asSuperuser()`select pg_notify('plenary_test', 'two')`;
  await until(() => heard.length === 2);
  expect(heard).toEqual(["plenary_test one", "plenary_test two"]);
  await listener.end();
});

it("ends while it tries to connect", async () => {
  const listener = listen({
    channels: ["plenary_test"],
    hear: () => undefined,
    opened: () => undefined,
    url: () => "postgres://nobody@127.0.0.1:1/nothing",
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(listener.isOpen).toBe(false);
  await listener.end();
});
